import { expect, test } from "vitest";
import { fieldTextAt, type Preset, presetAt, writtenAt } from "./hold-times.ts";

const at = (text: string) => Date.parse(text);

test.each<[Preset, string, string, string]>([
  ["tomorrow", "2026-03-02T16:30:00Z", "UTC", "2026-03-03T09:00:00.000Z"],
  ["three_days", "2026-03-02T16:30:00Z", "UTC", "2026-03-05T09:00:00.000Z"],
  ["week", "2026-12-28T16:30:00Z", "UTC", "2027-01-04T09:00:00.000Z"],
  // It is tomorrow already where the reader is.
  ["tomorrow", "2026-03-02T22:30:00Z", "Asia/Shanghai", "2026-03-04T01:00:00.000Z"],
  // Over the night in which the clocks go forward.
  ["tomorrow", "2026-03-28T12:00:00Z", "Europe/Kyiv", "2026-03-29T06:00:00.000Z"],
])("%s after %s in %s is nine in the morning there", (preset, now, timeZone, expected) => {
  expect(presetAt(preset, at(now), timeZone)).toBe(expected);
});

test("what has passed or is not written is no time to wait until", () => {
  const now = at("2026-03-02T16:30:00Z");
  expect(writtenAt("2026-03-02T18:31", now, "Europe/Kyiv")).toBe("2026-03-02T16:31:00.000Z");
  expect(writtenAt("2026-03-02T18:30", now, "Europe/Kyiv")).toBeNull();
  expect(writtenAt("", now, "Europe/Kyiv")).toBeNull();
  expect(fieldTextAt("2026-03-02T16:31:00.000Z", "Europe/Kyiv")).toBe("2026-03-02T18:31");
});
