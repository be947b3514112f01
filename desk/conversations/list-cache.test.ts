import { expect, test } from "vitest";
import { type ListData, placed } from "./list-cache.ts";
import { sampleConversation } from "./sample-conversation.ts";

const at = (id: string, hour: number, changes = {}) => {
  const time = `2026-03-02T${String(hour).padStart(2, "0")}:00:00.000Z`;
  return sampleConversation({ id, lastMessageAt: time, waitingSince: time, ...changes });
};
const list = (next: string | null, ...pages: ReturnType<typeof at>[][]): ListData => ({
  pages: pages.map((items, index) => ({
    items,
    next: index === pages.length - 1 ? next : `page ${index}`,
    query: null,
    found: {},
  })),
  pageParams: pages.map(() => null),
});
const ids = (data: ListData) => data.pages.map((page) => page.items.map((item) => item.id));

test("new words bring a conversation to the top", () => {
  const before = list(null, [at("a", 12), at("b", 11)], [at("c", 10)]);
  expect(ids(placed(before, at("c", 13), true, "newest"))).toEqual([["c", "a", "b"], []]);
});

test("a conversation that no longer belongs leaves the list", () => {
  const before = list(null, [at("a", 12), at("b", 11)]);
  expect(ids(placed(before, at("b", 11, { status: "closed" }), false, "newest"))).toEqual([["a"]]);
});

test("one that belongs further down than is loaded waits for its page", () => {
  const before = list("more", [at("a", 12), at("b", 11)]);
  expect(ids(placed(before, at("z", 3), true, "newest"))).toEqual([["a", "b"]]);
  const whole = list(null, [at("a", 12), at("b", 11)]);
  expect(ids(placed(whole, at("z", 3), true, "newest"))).toEqual([["a", "b", "z"]]);
});

test("in a list that was searched for a conversation changes but never joins", () => {
  const before = list(null, [at("a", 12), at("b", 11)]);
  const renamed = placed(before, at("b", 11, { subject: "Other" }), "unknown", "newest");
  expect(renamed.pages[0]!.items[1]!.subject).toBe("Other");
  expect(placed(before, at("z", 13), "unknown", "newest")).toBe(before);
});

test("by waiting time the longest wait stands first, and who is answered leaves", () => {
  const before = list(null, [at("a", 8), at("b", 11)]);
  expect(ids(placed(before, at("c", 9), true, "waiting"))).toEqual([["a", "c", "b"]]);
  expect(ids(placed(before, at("a", 8, { waitingSince: null }), true, "waiting"))).toEqual([["b"]]);
});

test("a list that a change does not concern stays the same object, so nothing is drawn again", () => {
  const before = list(null, [at("a", 12)]);
  expect(placed(before, at("z", 13), false, "newest")).toBe(before);
});

test("in a search a conversation keeps its place, whatever is written in it", () => {
  const before = list(null, [at("a", 12), at("b", 11)]);
  expect(ids(placed(before, at("b", 13), "unknown", "relevance"))).toEqual([["a", "b"]]);
  expect(ids(placed(before, at("b", 13), false, "relevance"))).toEqual([["a"]]);
});
