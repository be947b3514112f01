import { expect, test } from "vitest";
import { dockOrder, longestWaiting } from "./dock-order.ts";
import { newsOf } from "./news.ts";
import { sampleChat } from "./sample-chat.ts";
import { waitOf } from "./wait.ts";

const ids = (chats: readonly { conversation: string }[]) => chats.map(({ conversation }) => conversation);

test("a chat keeps its number while others wait longer, come and go", () => {
  const chats = ["a", "b", "c"].map((id) => sampleChat(id));
  expect(ids(dockOrder([], chats))).toEqual(["a", "b", "c"]);
  expect(ids(dockOrder(["a", "b", "c"], chats.toReversed()))).toEqual(["a", "b", "c"]);
  expect(ids(dockOrder(["a", "b", "c"], [sampleChat("d"), sampleChat("c"), sampleChat("a")]))).toEqual([
    "a",
    "c",
    "d",
  ]);
});

test("the next chat is who waits longest, and not the one that is open unless it alone waits", () => {
  const long = sampleChat("long", { waitingSince: "2026-03-02T09:00:00.000Z" });
  const short = sampleChat("short", { waitingSince: "2026-03-02T09:05:00.000Z" });
  const answered = sampleChat("answered", { waitingSince: null });
  expect(longestWaiting([answered, short, long], null)).toBe(long);
  expect(longestWaiting([answered, short, long], "long")).toBe(short);
  expect(longestWaiting([answered, long], "long")).toBe(long);
  expect(longestWaiting([answered], null)).toBeNull();
});

test.each([
  ["2026-03-02T09:00:59.000Z", "calm"],
  ["2026-03-02T09:01:00.000Z", "due"],
  ["2026-03-02T09:02:59.000Z", "due"],
  ["2026-03-02T09:03:00.000Z", "late"],
])("who waits since nine is, at %s, %s", (now, tone) =>
  expect(waitOf("2026-03-02T09:00:00.000Z", Date.parse(now))?.tone).toBe(tone),
);

test("nobody waits who was answered, and nobody for less than no time", () => {
  expect(waitOf(null, 0)).toBeNull();
  expect(waitOf("2026-03-02T09:00:00.000Z", Date.parse("2026-03-02T08:59:00.000Z"))?.ms).toBe(0);
});

const said = (id: string, at: string, previewBy: "customer" | "agent" = "customer") =>
  sampleChat(id, { lastMessageAt: at, previewBy });

test("what was there when the desk was opened is no news", () => {
  expect(newsOf(null, { mine: [said("a", "2026-03-02T09:00Z")], waiting: [sampleChat("w")] }, null)).toEqual(
    [],
  );
});

test("new words are told of, but not our own, nor those of the chat that is in sight", () => {
  const before = { mine: [said("a", "2026-03-02T09:00Z"), said("b", "2026-03-02T09:00Z")], waiting: [] };
  const now = {
    mine: [said("a", "2026-03-02T09:01Z"), said("b", "2026-03-02T09:01Z", "agent")],
    waiting: [],
  };
  expect(newsOf(before, now, null).map(({ kind, chat }) => [kind, chat.conversation])).toEqual([
    ["message", "a"],
  ]);
  expect(newsOf(before, now, "a")).toEqual([]);
  expect(newsOf(now, now, null)).toEqual([]);
});

test("a chat that nobody has taken is told of once, and not again when it is taken", () => {
  const waits = said("w", "2026-03-02T09:00Z");
  const empty = { mine: [], waiting: [] };
  expect(newsOf(empty, { mine: [], waiting: [waits] }, null)).toEqual([{ kind: "waiting", chat: waits }]);
  expect(newsOf({ mine: [], waiting: [waits] }, { mine: [waits], waiting: [] }, null)).toEqual([]);
});
