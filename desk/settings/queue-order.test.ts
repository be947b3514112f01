import { expect, test } from "vitest";
import { shifted } from "./queue-order.ts";

const at = (...positions: number[]) =>
  positions.map((position, index) => ({ id: "abcdef"[index]!, position }));

test("two queues change places", () => {
  expect(shifted(at(10, 20, 30), "b", -1)).toEqual([
    { id: "b", position: 10 },
    { id: "a", position: 20 },
  ]);
});

test("the first goes no further up and the last no further down", () => {
  expect(shifted(at(10, 20), "a", -1)).toEqual([]);
  expect(shifted(at(10, 20), "b", 1)).toEqual([]);
});

test("queues at the same place are counted anew, in the order that was asked for", () => {
  const before = at(0, 0, 0);
  const after = new Map(shifted(before, "c", -1).map(({ id, position }) => [id, position]));
  expect(["a", "c", "b"].toSorted((x, y) => after.get(x)! - after.get(y)!)).toEqual(["a", "c", "b"]);
});
