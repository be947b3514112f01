import { expect, test } from "vitest";
import type { Event, Message } from "../../contract/conversations.ts";
import { arrivedSince, newestOf } from "./arrivals.ts";

const message = (id: string, author: string, more: Partial<Message> = {}) =>
  ({
    id,
    author: { kind: "agent", id: author, name: author },
    sentAt: `2026-03-02T09:0${id}:00Z`,
    auto: null,
    ...more,
  }) as Message;
const event = (seq: number, kind: string, actor: string, data: Event["data"] = {}) =>
  ({
    seq,
    kind,
    at: `2026-03-02T09:0${seq}:30Z`,
    actor: { kind: "agent", id: actor, name: actor },
    data,
  }) as Event;
const ids = (known: Parameters<typeof arrivedSince>[0], seen: Parameters<typeof arrivedSince>[1]) =>
  arrivedSince(known, seen, "nina").map((one) => one.message?.id ?? one.event?.seq);

test("what others said and did since then arrived, in the order of time; what one did oneself did not", () => {
  const known = {
    messages: [message("1", "omar"), message("2", "nina"), message("4", "omar")],
    events: [
      event(1, "conversation.assigned", "omar"),
      event(3, "conversation.closed", "omar"),
      event(5, "conversation.assigned", "nina"),
    ],
  };
  expect(ids(known, { seen: "1", seenEvent: 1 })).toEqual([3, "4"]);
  expect(ids(known, newestOf(known))).toEqual([]);
});

test("neither acknowledgements, nor tags, nor being given the matter oneself is a reason to look", () => {
  const known = {
    messages: [message("1", "omar"), message("2", "rule", { auto: "acknowledgement" })],
    events: [
      event(3, "conversation.tagged", "omar"),
      event(4, "conversation.assigned", "routing", { agent: "nina" }),
    ],
  };
  expect(ids(known, { seen: "1", seenEvent: 1 })).toEqual([]);
});

test("what has just been sent from here is not the newest that was seen", () => {
  const known = { messages: [message("1", "omar"), message("sending-9", "nina")], events: [] };
  expect(newestOf(known)).toEqual({ seen: "1", seenEvent: undefined });
});

test("before anything was seen nothing is held against anybody", () => {
  expect(ids({ messages: [message("1", "omar")], events: [] }, {})).toEqual([]);
  // The message that was seen is not among those that are loaded.
  expect(ids({ messages: [message("2", "omar")], events: [] }, { seen: "1" })).toEqual([]);
});
