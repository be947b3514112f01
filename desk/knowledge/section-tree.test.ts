import { expect, test } from "vitest";
import type { ArticleSection } from "../../contract/knowledge.ts";
import { branchesOf, orderWith, reordered, sectionName } from "./section-tree.ts";

const section = (id: string, parent: string | null = null, articles = 0): ArticleSection => ({
  id,
  brand: null,
  parent,
  names: { uk: `Розділ ${id}` },
  descriptions: {},
  icon: null,
  position: 0,
  articles,
  mayChange: true,
});
const all = [
  section("a", null, 1),
  section("a1", "a", 2),
  section("a2", "a", 3),
  section("b"),
  section("b1", "b", 5),
];

test("a category counts what stands in it and in its sections", () => {
  expect(
    branchesOf(all).map(({ category, sections, articles }) => [
      category.id,
      sections.map(({ id }) => id),
      articles,
    ]),
  ).toEqual([
    ["a", ["a1", "a2"], 6],
    ["b", ["b1"], 5],
  ]);
});

test.each([
  ["a2", -1 as const, ["a2", "a1"]],
  ["a1", -1 as const, null],
  ["a1", "a2", ["a2", "a1"]],
  ["b", "a", ["b", "a"]],
  ["b1", "a1", null],
  ["gone", 1 as const, null],
])("moving %s to %s gives its siblings the order %j", (id, to, order) => {
  expect(orderWith(all, id, to)).toEqual(order);
});

test("a new order of some leaves the others where they are", () => {
  expect(reordered(all, ["a2", "a1"]).map(({ id }) => id)).toEqual(["a", "a2", "a1", "b", "b1"]);
});

test("a section without a name in the reader's language goes by one it has", () => {
  expect(sectionName(section("a"), "ar")).toBe("Розділ a");
  expect(sectionName({ names: {} }, "ar")).toBe("…");
});
