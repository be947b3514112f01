/** A time of the clock on the wall, without a zone: year, month from 1 to 12, day, hour, minute. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number };

/** What the clock on the wall shows in a zone at an instant. */
export function wallTimeOf(instant: number, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(instant);
  const part = (type: keyof WallTime) => Number(parts.find((each) => each.type === type)!.value);
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
  };
}

/**
 * When the clock on the wall of a zone shows a time. Of a time that comes twice the first; one that is skipped comes as
 * much later as was skipped, as RFC 5545 has it. Days beyond the month's end go on into the next.
 */
export function instantOf(time: WallTime, timeZone: string): number {
  const { year, month, day, hour, minute } = time;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const offsetAt = (instant: number) => {
    const shown = wallTimeOf(instant, timeZone);
    const floored = Math.floor(instant / 60_000) * 60_000;
    return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - floored;
  };
  const day24 = 86_400_000;
  const [before, after] = [offsetAt(asUtc - day24), offsetAt(asUtc + day24)];
  const candidates = [asUtc - before, asUtc - after].filter(
    (instant) => instant + offsetAt(instant) === asUtc,
  );
  return candidates.length ? Math.min(...candidates) : asUtc - before;
}

/** As fields of the browser write it: `2026-11-26T10:00`. */
export function fieldText({ year, month, day, hour, minute }: WallTime): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** What such a field says; null when it says nothing. */
export function readFieldText(text: string): WallTime | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, hour, minute };
}
