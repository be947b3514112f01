import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldText, instantOf, readFieldText, wallTimeOf } from "./wall-time.ts";

const at = (text: string, timeZone: string) =>
  new Date(instantOf(readFieldText(text)!, timeZone)).toISOString();

test.each([
  ["2026-11-26T09:00", "Europe/Kyiv", "2026-11-26T07:00:00.000Z"],
  ["2026-06-01T09:00", "America/New_York", "2026-06-01T13:00:00.000Z"],
  ["2026-06-01T09:00", "Asia/Kathmandu", "2026-06-01T03:15:00.000Z"],
  // Skipped: at 03:00 it becomes 04:00.
  ["2026-03-29T03:30", "Europe/Kyiv", "2026-03-29T01:30:00.000Z"],
  // Comes twice: the first.
  ["2026-10-25T03:30", "Europe/Kyiv", "2026-10-25T00:30:00.000Z"],
])("%s on the wall in %s is %s", (text, timeZone, instant) => {
  expect(at(text, timeZone)).toBe(instant);
});

test("is what Temporal says, whatever the zone does to its clocks", () => {
  const zone = fc.constantFrom(
    ...["Europe/Kyiv", "America/Havana", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Riyadh", "UTC"],
  );
  const minutes = fc.integer({ min: 0, max: 20 * 366 * 1440 });
  fc.assert(
    fc.property(zone, minutes, (timeZone, minute) => {
      const wall = wallTimeOf(Date.UTC(2020, 0) + minute * 60_000, "UTC");
      const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds;
      expect(instantOf(wall, timeZone)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test("a field's text is read as it was written", () => {
  const wall = wallTimeOf(Date.parse("2026-11-26T07:05:59Z"), "Asia/Riyadh");
  expect(fieldText(wall)).toBe("2026-11-26T10:05");
  expect(readFieldText(fieldText(wall))).toEqual(wall);
  expect(readFieldText("")).toBeNull();
});
