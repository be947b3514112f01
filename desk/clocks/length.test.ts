import { expect, test } from "vitest";
import { formatsFor } from "../texts/formats.ts";
import { lengthWords, unitOf } from "./length.ts";

const texts = formatsFor("en", "UTC");

test.each<[number, "working" | "calendar", string]>([
  [45, "working", "45 min"],
  [240, "working", "4 hr"],
  [90, "calendar", "1 hr 30 min"],
  // Not "1 day 16 hr": a working day has no known length.
  [2400, "working", "40 hr"],
  [2400, "calendar", "1 day 16 hr"],
  [0.2, "working", "0 min"],
])("%d minutes of %s time are %s", (minutes, time, words) => {
  expect(lengthWords(minutes, time, texts)).toBe(words);
});

test.each<[number, "working" | "calendar", string]>([
  [90, "working", "minute"],
  [2880, "working", "hour"],
  [2880, "calendar", "day"],
])("%d minutes of %s time are written in the unit %s", (minutes, time, unit) => {
  expect(unitOf(minutes, time)).toBe(unit);
});
