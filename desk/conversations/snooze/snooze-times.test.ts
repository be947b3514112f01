import { expect, test } from "vitest";
import { snoozePresets } from "./snooze-times.ts";

const at = (now: string, zone = "Europe/Kyiv") =>
  snoozePresets(Date.parse(now), zone).map(({ id, at }) => `${id} ${at}`);

test("on a Wednesday morning all the usual times are offered, as the clock on the wall says", () => {
  expect(at("2026-03-25T07:10:00Z")).toEqual([
    "hour 2026-03-25T08:10:00.000Z",
    "afternoon 2026-03-25T12:00:00.000Z",
    "tomorrow 2026-03-26T07:00:00.000Z",
    // The clocks changed in the night before.
    "monday 2026-03-30T06:00:00.000Z",
    "week 2026-04-01T06:00:00.000Z",
  ]);
});

test("what says the same as another, or is over, is left out", () => {
  expect(at("2026-03-22T13:00:00Z")).toEqual([
    "hour 2026-03-22T14:00:00.000Z",
    "tomorrow 2026-03-23T07:00:00.000Z",
    "week 2026-03-29T06:00:00.000Z",
  ]);
  // On a Monday, in a week is Monday.
  expect(at("2026-03-23T05:00:00Z").map((one) => one.split(" ")[0])).toEqual([
    "hour",
    "afternoon",
    "tomorrow",
    "monday",
  ]);
});
