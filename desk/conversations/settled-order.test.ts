import { expect, test } from "vitest";
import { settledOrder } from "./settled-order.ts";

const free = { held: false, open: null };
const held = { held: true, open: null };

test("a list nobody points at follows the server", () => {
  expect(settledOrder(["a", "b", "c"], ["c", "x", "a", "b"], free)).toEqual(["c", "x", "a", "b"]);
});

test("under the pointer rows keep their order and newcomers stand on top", () => {
  expect(settledOrder(["a", "b", "c"], ["c", "x", "a", "b"], held)).toEqual(["x", "a", "b", "c"]);
});

test("under the pointer the list still grows at its end", () => {
  expect(settledOrder(["a", "b"], ["b", "a", "c", "d"], held)).toEqual(["a", "b", "c", "d"]);
});

test("a list pointed at while it loads is shown as it comes", () => {
  expect(settledOrder([], ["a", "b"], held)).toEqual(["a", "b"]);
});

test("what was just closed keeps its place while it is open", () => {
  expect(settledOrder(["a", "b", "c"], ["a", "c"], { held: false, open: "b" })).toEqual(["a", "b", "c"]);
  expect(settledOrder(["b", "c"], ["c"], { held: false, open: "b" })).toEqual(["b", "c"]);
  expect(settledOrder(["a", "b", "c"], ["a", "c"], { held: false, open: null })).toEqual(["a", "c"]);
});

test("an open conversation that was never in the list stays out of it", () => {
  expect(settledOrder(["a"], ["a"], { held: false, open: "z" })).toEqual(["a"]);
});
