import { expect, test } from "vitest";
import { lastMonth, monthOf } from "./month.ts";

test.each([
  ["2026-11", "UTC", "2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"],
  // The clocks go back within the month.
  ["2026-10", "Europe/Kyiv", "2026-09-30T21:00:00.000Z", "2026-10-31T22:00:00.000Z"],
  ["2026-12", "Asia/Shanghai", "2026-11-30T16:00:00.000Z", "2026-12-31T16:00:00.000Z"],
  ["2024-02", "America/Los_Angeles", "2024-02-01T08:00:00.000Z", "2024-03-01T08:00:00.000Z"],
  // Clocks were put forward at midnight of the first: the month began at one.
  ["2014-08", "Africa/Cairo", "2014-07-31T22:00:00.000Z", "2014-08-31T21:00:00.000Z"],
])("%s in %s runs from %s to %s", (period, timeZone, from, to) => {
  const month = monthOf(period, timeZone);
  expect([month.from.toISOString(), month.to.toISOString()]).toEqual([from, to]);
});

test.each([
  ["2026-12-01T00:00:00Z", "UTC", "2026-11"],
  ["2026-12-01T00:00:00Z", "America/Lima", "2026-10"],
  ["2026-11-30T16:00:00Z", "Asia/Shanghai", "2026-11"],
  ["2027-01-15T12:00:00Z", "Europe/Kyiv", "2026-12"],
])("at %s in %s the last month is %s", (now, timeZone, period) => {
  expect(lastMonth(new Date(now), timeZone).period).toBe(period);
});
