import type { ClockTarget } from "../../contract/clocks.ts";
import type { Formats } from "../texts/formats.ts";

/** So many minutes make one of each. */
export const unitMinutes = { minute: 1, hour: 60, day: 1440 } as const;
export type Unit = keyof typeof unitMinutes;

/**
 * The units in which a length is said. A working day is as long as its calendar says, so working time is never told in
 * days: nobody would know whether forty hours were five of them or not yet two.
 */
export const unitsOf = (time: ClockTarget["time"]): readonly Unit[] =>
  time === "working" ? ["minute", "hour"] : ["minute", "hour", "day"];

/** The largest unit of which a length is a whole number. */
export const unitOf = (minutes: number, time: ClockTarget["time"]): Unit =>
  unitsOf(time).findLast((unit) => minutes % unitMinutes[unit] === 0) ?? "minute";

/** A clock's length as people say it: "4 hr", "1 hr 30 min", around the clock also "2 days". */
export function lengthWords(
  minutes: number,
  time: ClockTarget["time"],
  { number, units }: Pick<Formats, "number" | "units">,
): string {
  let left = Math.max(0, Math.round(minutes));
  const parts: string[] = [];
  for (const unit of unitsOf(time).toReversed()) {
    const value = Math.floor(left / unitMinutes[unit]);
    left -= value * unitMinutes[unit];
    if (value > 0 || (unit === "minute" && parts.length === 0))
      parts.push(number(value, { style: "unit", unit, unitDisplay: "short" }));
  }
  return units(parts);
}
