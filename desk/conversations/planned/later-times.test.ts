import { expect, test } from "vitest";
import { isNight, laterTimes } from "./later-times.ts";

const at = (iso: string) => Date.parse(iso);
const times = (iso: string, zone: string) =>
  Object.fromEntries(laterTimes(at(iso), zone).map((later) => [later.id, later.at]));

test("times are those of the customer's clock, whatever ours shows", () => {
  // A Wednesday morning in Kyiv, which is two hours ahead in winter.
  expect(times("2026-01-14T08:02:10Z", "Europe/Kyiv")).toEqual({
    hour: "2026-01-14T09:05:00.000Z",
    afternoon: "2026-01-14T13:00:00.000Z",
    tomorrow: "2026-01-15T07:00:00.000Z",
    monday: "2026-01-19T07:00:00.000Z",
  });
});

test("the day is the customer's, and nine stays nine when the clocks change at night", () => {
  // Saturday 23:30 in Berlin; on Sunday its clocks go forward.
  expect(times("2026-03-28T22:30:00Z", "Europe/Berlin")).toMatchObject({
    tomorrow: "2026-03-29T07:00:00.000Z",
    monday: "2026-03-30T07:00:00.000Z",
  });
});

test.each([
  ["in the afternoon, this afternoon is over", "2026-01-14T14:00:00Z", ["hour", "tomorrow", "monday"]],
  ["on a Sunday, tomorrow is Monday", "2026-01-18T08:00:00Z", ["hour", "afternoon", "tomorrow"]],
  ["on a Monday, Monday is the next one", "2026-01-19T20:00:00Z", ["hour", "tomorrow", "monday"]],
])("%s", (_, now, ids) => expect(Object.keys(times(now, "UTC"))).toEqual(ids));

test.each([
  ["2026-01-14T19:00:00Z", "Asia/Shanghai", true],
  ["2026-01-14T01:00:00Z", "Asia/Shanghai", false],
  ["2026-01-14T06:30:00Z", "UTC", true],
  ["2026-01-14T22:00:00Z", "UTC", true],
])("at %s people in %s sleep: %s", (moment, zone, sleeps) => expect(isNight(moment, zone)).toBe(sleeps));
