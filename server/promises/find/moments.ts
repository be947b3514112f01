import type { Habits } from "./week.ts";

/** Now, where and when a promise is made, and when the working day of whoever makes it ends. */
export interface Clock extends Habits {
  now: Temporal.ZonedDateTime;
  dayEndsAt: Temporal.PlainTime;
}

export type PartOfDay = "morning" | "noon" | "lunch" | "afternoon" | "evening" | "night" | "end";
export type SpanUnit = "minutes" | "hours" | "days" | "workingDays" | "weeks" | "months";

/** A piece of a time as words give it; several together make a moment. */
export type Piece =
  | { kind: "date"; date: Temporal.PlainDate }
  /** The coming one, or that of a week; 1 for Monday. */
  | { kind: "weekday"; day: number; week?: number }
  /** From this week on; its last working day, unless said otherwise. */
  | { kind: "week"; week: number; at?: "first" | "start" | "middle" }
  | { kind: "weekend"; week: number }
  | { kind: "month"; month: Temporal.PlainYearMonth; at: "start" | "middle" | "end" }
  /** `loose`: whether before or after noon is left to the reader. */
  | { kind: "time"; hour: number; minute: number; loose?: boolean }
  | { kind: "part"; part: PartOfDay }
  | { kind: "span"; amount: number; unit: SpanUnit }
  /** The earliest time of day at which it may be; of a day, what is due is due at its end. */
  | { kind: "after"; hour: number }
  /** Says from when something is, or when it was: nothing is due by it. */
  | { kind: "none" };

/** A piece and where it stands in a sentence. */
export type Placed = Piece & { from: number; to: number };

/** When all these pieces together say that something is due; null when they do not say. */
export function momentOf(pieces: readonly Piece[], clock: Clock): Temporal.ZonedDateTime | null {
  const days = daysOf(pieces, clock);
  const exact = pieces.flatMap((piece) =>
    piece.kind === "span" && (piece.unit === "hours" || piece.unit === "minutes")
      ? [clock.now.add({ minutes: Math.round(piece.amount * (piece.unit === "hours" ? 60 : 1)) })]
      : [],
  );
  const time = timeOf(pieces, clock);
  const day = days.reduce<Temporal.PlainDate | null>(later, null);
  if (!day && exact.length) return exact.reduce((one, other) => (isBefore(one, other) ? other : one));
  if (!day && !time) return null;
  if (!day) return next(time!, clock);
  return atTime(day, time, clock);
}

const later = (one: Temporal.PlainDate | null, other: Temporal.PlainDate) =>
  one && Temporal.PlainDate.compare(one, other) >= 0 ? one : other;
const isBefore = (one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime) =>
  Temporal.ZonedDateTime.compare(one, other) < 0;

/** On that day: at that time, or at the end of its working day; on a day of which that is over, at its very end. */
function atTime(day: Temporal.PlainDate, time: Temporal.PlainTime | null, clock: Clock) {
  const due = day.toZonedDateTime({ timeZone: clock.now.timeZoneId, plainTime: time ?? clock.dayEndsAt });
  if (!time && isBefore(due, clock.now) && day.equals(clock.now.toPlainDate()))
    return due.withPlainTime({ hour: 23, minute: 59 });
  return due;
}

/** Today, or tomorrow when it is later than that; the end of a day that is over is its very end. */
function next(time: Temporal.PlainTime, clock: Clock): Temporal.ZonedDateTime {
  const today = clock.now.withPlainTime(time);
  if (!isBefore(today, clock.now)) return today;
  return time.equals(clock.dayEndsAt)
    ? clock.now.withPlainTime({ hour: 23, minute: 59 })
    : today.add({ days: 1 });
}

function daysOf(pieces: readonly Piece[], clock: Clock): Temporal.PlainDate[] {
  const today = clock.now.toPlainDate();
  const week = pieces.find((piece) => piece.kind === "week");
  const weekdays = pieces.filter((piece) => piece.kind === "weekday");
  const dates = pieces.flatMap((piece) => {
    switch (piece.kind) {
      case "date":
        return [piece.date];
      case "weekday":
        return [weekday(today, piece.day, piece.week ?? week?.week, clock)];
      case "week":
        return weekdays.length ? [] : [dayOfWeek(today, piece, clock)];
      case "weekend":
        return [workWeek(today, piece.week + 1, clock).start.subtract({ days: 1 })];
      case "month":
        return [dayOfMonth(piece)];
      case "span":
        return spanOfDays(today, piece, clock);
      default:
        return [];
    }
  });
  // A weekday beside a date names the same day: "Wednesday, 18 March".
  const named = pieces.some((piece) => piece.kind === "date");
  return named && weekdays.length
    ? pieces.flatMap((piece) => (piece.kind === "date" ? [piece.date] : []))
    : dates;
}

