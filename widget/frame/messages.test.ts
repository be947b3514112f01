import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "../../contract/chat.ts";
import { grouped, knownUntil, merge } from "./messages.ts";
import { begun, newId, next, type Outgoing, readOutbox, withoutArrived } from "./outbox.ts";

const message = (seq: number, change: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${seq}`,
  seq,
  clientId: null,
  from: "agent",
  face: { id: "nina", name: "Nina", initials: "NK", colour: "#1f7a5c" },
  channel: "chat",
  text: `${seq}`,
  html: null,
  language: "en",
  files: [],
  quickReplies: [],
  isAcknowledgement: false,
  sentAt: new Date(Date.UTC(2026, 10, 22, 12, 0, seq)).toISOString(),
  ...change,
});

const outgoing = (clientId: string, change: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  conversation: null,
  text: clientId,
  files: [],
  writtenAt: "2026-11-22T12:00:00Z",
  problem: null,
  ...change,
});

test("however messages come, twice, late or in pieces, each is shown once and in order", () => {
  const pieces = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, (all) => {
      const known = all.reduce<ChatMessage[]>(
        (list, piece) =>
          merge(
            list,
            piece.map((seq) => message(seq)),
          ),
        [],
      );
      expect(known.map(({ seq }) => seq)).toEqual([...new Set(all.flat())].sort((a, b) => a - b));
    }),
  );
});

test("after any cut, asking for what follows the known number makes the chat whole", () => {
  const total = 30;
  const all = Array.from({ length: total }, (_, at) => message(at + 1));
  const heard = fc.array(fc.integer({ min: 1, max: total }), { maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: total }), heard, (first, live) => {
      // It begins with the newest page, then some live messages come through and some do not.
      let known = merge([], all.slice(first - 1, first + 2));
      known = merge(
        known,
        live.filter((seq) => seq >= first).map((seq) => message(seq)),
      );
      const after = knownUntil(known);
      known = merge(known, all.slice(after));
      expect(known.map(({ seq }) => seq)).toEqual(all.slice(first - 1).map(({ seq }) => seq));
    }),
  );
});

test("a newer telling of a message takes the place of the older", () => {
  const [known] = merge([message(1)], [message(1, { text: "mended" })]);
  expect(known!.text).toBe("mended");
});

describe("what one person says in one go stands together", () => {
  const of = (...messages: ChatMessage[]) =>
    grouped(messages).map((group) => group.messages.map(({ seq }) => seq));
  const visitor = { from: "visitor", face: null } as const;
  const at = (time: string) => ({ sentAt: new Date(time).toISOString() });

  test.each([
    ["the same person within minutes", of(message(1), message(2)), [[1, 2]]],
    ["another person", of(message(1), message(2, visitor)), [[1], [2]]],
    ["the acknowledgement alone", of(message(1, { isAcknowledgement: true }), message(2)), [[1], [2]]],
    ["a pause", of(message(1, at("2026-11-22T12:00:00")), message(2, at("2026-11-22T12:06:00"))), [[1], [2]]],
    [
      "midnight",
      of(message(1, at("2026-11-22T23:59:00")), message(2, at("2026-11-23T00:01:00"))),
      [[1], [2]],
    ],
  ])("%s", (_what, is, meant) => {
    expect(is).toEqual(meant);
  });

  test("and a day is named where it begins", () => {
    const groups = grouped([
      message(1, at("2026-11-22T23:59:00")),
      message(2, { ...visitor, ...at("2026-11-22T23:59:30") }),
      message(3, at("2026-11-23T00:01:00")),
    ]);
    expect(groups.map(({ day }) => day !== null)).toEqual([true, false, true]);
    expect(groups.map(({ isNewFace }) => isNewFace)).toEqual([true, false, false]);
  });
});

describe("what is written while the line is cut", () => {
  test("goes in the order of writing, past what was turned down", () => {
    const outbox = [outgoing("a", { problem: "Too large." }), outgoing("b"), outgoing("c")];
    expect(next(outbox)?.clientId).toBe("b");
    expect(next([outbox[0]!])).toBeUndefined();
  });

  test("is not shown twice once it has arrived, by whichever way one heard of it", () => {
    const arrived = [message(1, { clientId: "b" })];
    expect(withoutArrived([outgoing("a"), outgoing("b")], arrived).map(({ clientId }) => clientId)).toEqual([
      "a",
    ]);
  });

  test("goes into the chat that its first message began", () => {
    const all = begun([outgoing("a"), outgoing("b", { conversation: "old" })], "new");
    expect(all.map(({ conversation }) => conversation)).toEqual(["new", "old"]);
  });

  test("comes through a reload as it was", () => {
    const outbox = [outgoing("a"), outgoing("b", { problem: "no" })];
    expect(readOutbox(JSON.stringify(outbox))).toEqual(outbox);
  });

  test.each([null, "", "{", "null", "7", '{"a":1}', '[{"text":1}]', "[null]"])(
    "kept as %s it is as nothing",
    (kept) => {
      expect(readOutbox(kept)).toEqual([]);
    },
  );

  test("bears a name that the server takes", () => {
    const ids = Array.from({ length: 50 }, newId);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(50);
  });
});
