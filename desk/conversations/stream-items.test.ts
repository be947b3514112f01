import { expect, test } from "vitest";
import type { Event, Message } from "../../contract/conversations.ts";
import { streamItems } from "./stream-items.ts";

const said = (id: string, sentAt: string, author = "ines") =>
  ({
    id,
    sentAt,
    author: { kind: author === "ines" ? "customer" : "agent", id: author, name: author },
  }) as Message;
const nina = { kind: "agent", id: "nina", name: "Nina" } as const;
const happened = (
  seq: number,
  at: string,
  kind = "conversation.tagged",
  data = {},
  actor: Event["actor"] = nina,
) => ({ seq, at, kind, data, actor }) as Event;
const facts = {
  events: [],
  readAt: null,
  myId: "nina",
  hasOlder: false,
  dayOf: (at: string) => at.slice(0, 10),
};
const kinds = (given: Partial<Parameters<typeof streamItems>[0]> & { messages: Message[] }) =>
  streamItems({ ...facts, ...given }).map((item) =>
    item.kind === "message"
      ? item.message.id
      : item.kind === "events"
        ? item.events.map((event) => event.seq).join("+")
        : item.kind,
  );

test("what happened stands between what was said, neighbours together", () => {
  const messages = [said("a", "2026-03-01T10:00Z"), said("b", "2026-03-01T12:00Z")];
  const events = [
    happened(1, "2026-03-01T10:30Z"),
    happened(2, "2026-03-01T10:31Z"),
    happened(3, "2026-03-01T13:00Z"),
  ];
  expect(kinds({ messages, events })).toEqual(["day", "a", "1+2", "b", "3"]);
});

test("what a rule did is one line, not each of its acts", () => {
  const rule = { kind: "automation", id: "rule", name: "Late ones" } as const;
  const house = { kind: "automation", id: null, name: "presence" } as const;
  const events = [
    happened(1, "2026-03-01T10:30Z", "conversation.tagged", {}, rule),
    happened(2, "2026-03-01T10:30Z", "conversation.closed", {}, rule),
    happened(3, "2026-03-01T10:30Z", "automation.ran", {}, rule),
    happened(4, "2026-03-01T10:31Z", "conversation.assigned", {}, house),
  ];
  expect(kinds({ messages: [said("a", "2026-03-01T10:00Z")], events })).toEqual(["day", "a", "3+4"]);
});

test("a beginning is told where it was taken for something, or came of another matter", () => {
  const opened = (data: object) => [happened(1, "2026-03-01T09:00Z", "conversation.opened", data)];
  const messages = [said("a", "2026-03-01T10:00Z")];
  expect(kinds({ messages, events: opened({ line: "service", intent: "booking" }) })).toEqual([
    "day",
    "1",
    "a",
  ]);
  expect(kinds({ messages, events: opened({ from: 1042 }) })).toEqual(["day", "1", "a"]);
  expect(kinds({ messages, events: opened({ number: 1043 }) })).toEqual(["day", "a"]);
});

test("events that only repeat what a message shows are left out", () => {
  const events = [happened(1, "2026-03-01T10:00Z", "conversation.replied")];
  expect(kinds({ messages: [said("a", "2026-03-01T10:00Z")], events })).toEqual(["day", "a"]);
});

test("each day begins with its date", () => {
  const messages = [said("a", "2026-03-01T23:00Z"), said("b", "2026-03-02T01:00Z")];
  expect(kinds({ messages })).toEqual(["day", "a", "day", "b"]);
});

test("a line marks what is new since the last look, and one's own words are not news", () => {
  const messages = [
    said("a", "2026-03-01T10:00Z"),
    said("b", "2026-03-01T11:30Z", "nina"),
    said("c", "2026-03-01T12:00Z"),
  ];
  expect(kinds({ messages, readAt: "2026-03-01T11:00Z" })).toEqual(["day", "a", "b", "new", "c"]);
  expect(kinds({ messages, readAt: "2026-03-01T12:30Z" })).not.toContain("new");
});

test("what happened among messages that are not loaded waits for them", () => {
  const events = [happened(1, "2026-02-01T10:00Z"), happened(2, "2026-03-01T11:00Z")];
  const messages = [said("a", "2026-03-01T10:00Z")];
  expect(kinds({ messages, events, hasOlder: true })).toEqual(["day", "a", "2"]);
});
