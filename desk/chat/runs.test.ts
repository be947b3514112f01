import { expect, test } from "vitest";
import type { Message } from "../../contract/conversations.ts";
import { streamItems } from "../conversations/stream-items.ts";
import { isMarked, markOf } from "./runs.ts";

const said = (id: string, sentAt: string, changes: Partial<Message> = {}) =>
  ({
    id,
    kind: "message",
    channel: "chat",
    auto: null,
    sentAt,
    delivery: null,
    author: { kind: "customer", id: "ines", name: "Ines" },
    ...changes,
  }) as Message;
const nina = { author: { kind: "agent", id: "nina", name: "Nina" } } as const;
const delivery = (changes: Partial<NonNullable<Message["delivery"]>>) => ({
  delivery: {
    state: "sent" as const,
    at: "2026-03-02T09:00:00Z",
    error: null,
    tries: 1,
    nextTryAt: null,
    by: "chat" as const,
    seenAt: null,
    recipients: [],
    answer: null,
    ...changes,
  },
});
const shape = (messages: Message[], isChat = true) =>
  streamItems({
    messages,
    events: [],
    readAt: null,
    myId: "nina",
    hasOlder: false,
    isChat,
    dayOf: () => "one day",
  })
    .filter(({ kind }) => kind !== "day")
    .map((item) =>
      item.kind === "run"
        ? item.messages.map(({ id }) => id).join("+")
        : item.kind === "message"
          ? `card ${item.message.id}`
          : item.kind,
    );

test("what one author says within a minute stands together; another author, a pause or a mail begins anew", () => {
  expect(
    shape([
      said("a", "2026-03-02T09:00:00Z"),
      said("b", "2026-03-02T09:00:40Z"),
      said("c", "2026-03-02T09:01:30Z"),
      said("d", "2026-03-02T09:03:00Z"),
      said("e", "2026-03-02T09:03:10Z", nina),
      said("f", "2026-03-02T09:03:20Z", { channel: "email" }),
      said("g", "2026-03-02T09:03:30Z", nina),
      said("h", "2026-03-02T09:03:40Z", { ...nina, kind: "note" }),
      said("i", "2026-03-02T09:03:50Z", { auto: "acknowledgement" }),
    ]),
  ).toEqual(["a+b+c", "d", "e", "card f", "g", "card h", "card i"]);
});

test("what we said in a chat stays a bubble when it goes by mail; in a matter by mail it is a letter", () => {
  const answer = [said("a", "2026-03-02T09:00:00Z", { ...nina, channel: "email" })];
  expect(shape(answer)).toEqual(["a"]);
  expect(shape(answer, false)).toEqual(["card a"]);
});

test.each([
  [{}, "delivered"],
  [{ seenAt: "2026-03-02T09:01:00Z" }, "seen"],
  [{ state: "queued" as const }, "later"],
  [{ state: "queued" as const, error: "The server said no" }, "failed"],
  [{ state: "failed" as const }, "failed"],
  [{ state: "sending" as const }, "sending"],
  [{ by: "email" as const }, "mail"],
])("a delivery of %j is marked as %s", (changes, mark) =>
  expect(markOf(said("a", "2026-03-02T09:00:00Z", { ...nina, ...delivery(changes) }))).toBe(mark),
);

test("how far it has come is said below the last of a run, and where the next has come less far", () => {
  const run = [
    said("a", "2026-03-02T09:00:00Z", { ...nina, ...delivery({ seenAt: "2026-03-02T09:00:05Z" }) }),
    said("b", "2026-03-02T09:00:10Z", { ...nina, ...delivery({ seenAt: "2026-03-02T09:00:15Z" }) }),
    said("c", "2026-03-02T09:00:20Z", { ...nina, ...delivery({}) }),
  ];
  expect(run.map((_, at) => isMarked(run, at))).toEqual([false, true, true]);
  expect(isMarked([said("a", "2026-03-02T09:00:00Z")], 0)).toBe(false);
});
