import type { Calendar, CalendarException } from "../../../contract/calendars.ts";
import { type Holiday, holidaysIn } from "./holidays.ts";
import { dateExists, instantOf, minutesOf, type Stretch } from "./wall.ts";

/** What of a calendar decides when it is open. */
export type CalendarData = Pick<
  Calendar,
  | "id"
  | "name"
  | "timeZone"
  | "always"
  | "hours"
  | "country"
  | "region"
  | "workedHolidays"
  | "exceptions"
  | "covers"
>;

/** What a calendar makes of one date; spans in minutes since its midnight. */
export interface Day {
  /** The hours of such a day of the week. */
  usual: Stretch[];
  exception: CalendarException | null;
  /** The holidays that close, wholly or in part. */
  holidays: readonly Holiday[];
  /** What is open after all. */
  open: Stretch[];
}

/** A function that tells what a calendar, by itself, makes of a date. */
export function daysOf(data: CalendarData): (date: Temporal.PlainDate) => Day {
  const allDay = [{ from: 0, to: 1440 }];
  const usualOn = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    data.always ? allDay : data.hours.filter((hours) => hours.weekday === weekday).map(minutesOf),
  );
  const exceptions = new Map(data.exceptions.map((exception) => [exception.date, exception]));
  const worked = new Set(data.workedHolidays);

  return (date) => {
    const usual = usualOn[date.dayOfWeek - 1]!;
    const exception = exceptions.get(date.toString()) ?? null;
    const holidays = data.country
      ? (holidaysIn(data.country, data.region, date.year, "en").get(date.toString()) ?? []).filter(
          ({ id }) => !worked.has(id),
        )
      : [];
    const open = exception
      ? exception.hours.map(minutesOf)
      : holidays.reduce(
          (spans: Stretch[], holiday) => spans.flatMap((span) => without(span, holiday)),
          usual,
        );
    return { usual, exception, holidays, open };
  };
}

/** A holiday until midnight closes what goes over midnight to its end: it belongs to this day. */
function without(span: Stretch, { from, to }: Holiday): Stretch[] {
  const reopens = to < 1440 ? to : Number.POSITIVE_INFINITY;
  return [
    { from: span.from, to: Math.min(span.to, from) },
    { from: Math.max(span.from, reopens), to: span.to },
  ].filter((rest) => rest.from < rest.to);
}

/** Spans of a date as instants, in the order given; a date that a zone leaves out has none. */
export function instantsOf(timeZone: string, date: Temporal.PlainDate, spans: readonly Stretch[]): Stretch[] {
  if (!spans.length || !dateExists(timeZone, date)) return [];
  return spans
    .map(({ from, to }) => ({
      from: instantOf(timeZone, date, from),
      to: instantOf(timeZone, date, to),
    }))
    .filter(({ from, to }) => from < to);
}

/** Each date from one to another, both included. */
export function datesFrom(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const dates: Temporal.PlainDate[] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    dates.push(date);
  return dates;
}
