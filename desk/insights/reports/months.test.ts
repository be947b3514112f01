import { expect, test } from "vitest";
import { monthName, monthsOver, share } from "./months.ts";

test.each([
  ["2026-12-01T00:30:00Z", "UTC", ["2026-11", "2026-10", "2026-09"]],
  // Still November over there.
  ["2026-12-01T00:30:00Z", "America/Lima", ["2026-10", "2026-09", "2026-08"]],
  ["2027-01-31T23:30:00Z", "Asia/Tokyo", ["2027-01", "2026-12", "2026-11"]],
  ["2027-02-15T12:00:00Z", "Europe/Kyiv", ["2027-01", "2026-12", "2026-11"]],
])("at %s in %s the months that are over are %j", (now, timeZone, months) => {
  expect(monthsOver(new Date(now), timeZone, 3)).toEqual(months);
});

test("a month has its name in the reader's language", () => {
  expect(monthName("2026-01", "en")).toBe("January 2026");
  expect(monthName("2026-12", "zh")).toBe("2026年12月");
});

test.each([
  [20_220, 20_224, 0.999],
  [20_224, 20_224, 1],
  [29, 100, 0.29],
  [1, 3, 0.333],
  [0, 7, 0],
  [0, 0, null],
])("%i of %i is %f, never rounded up", (part, whole, expected) => {
  expect(share(part, whole)).toBe(expected);
});
