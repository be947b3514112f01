import { expect, test } from "vitest";
import { formatsFor } from "../texts/formats.ts";
import { promiseDay, stateOf, urgencyOf } from "./state.ts";

const now = Date.parse("2026-03-10T12:00:00Z");
const promise = { state: "open", settledAt: null, keptAt: null, dueAt: "2026-03-10T15:00:00Z" } as const;
const past = { ...promise, dueAt: "2026-03-10T11:00:00Z" };
const then = "2026-03-10T11:30:00Z";

test.each<[string, Parameters<typeof stateOf>[0], string, string]>([
  ["with time left", promise, "promise.state.open", "neutral"],
  ["due within the hour", { ...promise, dueAt: "2026-03-10T12:50:00Z" }, "promise.state.open", "due"],
  ["late before the server has noted it", past, "promise.state.late", "late"],
  ["broken and owed", { ...past, state: "broken" }, "promise.state.late", "late"],
  [
    "kept in time",
    { ...promise, state: "kept", keptAt: then, settledAt: then },
    "promise.state.kept",
    "good",
  ],
  ["kept late", { ...past, state: "broken", keptAt: then, settledAt: then }, "promise.state.keptLate", "due"],
  ["broken and given up", { ...past, state: "broken", settledAt: then }, "promise.state.brokenOver", "late"],
  ["given up", { ...promise, state: "withdrawn", settledAt: then }, "promise.state.withdrawn", "neutral"],
])("a promise %s says so", (_, made, key, tone) => {
  expect(stateOf(made, now)).toEqual({ key, tone });
});

test.each([
  ["2026-03-10T15:00:00Z", "3:00 PM"],
  ["2026-03-12T15:00:00Z", "Thu 3:00 PM"],
  ["2026-03-25T15:00:00Z", "Mar 25, 3:00 PM"],
  ["2026-03-09T15:00:00Z", "Mar 9, 3:00 PM"],
])("a row says in few words for when: %s", (dueAt, words) => {
  expect(promiseDay(dueAt, formatsFor("en", "UTC").dateTime, now).replace("\u202f", " ")).toBe(words);
});

test("an hour before it is due it turns amber, and red when it is", () => {
  expect([14, 13, 12].map((hour) => urgencyOf(`2026-03-10T${hour}:00:00Z`, now))).toEqual([
    "calm",
    "due",
    "late",
  ]);
});
