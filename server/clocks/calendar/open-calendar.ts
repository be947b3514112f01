import type { Locale } from "../../../contract/languages.ts";
import { type CalendarData, type Day, datesFrom, daysOf, instantsOf } from "./days.ts";
import { holidaysIn } from "./holidays.ts";
import { horizon, timelineOf } from "./timeline.ts";
import { dateAt, type Stretch } from "./wall.ts";

/** Why a calendar is closed: it is beyond its hours, or a holiday or an exception took hours away. */
export type Closed = { kind: "hours" } | { kind: "holiday" | "exception"; name: string };

/** A calendar as something to count with. Each answer costs microseconds once its twelve weeks have been computed. */
export interface WorkCalendar {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  isOpen(at: number): boolean;
  /**
   * The earliest instant at which so much has been open since `from`; `from` itself for nothing. Null when that takes
   * more than ten years.
   */
  add(from: number, openMilliseconds: number): number | null;
  /** How many milliseconds are open from one instant to another; 0 when `to` is not later. */
  between(from: number, to: number): number;
  /** When it is open next: `at` itself when it is open then. Null when it does not open within ten years. */
  nextOpening(at: number): number | null;
  /** From one instant to another, in order, none touching the next. */
  openings(from: number, to: number): Stretch[];
  /**
   * Why it is closed at an instant and until it opens: the holidays and exceptions that take hours of its own away in
   * that time, else that it is beyond its hours. Nothing when it is open.
   */
  whyClosed(at: number, locale: Locale): Closed[];
}

/**
 * Makes a calendar that can be counted with. `others` are the calendars among which it finds those that cover it, and
 * those that cover them; an error when one of them is missing.
 */
export function openCalendar(data: CalendarData, others: readonly CalendarData[] = []): WorkCalendar {
  const sources = covering(data, others).map((one) => ({ timeZone: one.timeZone, dayOn: daysOf(one) }));
  const timeline = timelineOf((from, to) =>
    sources.flatMap(({ timeZone, dayOn }) =>
      // A day may begin 14 hours before that of UTC, end 12 after it, and go on over midnight for another.
      datesFrom(dateAt("UTC", from).subtract({ days: 3 }), dateAt("UTC", to).add({ days: 2 })).flatMap(
        (date) => instantsOf(timeZone, date, dayOn(date).open),
      ),
    ),
  );
  const ownDay = sources[0]!.dayOn;

  return {
    id: data.id,
    name: data.name,
    timeZone: data.timeZone,
    ...timeline,
    whyClosed(at, locale) {
      if (timeline.isOpen(at)) return [];
      const until = timeline.nextOpening(at) ?? at + horizon;
      const reasons = new Map<string, Closed>();
      for (const date of datesFrom(
        dateAt(data.timeZone, at).subtract({ days: 1 }),
        dateAt(data.timeZone, Math.min(until, at + longestTold)),
      )) {
        const day = ownDay(date);
        const usual = instantsOf(data.timeZone, date, day.usual);
        if (!usual.some(({ from, to }) => from < until && at < to)) continue;
        for (const reason of reasonsOf(data, date, day, locale)) {
          reasons.set(`${reason.kind} ${"name" in reason && reason.name}`, reason);
        }
      }
      return reasons.size ? [...reasons.values()] : [{ kind: "hours" }];
    },
  };
}

/** Whoever asks why is told of two months at most. */
const longestTold = 62 * 86_400_000;

function reasonsOf(data: CalendarData, date: Temporal.PlainDate, day: Day, locale: Locale): Closed[] {
  if (day.exception) return [{ kind: "exception", name: day.exception.name }];
  const named = holidaysIn(data.country!, data.region, date.year, locale).get(date.toString()) ?? [];
  return day.holidays.map(({ id, name }) => ({
    kind: "holiday",
    name: named.find((one) => one.id === id)?.name ?? name,
  }));
}

/** A calendar and all that cover it, each once. */
function covering(data: CalendarData, others: readonly CalendarData[]): CalendarData[] {
  const all = [data];
  for (const one of all) {
    for (const id of one.covers) {
      if (all.some((known) => known.id === id)) continue;
      const cover = others.find((other) => other.id === id);
      if (!cover) throw new Error(`Calendar ${one.id} is covered by ${id}, which is not there.`);
      all.push(cover);
    }
  }
  return all;
}
