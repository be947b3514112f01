import { instantOf, type WallTime, wallTimeOf } from "../../texts/wall-time.ts";

export type LaterId = "hour" | "afternoon" | "tomorrow" | "monday";
export type Later = { id: LaterId; at: string };

const minuteMs = 60_000;
const afternoonHour = 15;
const morningHour = 9;

/** Times by which one would answer later, by the clock of who reads it; those that have passed or say the same are left out. */
export function laterTimes(now: number, timeZone: string): Later[] {
  const here = wallTimeOf(now, timeZone);
  const day = (days: number, hour: number) =>
    new Date(instantOf({ ...dayOf(here, days), hour, minute: 0 }, timeZone)).toISOString();
  const inAnHour = Math.ceil((now + 60 * minuteMs) / (5 * minuteMs)) * 5 * minuteMs;
  const untilMonday = (8 - weekdayOf(here)) % 7 || 7;
  return [
    { id: "hour", at: new Date(inAnHour).toISOString() },
    ...(here.hour < afternoonHour - 1 ? [{ id: "afternoon", at: day(0, afternoonHour) } as const] : []),
    { id: "tomorrow", at: day(1, morningHour) },
    ...(untilMonday > 1 ? [{ id: "monday", at: day(untilMonday, morningHour) } as const] : []),
  ];
}

/** Whether people sleep: a mail that arrives then is read among many others, or wakes somebody. */
export function isNight(at: string, timeZone: string): boolean {
  const { hour } = wallTimeOf(Date.parse(at), timeZone);
  return hour >= 22 || hour < 8;
}

function dayOf({ year, month, day }: WallTime, more: number) {
  const then = new Date(Date.UTC(year, month - 1, day + more));
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: then.getUTCDate() };
}

/** 1 is Monday, as ISO counts. */
const weekdayOf = ({ year, month, day }: WallTime) =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
