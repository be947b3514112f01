import type { Span } from "../../../contract/calendars.ts";

/** From one instant to another, in milliseconds since 1970; `to` is outside. */
export interface Stretch {
  from: number;
  to: number;
}

const dayMinutes = 1440;

/** A span in minutes since the midnight its day begins with; the end of one that goes over midnight is above 1440. */
export function minutesOf({ from, to }: Span): Stretch {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  return { from: begin, to: end > begin ? end : end + dayMinutes };
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * The instant at which the clock on the wall shows so many minutes since the midnight of a day. A time that the clock
 * skips comes as much later as was skipped, one that it shows twice is the first: what Temporal calls "compatible",
 * after RFC 5545.
 */
export function instantOf(timeZone: string, day: Temporal.PlainDate, minutes: number): number {
  const {
    year,
    month,
    day: date,
  } = minutes < dayMinutes ? day : day.add({ days: Math.floor(minutes / dayMinutes) });
  const minute = minutes % dayMinutes;
  return new Temporal.PlainDateTime(year, month, date, Math.floor(minute / 60), minute % 60).toZonedDateTime(
    timeZone,
  ).epochMilliseconds;
}

export const dateAt = (timeZone: string, at: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

/** Whether a zone has this date: Samoa went from 29 to 31 December 2011. */
export const dateExists = (timeZone: string, date: Temporal.PlainDate): boolean =>
  date.toZonedDateTime(timeZone).toPlainDate().equals(date);

/** In order, overlapping and adjoining ones as one. */
export function merged(stretches: Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of stretches.sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) all.push({ from, to });
  }
  return all;
}
