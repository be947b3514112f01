import { expect, test } from "vitest";
import { type Chosen, extended, toggled } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];
const some = (...ids: string[]): Chosen => ({ all: false, ids });

test("a row is chosen and let go again", () => {
  expect(toggled(some(), "a")).toEqual(some("a"));
  expect(toggled(some("a", "b"), "a")).toEqual(some("b"));
});

test.each([
  ["b", "d", ["b", "c", "d"]],
  ["d", "b", ["b", "c", "d"]],
  [null, "c", ["c"]],
  ["gone", "c", ["c"]],
])("from %s to %s everything between is chosen", (anchor, to, ids) => {
  expect(extended(some(), order, anchor, to)).toEqual(some(...ids));
});

test("what was chosen elsewhere stays chosen", () => {
  expect(extended(some("e"), order, "a", "b")).toEqual(some("e", "a", "b"));
});

test("of all, what is let go is left out, and comes back", () => {
  const all: Chosen = { all: true, except: [], until: "2026-03-02T09:00:00.000Z" };
  const without = toggled(toggled(all, "a"), "b");
  expect(without).toEqual({ ...all, except: ["a", "b"] });
  expect(toggled(without, "a")).toEqual({ ...all, except: ["b"] });
  expect(extended(without, order, "a", "c")).toEqual(all);
});
