import { instantOf, wallTimeOf } from "../../texts/wall-time.ts";

export type SnoozePreset = "hour" | "afternoon" | "tomorrow" | "monday" | "week";

/** Whoever asks for the afternoon after this hour would be told it in no time. */
const afternoonHour = 14;
const morningHour = 9;

/**
 * The times that people choose most, where the reader is, in order; those that say the same as another are left out: on a
 * Sunday, Monday is tomorrow.
 */
export function snoozePresets(now: number, timeZone: string): { id: SnoozePreset; at: string }[] {
  const today = wallTimeOf(now, timeZone);
  const inDays = (days: number, hour: number): string => {
    // Through the calendar, so that a night in which the clocks change is still one night.
    const then = new Date(Date.UTC(today.year, today.month - 1, today.day + days));
    const wall = {
      year: then.getUTCFullYear(),
      month: then.getUTCMonth() + 1,
      day: then.getUTCDate(),
      hour,
      minute: 0,
    };
    return new Date(instantOf(wall, timeZone)).toISOString();
  };
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  const presets: { id: SnoozePreset; at: string }[] = [
    { id: "hour", at: new Date(now + 3_600_000).toISOString() },
  ];
  if (today.hour < afternoonHour - 1) presets.push({ id: "afternoon", at: inDays(0, afternoonHour) });
  presets.push({ id: "tomorrow", at: inDays(1, morningHour) });
  if (toMonday > 1) presets.push({ id: "monday", at: inDays(toMonday, morningHour) });
  if (toMonday !== 7) presets.push({ id: "week", at: inDays(7, morningHour) });
  return presets;
}
