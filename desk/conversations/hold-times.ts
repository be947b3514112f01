import type { Event } from "../../contract/conversations.ts";
import { fieldText, instantOf, readFieldText, wallTimeOf } from "../texts/wall-time.ts";

/** In so many days, each at nine in the morning where the reader is. */
const days = { tomorrow: 1, three_days: 3, week: 7 } as const;
export type Preset = keyof typeof days;
export const presets = Object.keys(days) as Preset[];
const morning = { hour: 9, minute: 0 };

export function presetAt(preset: Preset, now: number, timeZone: string): string {
  const today = wallTimeOf(now, timeZone);
  // Through the calendar, so that a night in which the clocks change is still one night.
  const then = new Date(Date.UTC(today.year, today.month - 1, today.day + days[preset]));
  const wall = {
    year: then.getUTCFullYear(),
    month: then.getUTCMonth() + 1,
    day: then.getUTCDate(),
    ...morning,
  };
  return new Date(instantOf(wall, timeZone)).toISOString();
}

/** What a field for a date and a time says; null when nothing, or a time that has passed. */
export function writtenAt(text: string, now: number, timeZone: string): string | null {
  const wall = readFieldText(text);
  if (!wall) return null;
  const instant = instantOf(wall, timeZone);
  return instant > now ? new Date(instant).toISOString() : null;
}

export const fieldTextAt = (at: string, timeZone: string): string =>
  fieldText(wallTimeOf(Date.parse(at), timeZone));

/** For whom and for what a matter was last put on hold, as was written down then. */
export function holdNote(events: readonly Event[]): string {
  const note = events.findLast(({ kind }) => kind === "conversation.held")?.data.note;
  return typeof note === "string" ? note : "";
}
