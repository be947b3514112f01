import fc from "fast-check";
import { expect, test } from "vitest";
import {
  getConversation,
  listConversations,
  listMessages,
  postClosure,
  postNote,
  postReply,
} from "../../../contract/conversations.ts";
import { postWaiver } from "../../../contract/ledger.ts";
import { deleteMerge, postMerges } from "../../../contract/merging.ts";
import { postSnooze } from "../../../contract/snooze.ts";
import { letters } from "../../../test/letters.ts";
import { promising, runs } from "../../../test/promised.ts";
import { world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { figureDrift, foldFigures } from "../../insights/index.ts";
import { proveLedgers, requestCountDrift } from "../../ledger/index.ts";
import { countDrift } from "../index.ts";

const all = await world({ acknowledges: true });
const { db, nina, settled } = all;
const letterFrom = await letters(all);
await promising(all)({
  name: "All",
  clocks: [runs("first_reply", 600), runs("next_reply", 300), runs("resolution", 6000)],
});

const acts = ["write", "reply", "solve", "note", "waive", "close", "snooze", "merge", "unmerge"] as const;
type Act = { do: (typeof acts)[number]; a: number; b: number };
const Act = fc.record({
  do: fc.constantFrom(...acts),
  a: fc.nat({ max: 2 }),
  b: fc.nat({ max: 2 }),
});

let count = 0;

test("whatever happens to conversations that are merged and parted, nothing is lost and everything counts once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Act, { minLength: 6, maxLength: 14 }), async (script) => {
      const begun = [];
      for (let n = 0; n < 3; n += 1)
        begun.push(await letterFrom(`who${count++}`, `Where is parcel ${count}?`));
      const ids = begun.map(({ conversation }) => conversation.id);
      const said = new Set<string>();
      for (const act of script) {
        const answer = await carryOut(act, begun);
        if (answer) expect(answer.statusCode, `${act.do}: ${answer.body}`).toBeLessThan(500);
        for (const id of await messagesIn(ids)) said.add(id);
      }
      // Everything parts again, the last merged first.
      for (let round = 0; round < 3; round += 1)
        for (const id of ids) await nina.ask(deleteMerge, { params: { id } });

      const left = await messagesIn(ids);
      expect(new Set(left)).toEqual(said);
      expect(left.length).toBe(said.size);
      for (const id of ids) await expectWhole(id);
      await expectAllRight();
    }),
    { numRuns: Number(process.env.RUNS ?? 12) },
  );
}, 300_000);

async function carryOut({ do: what, a, b }: Act, begun: Awaited<ReturnType<typeof letterFrom>>[]) {
  const { conversation, writesAgain } = begun[a]!;
  const ask = { params: { id: conversation.id } };
  const text = `Said ${count++}`;
  switch (what) {
    case "write":
      return writesAgain(`${text}?`);
    case "reply":
    case "solve":
      return nina.ask(postReply, { ...ask, body: { text, after: what === "solve" ? "close" : "wait" } });
    case "note":
      return nina.ask(postNote, { ...ask, body: { text } });
    case "waive":
      return nina.ask(postWaiver, { ...ask, body: { reason: "thanks" } });
    case "close":
      return nina.ask(postClosure, ask);
    case "snooze":
      return nina.ask(postSnooze, {
        ...ask,
        body: { until: new Date(Date.now() + 86_400_000).toISOString() },
      });
    case "merge":
      return nina.ask(postMerges, { ...ask, body: { from: [begun[b]!.conversation.id] } });
    case "unmerge":
      return nina.ask(deleteMerge, ask);
  }
}

async function messagesIn(ids: string[]): Promise<string[]> {
  const all: string[] = [];
  for (const id of ids) {
    const { items } = await nina.call(listMessages, { params: { id }, query: { limit: 100 } });
    all.push(...items.map((one) => one.id));
  }
  return all;
}

/** Taken out, it stands for itself, holds what began in it, and waits exactly where it owes an answer. */
async function expectWhole(id: string) {
  const conversation = await nina.call(getConversation, { params: { id } });
  expect(conversation.mergedInto).toBeNull();
  const { items } = await nina.call(listMessages, { params: { id }, query: { limit: 100 } });
  expect(items.length).toBeGreaterThan(0);
  const open = items.filter(({ request }) => request && !request.answeredAt);
  expect(conversation.waitingSince !== null).toBe(open.length > 0);
  if (conversation.status === "closed") expect(open).toEqual([]);
  else expect(conversation.nextStep).not.toBeNull();
}

async function expectAllRight() {
  await settled();
  await foldFigures(db);
  expect(await proveLedgers(db, new Date())).toEqual([]);
  expect(await withoutWall(db, countDrift)).toEqual([]);
  expect(await withoutWall(db, requestCountDrift)).toEqual([]);
  expect((await figureDrift(db)).filter(({ what }) => what !== "packed days")).toEqual([]);
  expect((await nina.call(listConversations, { query: { limit: 1 } })).items.length).toBe(1);
}
