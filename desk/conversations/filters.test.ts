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

const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();

test.each<[Parameters<typeof readFilters>[0], Parameters<typeof sampleConversation>[0], boolean | "unknown"]>(
  [
    [{ status: "open,new" }, {}, true],
    [{ priority: "high,critical" }, {}, false],
    [{ mood: "negative" }, { mood: null }, false],
    [{ owner: "me" }, { owner: mine }, true],
    [{ owner: "nobody" }, { owner: mine }, false],
    [{ owner: "nobody" }, {}, true],
    [{ waitingOver: "30m" }, { waitingSince: anHourAgo }, true],
    [{ waitingOver: "2h" }, { waitingSince: anHourAgo }, false],
    [{ dueWithin: "2h" }, { nextStep: { what: "reply", at: inAnHour } }, true],
    [{ dueWithin: "30m" }, { nextStep: { what: "reply", at: inAnHour } }, false],
    [{ createdAfter: "2h" }, { createdAt: anHourAgo }, true],
    [{ createdBefore: "2h" }, { createdAt: anHourAgo }, false],
    [{ createdAfter: "2026-01-01" }, {}, "unknown"],
    [{ closedAfter: "7d" }, { closedAt: null }, false],
    [{ unread: "no" }, { unread: true }, false],
    [{ attachments: "yes" }, {}, "unknown"],
    [{ attachments: "yes", line: "service" }, {}, false],
    [{ field: "serial:kb-1" }, { fields: { serial: "KB-1" } }, true],
    [{ field: "serial:" }, { fields: {} }, true],
    [{ company: "sons" }, {}, false],
  ],
)("of the filter %o and %o the desk says: %s", (search, changes, expected) => {
  expect(belongs(sampleConversation(changes), "all", readFilters(search), "nina")).toBe(expected);
});

test("what is put off stands among the snoozed, and what became part of another nowhere", () => {
  const snoozed = sampleConversation({
    snooze: { until: inAnHour, for: "time", keepAfterThanks: false, by: "Nina", at: inAnHour },
  });
  expect(belongs(snoozed, "open", {}, "nina")).toBe(false);
  expect(belongs(snoozed, "snoozed", {}, "nina")).toBe(true);
  expect(belongs(sampleConversation({ mergedInto: { id: "c2", number: 2 } }), "all", {}, "nina")).toBe(false);
});
