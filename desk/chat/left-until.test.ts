import { expect, test } from "vitest";
import { leftUntil } from "./left-until.ts";

test.each([
  [100_000, "1:40"],
  [60_000, "1:00"],
  [59_001, "1:00"],
  [9_000, "0:09"],
  [1, "0:01"],
  [600_000, "10:00"],
])("%d ms before the end there are %s left", (left, words) => {
  expect(leftUntil(1_000_000 + left, 1_000_000)).toBe(`\u2066${words}\u2069`);
});

test.each([0, -1, -60_000])("%d ms before the end nothing is left", (left) => {
  expect(leftUntil(1_000_000 + left, 1_000_000)).toBeNull();
});
