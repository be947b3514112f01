import type { Hours, Span } from "../../../contract/calendars.ts";

export type Week = Record<number, Span[]>;

/** A stretch of a day in minutes since its midnight, to be drawn. */
export interface Bar {
  from: number;
  to: number;
  /** It began the day before. */
  carried: boolean;
}

const dayMinutes = 1440;

/** The days of a week as people of a language count them: in Arabic the first day is Sunday, as its name says. */
export const weekOf = (locale: string): number[] =>
  locale === "ar" ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** What is open on a day of the week, also what goes on from the night before; overlapping stretches are one. */
export function barsOf(hours: readonly Hours[], weekday: number): Bar[] {
  const before = ((weekday + 5) % 7) + 1;
  const bars = hours.flatMap(({ weekday: day, from, to }): Bar[] => {
    if (!from || !to || (day !== weekday && day !== before)) return [];
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    const over = end <= begin;
    if (day === weekday) return [{ from: begin, to: over ? dayMinutes : end, carried: false }];
    return over && end > 0 ? [{ from: 0, to: end, carried: true }] : [];
  });
  const merged: Bar[] = [];
  for (const bar of bars.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last && bar.from <= last.to && bar.carried === last.carried) last.to = Math.max(last.to, bar.to);
    else merged.push(bar);
  }
  return merged;
}

export const toWeek = (hours: readonly Hours[]): Week =>
  Object.fromEntries(
    weekOf("en").map((day) => [
      day,
      hours
        .filter(({ weekday }) => weekday === day)
        .map(({ from, to }) => ({ from, to }))
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
    ]),
  );

export const toHours = (week: Week): Hours[] =>
  weekOf("en").flatMap((weekday) => (week[weekday] ?? []).map((span) => ({ weekday, ...span })));

/** A span to begin a day with, or to go on with after its last: an hour's break, then as long as there is room for. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return { from: "09:00", to: "18:00" };
  const begin = Math.min(minutesOf(last.to) + 60, 23 * 60);
  return { from: clockTime(begin), to: clockTime(Math.min(begin + 4 * 60, dayMinutes)) };
}

const clockTime = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** A field for a time knows no 24:00; the end of a day is the midnight that ends it. */
export const shownEnd = (to: string): string => (to === "24:00" ? "00:00" : to);
export const meantEnd = (shown: string): string => (shown === "00:00" ? "24:00" : shown);

export const isWhole = ({ from, to }: Span): boolean => Boolean(from && to) && from !== to;

/** Ends on the next day, at another time than its midnight. */
export const isOvernight = ({ from, to }: Span): boolean => isWhole({ from, to }) && to < from;

/** Of a month such as 2026-11: its dates, and how many days of its first week belong to the month before. */
export function monthDates(month: string, locale: string): { dates: string[]; blanks: number } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const first = new Date(Date.UTC(year, number - 1, 1)).getUTCDay() || 7;
  return {
    dates: Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`),
    blanks: weekOf(locale).indexOf(first),
  };
}

export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The date that it is in a zone. */
export const dateIn = (timeZone: string, at: number | string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(at),
  );

/** Minutes since midnight of the clock on the wall in a zone. */
export function minuteIn(timeZone: string, at: number | string): number {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(at));
  return minutesOf(time);
}

/** Openings of one date as stretches of its clock; one until midnight ends at 24:00. */
export const dayBars = (openings: readonly { from: string; to: string }[], timeZone: string): Bar[] =>
  openings.map(({ from, to }) => {
    const begin = minuteIn(timeZone, from);
    const end = minuteIn(timeZone, to);
    return { from: begin, to: end <= begin ? dayMinutes : end, carried: false };
  });
