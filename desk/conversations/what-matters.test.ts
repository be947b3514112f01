import { expect, test } from "vitest";
import { sampleConversation } from "./sample-conversation.ts";
import { type Matter, whatMatters } from "./what-matters.ts";

const now = Date.parse("2026-03-02T16:30:00.000Z");
const due = (at: string, what: "reply" | "mend_delivery" | "promise" = "reply") => ({
  nextStep: { what, at },
});

test.each<[string, Parameters<typeof sampleConversation>[0], Matter]>([
  [
    "late goes before new",
    { status: "new", ...due("2026-03-02T14:30:00.000Z") },
    { kind: "late", byMs: 7_200_000 },
  ],
  ["due within the hour", due("2026-03-02T16:44:00.000Z"), { kind: "due", inMs: 840_000 }],
  ["new and with time left", { status: "new", ...due("2026-03-02T20:00:00.000Z") }, { kind: "new" }],
  [
    "told again goes before new, and after what is due",
    { status: "new", repeatNth: 3, ...due("2026-03-02T20:00:00.000Z") },
    { kind: "again", nth: 3 },
  ],
  [
    "told again and late",
    { repeatNth: 3, ...due("2026-03-02T14:30:00.000Z") },
    { kind: "late", byMs: 7_200_000 },
  ],
  [
    "told again and answered",
    { status: "waiting", repeatNth: 3, ...due("2026-03-09T20:00:00.000Z") },
    { kind: "at", at: "2026-03-02T09:00:00.000Z" },
  ],
  [
    "new and seen",
    { status: "new", unread: false, ...due("2026-03-02T20:00:00.000Z") },
    { kind: "at", at: "2026-03-02T09:00:00.000Z" },
  ],
  [
    "an answer that did not arrive",
    due("2026-03-02T14:30:00.000Z", "mend_delivery"),
    { kind: "undelivered" },
  ],
  [
    "held, and to be looked at on that day",
    { heldUntil: "2026-03-02T17:00:00.000Z", ...due("2026-03-02T17:00:00.000Z") },
    { kind: "held", until: "2026-03-02T17:00:00.000Z" },
  ],
  [
    "held, while the answer is due all the same",
    { heldUntil: "2026-03-05T09:00:00.000Z", ...due("2026-03-02T16:44:00.000Z") },
    { kind: "due", inMs: 840_000 },
  ],
  [
    "held, and late all the same",
    { heldUntil: "2026-03-05T09:00:00.000Z", ...due("2026-03-02T14:30:00.000Z") },
    { kind: "late", byMs: 7_200_000 },
  ],
  [
    "a promise says for when, however far that is",
    { status: "waiting", ...due("2026-03-04T16:30:00.000Z", "promise") },
    { kind: "promised", at: "2026-03-04T16:30:00.000Z", urgency: "calm" },
  ],
  [
    "a promise that is late",
    due("2026-03-02T16:00:00.000Z", "promise"),
    { kind: "promised", at: "2026-03-02T16:00:00.000Z", urgency: "late" },
  ],
  ["closed", { status: "closed", nextStep: null }, { kind: "closed" }],
])("%s", (_, changes, matter) => {
  expect(whatMatters(sampleConversation(changes), now)).toEqual(matter);
});
