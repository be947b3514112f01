import { expect, test } from "vitest";
import { shareOf } from "./share.ts";

test.each([
  [0, 0, null],
  [0, 5, 0],
  [5, 5, 1],
  [1, 3, 0.333],
  [2, 3, 0.666],
  [9_999_999, 10_000_000, 0.999],
  // What is stored as a little less than a tenth is a tenth.
  [3, 10, 0.3],
  [29, 100, 0.29],
  [57, 100, 0.57],
  [1, 10_000, 0],
])("%d of %d is %s", (part, whole, share) => {
  expect(shareOf(part, whole)).toBe(share);
});
