import type { Digest, Quiet } from "../../contract/notices.ts";

/** Somebody's clock. */
const wall = (timeZone: string, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

const dateOf = (at: Temporal.ZonedDateTime) => new Date(at.epochMilliseconds);

/** When the next digest of a rhythm is due after an instant, by the clock of a zone; null for never. */
export function nextDigest({ rhythm, at }: Digest, timeZone: string, now: Date): Date | null {
  if (rhythm === "never") return null;
  const here = wall(timeZone, now);
  if (rhythm === "hourly")
    return dateOf(here.round({ smallestUnit: "hour", roundingMode: "floor" }).add({ hours: 1 }));
  const today = here.withPlainTime(at);
  const due =
    Temporal.ZonedDateTime.compare(today, here) > 0 ? today : here.add({ days: 1 }).withPlainTime(at);
  return dateOf(due);
}

/**
 * Until when the quiet hours last that hold at an instant; null when none do. Hours that end before they begin go over
 * midnight and belong to the day on which they begin; two that touch are one.
 */
export function quietUntil({ hours }: Quiet, timeZone: string, now: Date): Date | null {
  if (!hours?.days.length || hours.from === hours.to) return null;
  const { days, from, to } = hours;
  const here = wall(timeZone, now);
  const spans = [-1, 0, 1, 2, 3, 4, 5, 6, 7]
    .map((ahead) => here.add({ days: ahead }))
    .filter((day) => days.includes(day.dayOfWeek))
    .map((day) => ({
      begins: day.withPlainTime(from),
      ends: (from < to ? day : day.add({ days: 1 })).withPlainTime(to),
    }));
  let until: Temporal.ZonedDateTime | null = null;
  for (const { begins, ends } of spans) {
    const at: Temporal.ZonedDateTime = until ?? here;
    const holds =
      Temporal.ZonedDateTime.compare(begins, at) <= 0 && Temporal.ZonedDateTime.compare(at, ends) < 0;
    if (holds) until = ends;
  }
  return until && dateOf(until);
}
