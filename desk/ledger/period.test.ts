import fc from "fast-check";
import { expect, test } from "vitest";
import { dayAt, daysOf, instantsOf, isDay, type Period } from "./period.ts";

test.each<[Period, first: string, last: string]>([
  ["today", "2026-03-01", "2026-03-01"],
  ["week", "2026-02-23", "2026-03-01"],
  ["month", "2026-03-01", "2026-03-01"],
  ["last-month", "2026-02-01", "2026-02-28"],
  ["quarter", "2025-12-02", "2026-03-01"],
  ["year", "2025-03-02", "2026-03-01"],
])("%s, as of the first of March", (period, first, last) => {
  expect(daysOf(period, "2026-03-01")).toEqual({ first, last });
});

test("last month of January is December of the year before", () => {
  expect(daysOf("last-month", "2026-01-15")).toEqual({ first: "2025-12-01", last: "2025-12-31" });
});

test("an own range may be given the wrong way round, or only begun", () => {
  expect(daysOf("own", "2026-03-01", { from: "2026-02-10", to: "2026-02-01" })).toEqual({
    first: "2026-02-01",
    last: "2026-02-10",
  });
  expect(daysOf("own", "2026-03-01", { from: "2026-02-10" })).toEqual({
    first: "2026-02-10",
    last: "2026-02-10",
  });
});

test("what is no date is none", () => {
  expect(["2026-03-09", "2026-13-09", "09.03.2026", "", undefined, 5].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("days begin where the calendar of the zone says, also where midnight is skipped", () => {
  const zones = [
    "UTC",
    "Europe/Kyiv",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    // These change their clocks at midnight.
    "Asia/Beirut",
    "Africa/Cairo",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 365 * 12 }), (zone, offset) => {
      const day = Temporal.PlainDate.from("2016-01-01").add({ days: offset });
      const begin = (date: Temporal.PlainDate) =>
        new Date(date.toZonedDateTime(zone).epochMilliseconds).toISOString();
      const first = day.toString();
      expect(instantsOf({ first, last: first }, zone)).toEqual({
        from: begin(day),
        to: begin(day.add({ days: 1 })),
      });
      expect(dayAt(Date.parse(begin(day)), zone)).toBe(first);
    }),
    { numRuns: 500 },
  );
});
