import { expect, test } from "vitest";
import type { View } from "../../contract/conversations.ts";
import { belongs, readFilters } from "./filters.ts";
import { sampleConversation } from "./sample-conversation.ts";

const mine = { kind: "agent", id: "nina", name: "Nina" } as const;
const snooze = {
  until: "2026-03-09T09:00:00.000Z",
  for: "time",
  keepAfterThanks: false,
  by: "Nina",
  at: "2026-03-02T09:00:00.000Z",
};
const closed = { status: "closed", nextStep: null } as const;

test.each<[View, Parameters<typeof sampleConversation>[0], boolean]>([
  ["all", closed, true],
  ["mine", { owner: mine }, true],
  ["mine", { owner: mine, ...closed }, false],
  ["mine", { owner: { ...mine, id: "omar" } }, false],
  ["unassigned", {}, true],
  ["unassigned", { owner: mine }, false],
  ["waiting-for-us", { status: "new" }, true],
  ["waiting-for-us", { status: "waiting" }, false],
  ["waiting-for-them", { status: "waiting" }, true],
  ["open", { status: "waiting" }, true],
  ["open", closed, false],
  ["closed", closed, true],
  ["open", { snooze }, false],
  ["waiting-for-us", { snooze }, false],
  ["closed", { snooze }, false],
  ["all", { snooze }, true],
  ["closed", { ...closed, mergedInto: { id: "other", number: 2 } }, false],
  ["all", { ...closed, mergedInto: { id: "other", number: 2 } }, false],
])("in the view %s, %o: %s", (view, changes, expected) => {
  expect(belongs(sampleConversation(changes), view, {}, "nina")).toBe(expected);
});

test("every filter must fit", () => {
  const conversation = sampleConversation({ tags: [{ id: "t1", name: "brakes", colour: "#aa0000" }] });
  expect(belongs(conversation, "open", { line: "support", tag: "t1", brand: "kolo" }, "nina")).toBe(true);
  expect(belongs(conversation, "open", { line: "support", tag: "t2" }, "nina")).toBe(false);
  expect(belongs(conversation, "open", { owner: "nina" }, "nina")).toBe(false);
});

test("whether the words fit only the server can tell", () => {
  expect(belongs(sampleConversation(), "open", { text: "brakes" }, "nina")).toBe("unknown");
  expect(belongs(sampleConversation(), "closed", { text: "brakes" }, "nina")).toBe(false);
});

test("an address with nonsense in it still opens a list", () => {
  expect(readFilters({ line: "sideways", brand: "1", text: "  ", sort: "random", extra: "x" })).toEqual({});
  expect(readFilters({ line: "service", text: " 1042 ", sort: "waiting" })).toEqual({
    line: "service",
    text: "1042",
    sort: "waiting",
  });
});
