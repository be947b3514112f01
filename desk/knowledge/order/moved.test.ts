import { expect, test } from "vitest";
import { moved } from "./moved.ts";

const things = [{ id: "a" }, { id: "b" }, { id: "c" }];
const ids = (list: { id: string }[] | null) => list?.map(({ id }) => id).join("") ?? null;

test.each([
  ["a", 1, "bac"],
  ["c", -1, "acb"],
  ["b", 1, "acb"],
  ["a", -1, null],
  ["c", 1, null],
  ["x", 1, null],
] as const)("%s moved by %d stands as %s", (id, step, order) => {
  expect(ids(moved(things, id, step))).toBe(order);
});
