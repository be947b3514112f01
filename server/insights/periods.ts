import type { Compare, Grain, Period } from "../../contract/insights.ts";
import { Refusal } from "../refusal.ts";
import { type Day, dayNumber, dayOfNumber } from "./days.ts";

/** Both days are part of it. */
export interface Range {
  from: Day;
  to: Day;
}

/** A period that is looked at up to a moment of its last day. */
export interface Cut extends Range {
  until: number | null;
}

const mostDays = 3_700;

/** The days of a period that was asked for by name or by its ends, as of today. */
export function rangeOf(
  { period, from, to }: { period: Period; from?: string; to?: string },
  today: Day,
): Range {
  if (from !== undefined || to !== undefined) return given(from, to);
  const date = Temporal.PlainDate.from(today);
  const ends = (first: Temporal.PlainDate, last = date): Range => ({
    from: first.toString(),
    to: last.toString(),
  });
  switch (period) {
    case "today":
      return ends(date);
    case "yesterday":
      return ends(date.subtract({ days: 1 }), date.subtract({ days: 1 }));
    case "7_days":
      return ends(date.subtract({ days: 6 }));
    case "30_days":
      return ends(date.subtract({ days: 29 }));
    case "90_days":
      return ends(date.subtract({ days: 89 }));
    case "12_months":
      return ends(date.subtract({ months: 12 }).add({ days: 1 }));
    case "this_month":
      return ends(date.with({ day: 1 }));
    case "last_month": {
      const last = date.with({ day: 1 }).subtract({ days: 1 });
      return ends(last.with({ day: 1 }), last);
    }
    case "this_year":
      return ends(date.with({ month: 1, day: 1 }));
  }
}

function given(from: string | undefined, to: string | undefined): Range {
  const refuse = (path: string, message: string) => new Refusal("invalid", { fields: [{ path, message }] });
  if (from === undefined || to === undefined)
    throw refuse(from === undefined ? "from" : "to", "both_ends_of_period");
  if (from > to) throw refuse("to", "ends_before_it_begins");
  if (dayNumber(to) - dayNumber(from) >= mostDays) throw refuse("from", "period_too_long");
  return { from, to };
}

/**
 * The period that another is compared with: a year earlier; or the one before it, which of whole months, or of a month
 * or year that has just begun, is as many months earlier, and else as many days.
 */
export function formerOf({ from, to }: Range, compare: Compare): Range | null {
  if (compare === "none") return null;
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const months = compare === "year" ? 12 : monthsIn(first, last);
  if (months === null) {
    const days = dayNumber(to) - dayNumber(from) + 1;
    return { from: dayOfNumber(dayNumber(from) - days), to: dayOfNumber(dayNumber(from) - 1) };
  }
  const isWhole = last.day === last.daysInMonth && first.day === 1;
  const ended = last.subtract({ months });
  return {
    from: first.subtract({ months }).toString(),
    to: (isWhole ? ended.with({ day: ended.daysInMonth }) : ended).toString(),
  };
}

/**
 * A former period as far as the period has got by now: what came up to this time of the day is held against what had
 * come by then. A period that has ended, or has not begun, is held against the whole.
 */
export function upToNow(former: Range, { from, to }: Range, now: Temporal.ZonedDateTime): Cut {
  const today = now.toPlainDate().toString();
  if (today < from || today > to) return { ...former, until: null };
  const sameDay = dayOfNumber(dayNumber(former.from) + dayNumber(today) - dayNumber(from));
  // Months differ in length: the end of one is held against the end of the other.
  const last = today === to || sameDay > former.to ? former.to : sameDay;
  const until = Temporal.PlainDate.from(last).toZonedDateTime({
    timeZone: now.timeZoneId,
    plainTime: now.toPlainTime(),
  });
  return { from: former.from, to: last, until: until.epochMilliseconds };
}

/** How many months a period goes back to the one before it; null for one that is told in days. */
function monthsIn(first: Temporal.PlainDate, last: Temporal.PlainDate): number | null {
  if (first.day !== 1) return null;
  const months = (last.year - first.year) * 12 + last.month - first.month + 1;
  if (last.day === last.daysInMonth) return months;
  if (months === 1) return 1;
  return first.month === 1 && months <= 12 ? 12 : null;
}

/** The steps in which a period is told over time. */
export interface Steps {
  grain: Grain;
  /** When each begins, by the clock of the zone: "2026-03-01", or "2026-03-01T14:00" for hours. */
  starts: string[];
  /** The last day of each, as far as it belongs to the period. */
  ends: Day[];
  /** Which step a day belongs to; of hours, the one of its first hour. */
  of: (day: Day) => number;
}

export function stepsOf({ from, to }: Range): Steps {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days = Array.from({ length: last - first + 1 }, (_, at) => dayOfNumber(first + at));
  const grain: Grain =
    days.length <= 2 ? "hour" : days.length <= 100 ? "day" : days.length <= 400 ? "week" : "month";
  if (grain === "hour")
    return {
      grain,
      starts: days.flatMap((day) =>
        Array.from({ length: 24 }, (_, hour) => `${day}T${String(hour).padStart(2, "0")}:00`),
      ),
      ends: days.flatMap((day) => Array.from({ length: 24 }, () => day)),
      of: (day) => (dayNumber(day) - first) * 24,
    };
  const keyOf = (day: Day) =>
    grain === "day"
      ? day
      : grain === "month"
        ? day.slice(0, 7)
        : String(Math.floor((dayNumber(day) + 3) / 7));
  const starts: string[] = [];
  const ends: Day[] = [];
  const places: number[] = [];
  let key = "";
  for (const day of days) {
    if (keyOf(day) !== key) {
      key = keyOf(day);
      starts.push(day);
    }
    ends[starts.length - 1] = day;
    places.push(starts.length - 1);
  }
  return { grain, starts, ends, of: (day) => places[dayNumber(day) - first]! };
}

/** How often each weekday is in a period, Monday first. */
export function weekdaysIn({ from, to }: Range): number[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days = [0, 0, 0, 0, 0, 0, 0];
  for (let day = first; day <= last; day++) days[(day + 3) % 7]!++;
  return days;
}
