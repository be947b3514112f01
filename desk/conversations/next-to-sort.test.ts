import { expect, test } from "vitest";
import { nextToSort } from "./next-to-sort.ts";
import { sampleConversation } from "./sample-conversation.ts";

const list = (...ids: string[]) => ids.map((id) => sampleConversation({ id, toSort: true }));

test("after one is sorted the one below it opens", () => {
  expect(nextToSort(list("a", "b", "c"), "b")).toBe("c");
});

test("at the end it goes back up, and stops when none is left", () => {
  expect(nextToSort(list("a", "b", "c"), "c")).toBe("b");
  expect(nextToSort(list("a"), "a")).toBe(null);
});

test("one that is no longer in the list is followed by the first that is", () => {
  expect(nextToSort(list("a", "b"), "gone")).toBe("a");
});

test("what somebody else has sorted meanwhile is passed over", () => {
  const [a, b, c] = list("a", "b", "c");
  expect(nextToSort([a!, { ...b!, toSort: false }, c!], "a")).toBe("c");
});
