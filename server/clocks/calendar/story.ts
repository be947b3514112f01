import type { Locale } from "../../../contract/languages.ts";
import { type TextKey, text } from "../../texts.ts";
import { dueAt, type Pause, type Target } from "./due.ts";
import type { Closed, WorkCalendar } from "./open-calendar.ts";
import type { Stretch } from "./wall.ts";

/** Why a clock stands still. */
export type PauseReason = "customer" | "third_party" | { words: string };

/** A clock whose due time can be told. */
export interface ToldClock extends Omit<Target, "pauses"> {
  /** What set it going. */
  began: "received" | "customer_wrote" | "promised" | "reopened" | "handed_over" | "started";
  pauses: readonly (Pause & { reason: PauseReason })[];
}

/** So many stretches of working time are listed; of more, those at both ends. */
const mostListed = 4;

/**
 * Why a clock is due when it is, line by line, in a reader's language and by the clock of their zone: when it began,
 * why nobody was there, what was counted, when it stood still, when it is due.
 */
export function storyOf(clock: ToldClock, locale: Locale, timeZone: string): string[] {
  const due = dueAt(clock);
  const { calendar, startedAt, minutes, pauses } = clock;
  const tell = teller(locale, timeZone, [startedAt, due.dueAt ?? startedAt]);
  const lines = [text(locale, `story.began.${clock.began}`, { at: tell.time(startedAt) })];

  if (calendar && !calendar.isOpen(startedAt)) lines.push(closedLine(calendar, startedAt, locale, tell));

  for (const { from, to, reason } of pauses.toSorted((a, b) => a.from - b.from)) {
    if (due.dueAt !== null && from >= due.dueAt) continue;
    if (to !== null && (to <= startedAt || to <= from)) continue;
    const why = typeof reason === "string" ? text(locale, `story.pause.${reason}`) : reason.words;
    const since = Math.max(from, startedAt);
    lines.push(
      to === null
        ? text(locale, "story.stands_still", { from: tell.time(since), why })
        : text(locale, "story.stood_still", { between: tell.stretch({ from: since, to }), why }),
    );
  }

  if (due.dueAt !== null) {
    const counted = calendar ? countedIn(clock, calendar, due.dueAt) : [];
    const between = calendar ? reasonsBetween(calendar, counted, locale) : [];
    if (between.length) lines.push(text(locale, "story.closed.between", { reasons: tell.list(between) }));
    lines.push(countedLine(clock, counted, locale, tell));
    lines.push(text(locale, "story.due", { at: tell.time(due.dueAt) }));
  } else if (due.standsStillSince !== null) {
    const left = minutes * 60_000 - due.spentMilliseconds(due.standsStillSince);
    lines.push(text(locale, calendar ? "story.left.working" : "story.left", { time: tell.duration(left) }));
  } else {
    lines.push(text(locale, "story.never", { calendar: calendar!.name }));
  }
  if (calendar && calendar.timeZone !== timeZone) {
    lines.push(text(locale, "story.zones", { reader: timeZone, calendar: calendar.timeZone }));
  }
  return lines;
}

function closedLine(calendar: WorkCalendar, at: number, locale: Locale, tell: Teller): string {
  const opens = calendar.nextOpening(at);
  const reasons = tell.list(calendar.whyClosed(at, locale).map((reason) => reasonWords(reason, locale)));
  return opens === null
    ? text(locale, "story.closed.for_good", { calendar: calendar.name, reasons })
    : text(locale, "story.closed", { calendar: calendar.name, at: tell.time(opens), reasons });
}

function reasonWords(reason: Closed, locale: Locale): string {
  const key: TextKey = `story.reason.${reason.kind}`;
  return reason.kind === "hours" ? text(locale, key) : text(locale, key, { name: reason.name });
}

/** What of a calendar's openings a clock counted before it was due. */
const countedIn = (clock: ToldClock, calendar: WorkCalendar, due: number): Stretch[] =>
  running(clock, due).flatMap(({ from, to }) => calendar.openings(from, to));

/** For which holidays and exceptions it was closed on the way; of a long way, the first part is looked at. */
function reasonsBetween(calendar: WorkCalendar, counted: Stretch[], locale: Locale): string[] {
  const reasons = counted
    .slice(0, -1)
    .slice(0, 60)
    .flatMap(({ to }) => calendar.whyClosed(to, locale))
    .filter(({ kind }) => kind !== "hours")
    .map((reason) => reasonWords(reason, locale));
  return [...new Set(reasons)];
}

function countedLine(clock: ToldClock, counted: Stretch[], locale: Locale, tell: Teller): string {
  const time = tell.duration(clock.minutes * 60_000);
  if (!clock.minutes) return text(locale, "story.counted.nothing");
  if (!clock.calendar) return text(locale, "story.counted.around_the_clock", { time });
  const listed = counted.length <= mostListed ? counted : [...counted.slice(0, 2), counted.at(-1)!];
  const when = listed.map(tell.stretch);
  if (counted.length > listed.length) {
    when.splice(2, 0, text(locale, "story.counted.more", { count: counted.length - listed.length }));
  }
  return text(locale, "story.counted", { time, when: tell.list(when) });
}

/** When a clock ran before it was due: from its start, without its pauses. */
function running({ startedAt, pauses }: ToldClock, due: number): Stretch[] {
  let since = startedAt;
  const all: Stretch[] = [];
  for (const { from, to } of pauses.toSorted((a, b) => a.from - b.from)) {
    if (from > since) all.push({ from: since, to: Math.min(from, due) });
    since = Math.max(since, to ?? Number.POSITIVE_INFINITY);
  }
  return [...all, { from: since, to: due }].filter(({ from, to }) => from < to);
}

type Teller = ReturnType<typeof teller>;

/** Times by day of the week and date; by year as well when they are not all of one. */
function teller(locale: Locale, timeZone: string, times: number[]) {
  const years = new Set(times.map((at) => new Date(at).getUTCFullYear()));
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(years.size > 1 && { year: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  });
  return {
    time: (at: number) => format.format(at),
    stretch: ({ from, to }: Stretch) => format.formatRange(from, to),
    duration: (milliseconds: number) => durationText(locale, milliseconds),
    list: (items: string[]) => items.join(locale === "ar" ? "؛ " : locale === "zh" ? "；" : "; "),
  };
}

function durationText(locale: Locale, milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return new Intl.DurationFormat(locale, {
    style: "long",
    minutesDisplay: minutes < 60 ? "always" : "auto",
  }).format({
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
  });
}
