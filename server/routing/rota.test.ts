import { expect, test } from "vitest";
import { isOnShift } from "./rota.ts";

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "17:30" }));
const night = [{ weekday: 5, from: "22:00", to: "06:00" }];

test.each([
  ["inside a shift", weekdays, "UTC", "2026-11-18T09:00:00Z", true],
  ["at its end", weekdays, "UTC", "2026-11-18T17:30:00Z", false],
  ["on a Sunday", weekdays, "UTC", "2026-11-22T12:00:00Z", false],
  ["by the clock of the person's zone", weekdays, "Asia/Riyadh", "2026-11-18T06:30:00Z", true],
  ["before midnight of a night shift", night, "UTC", "2026-11-20T23:00:00Z", true],
  ["after midnight, which belongs to the day before", night, "UTC", "2026-11-21T05:59:00Z", true],
  ["the evening after", night, "UTC", "2026-11-21T22:30:00Z", false],
  [
    "a Sunday's night shift on Monday",
    [{ weekday: 7, from: "20:00", to: "04:00" }],
    "UTC",
    "2026-11-23T03:00:00Z",
    true,
  ],
  // Kyiv puts its clocks back at 04:00 of summer time.
  [
    "the hour that comes twice",
    [{ weekday: 7, from: "03:30", to: "03:45" }],
    "Europe/Kyiv",
    "2026-10-25T01:40:00Z",
    true,
  ],
  ["without a rota", [], "UTC", "2026-11-22T03:00:00Z", true],
] as const)("%s", (_, rota, timeZone, at, expected) => {
  expect(isOnShift([...rota], timeZone, new Date(at))).toBe(expected);
});