function weekday(today: Temporal.PlainDate, day: number, week: number | undefined, clock: Clock) {
  if (week === undefined) return today.add({ days: (day - today.dayOfWeek + 7) % 7 || 7 });
  const { start } = workWeek(today, week, clock);
  return start.add({ days: (day - start.dayOfWeek + 7) % 7 });
}

/** The working days of a week, 0 for this one; the days of rest after them belong to it. */
function workWeek(today: Temporal.PlainDate, week: number, { weekend }: Clock) {
  const rests = (day: Temporal.PlainDate) => weekend.has(day.dayOfWeek);
  let start = today;
  while (rests(start) || !rests(start.subtract({ days: 1 }))) start = start.subtract({ days: 1 });
  start = start.add({ weeks: week });
  let end = start;
  while (!rests(end.add({ days: 1 }))) end = end.add({ days: 1 });
  return { start, end };
}

function dayOfWeek(today: Temporal.PlainDate, { week, at }: Extract<Piece, { kind: "week" }>, clock: Clock) {
  const { start, end } = workWeek(today, week, clock);
  // "Early next week" leaves two days, and somebody who says "this week" on a Sunday means that Sunday.
  if (at) return start.add({ days: { first: 0, start: 1, middle: 2 }[at] });
  return later(end, today);
}

function dayOfMonth({ month, at }: Extract<Piece, { kind: "month" }>) {
  return month.toPlainDate({ day: at === "end" ? month.daysInMonth : at === "middle" ? 15 : 5 });
}

function spanOfDays(
  today: Temporal.PlainDate,
  { amount, unit }: Extract<Piece, { kind: "span" }>,
  { weekend }: Clock,
): Temporal.PlainDate[] {
  const whole = Math.ceil(amount);
  switch (unit) {
    case "days":
      return [today.add({ days: whole })];
    case "weeks":
      return [today.add({ days: Math.ceil(amount * 7) })];
    case "months":
      return [
        Number.isInteger(amount)
          ? today.add({ months: amount })
          : today.add({ days: Math.ceil(amount * 30) }),
      ];
    case "workingDays": {
      let day = today;
      for (let left = Math.min(whole, 1000); left > 0; ) {
        day = day.add({ days: 1 });
        if (!weekend.has(day.dayOfWeek)) left--;
      }
      return [day];
    }
    default:
      return [];
  }
}

const partEnds: Record<Exclude<PartOfDay, "afternoon" | "end">, number> = {
  morning: 12,
  noon: 12,
  lunch: 13,
  evening: 21,
  night: 23,
};

/** The latest time said; a part of the day speaks where no hour does, and tells which half of the day an hour is in. */
function timeOf(pieces: readonly Piece[], { dayEndsAt }: Clock): Temporal.PlainTime | null {
  const part = pieces.findLast((piece) => piece.kind === "part")?.part;
  const after = pieces.find((piece) => piece.kind === "after");
  const times = pieces.flatMap((piece) =>
    piece.kind === "time"
      ? [Temporal.PlainTime.from({ hour: hourOf(piece, part), minute: piece.minute })]
      : [],
  );
  if (times.length)
    return times.reduce((one, other) => (Temporal.PlainTime.compare(one, other) < 0 ? other : one));
  if (part) {
    if (part === "afternoon" || part === "end") return dayEndsAt;
    return new Temporal.PlainTime(partEnds[part], part === "night" ? 59 : 0);
  }
  if (after && after.hour >= dayEndsAt.hour) return new Temporal.PlainTime(Math.min(23, after.hour + 3));
  return null;
}

/** "At 3" is in the afternoon and "at 9" in the morning, when nothing else is said. */
function hourOf({ hour, loose }: Extract<Piece, { kind: "time" }>, part: PartOfDay | undefined): number {
  if (!loose || hour > 12) return hour % 24;
  if (part === "morning") return hour % 12;
  if (part === "evening" || part === "night" || part === "afternoon") return hour < 12 ? hour + 12 : 12;
  return hour < 8 ? hour + 12 : hour;
}
