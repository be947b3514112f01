import { expect, test } from "vitest";
import { commonShift, windowOf } from "./window.ts";

const places = (...keys: string[]) => new Map(keys.map((key, index) => [key, index]));

test("a list draws what is seen and a few rows more, never outside its ends", () => {
  expect(windowOf(0, 600, 60, 10_000, 8)).toEqual({ first: 0, last: 18 });
  expect(windowOf(6_030, 600, 60, 10_000, 8)).toEqual({ first: 92, last: 119 });
  expect(windowOf(599_400, 600, 60, 10_000, 8)).toEqual({ first: 9_982, last: 10_000 });
  expect(windowOf(5_000, 600, 60, 3, 8)).toEqual({ first: 3, last: 3 });
  expect(windowOf(0, 600, 60, 0, 8)).toEqual({ first: 0, last: 0 });
});

test("rows that come in above move the seen ones by as many places", () => {
  expect(commonShift(["c", "d", "e"], 2, places("x", "y", "a", "b", "c", "d", "e"))).toBe(2);
});

test("a row that jumps to the top does not take the others along", () => {
  // The customer of `d` wrote again: `c` moves down by one, `e` stays.
  expect(commonShift(["c", "d", "e", "f"], 2, places("d", "a", "b", "c", "e", "f"))).toBe(0);
});

test("rows taken away above pull the seen ones up", () => {
  expect(commonShift(["c", "d"], 2, places("b", "c", "d"))).toBe(-1);
});

test("another list altogether starts where it stands", () => {
  expect(commonShift(["c", "d"], 2, places("p", "q", "r"))).toBe(0);
});
