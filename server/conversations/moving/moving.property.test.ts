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
import { deleteMessageMove, type MessageMove, postMessageMove } from "../../../contract/moving.ts";
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

const acts = [
  ...["write", "reply", "solve", "note", "waive", "close", "snooze"],
  ...["merge", "unmerge", "move", "move", "out", "back"],
] as const;
const Act = fc.record({
  do: fc.constantFrom(...acts),
  a: fc.nat({ max: 4 }),
  b: fc.nat({ max: 4 }),
  /** Which of its messages, by bits, the newest first. */
  which: fc.nat({ max: 15 }),
});
type Act = typeof Act extends fc.Arbitrary<infer One> ? One : never;

/** What a script plays with: three who write, the matters that they and moves begin, and the moves that can be taken back. */
interface Stage {
  begun: Awaited<ReturnType<typeof letterFrom>>[];
  ids: string[];
  moves: { id: string; move: string }[];
}

let count = 0;

test("whatever is merged and parted, moved and taken back, nothing is lost and everything counts once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Act, { minLength: 6, maxLength: 14 }), async (script) => {
      const begun = [];
      for (let n = 0; n < 3; n += 1)
        begun.push(await letterFrom(`who${count++}`, `Where is parcel ${count}?`));
      const stage: Stage = { begun, ids: begun.map(({ conversation }) => conversation.id), moves: [] };
      const { ids } = stage;
      const said = new Set<string>();
      for (const act of script) {
        const answer = await carryOut(act, stage);
        if (answer) expect(answer.statusCode, `${act.do}: ${answer.body}`).toBeLessThan(500);
        for (const id of await messagesIn(ids)) said.add(id);
      }
      await expectAllRight();
      // Everything parts again.
      for (let round = 0; round < ids.length; round += 1)
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

async function carryOut({ do: what, a, b, which }: Act, { begun, ids, moves }: Stage) {
  const [id, other] = [ids[a % ids.length]!, ids[b % ids.length]!];
  const ask = { params: { id } };
  const text = `Said ${count++}`;
  switch (what) {
    case "write":
      return begun[a % begun.length]!.writesAgain(`${text}?`);
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
      return nina.ask(postMerges, { ...ask, body: { from: [other] } });
    case "unmerge":
      return nina.ask(deleteMerge, ask);
    case "move":
    case "out": {
      const there = (await messagesIn([id])).toReversed().filter((_, at) => which & (1 << at));
      if (!there.length) return;
      const to = what === "move" ? other : null;
      const answer = await nina.ask(postMessageMove, { ...ask, body: { messages: there, to } });
      if (answer.statusCode === 201) {
        const done = answer.json() as MessageMove;
        moves.push({ id, move: done.id });
        if (what === "out") ids.push(done.to.id);
      }
      return answer;
    }
    case "back": {
      const move = moves.splice(a % Math.max(1, moves.length), 1)[0];
      return move && nina.ask(deleteMessageMove, { params: move });
    }
    default:
      throw new Error(`nobody knows how to ${what}`);
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

/** It stands for itself and waits exactly where it owes an answer; of what is left without a word nothing is to be done. */
async function expectWhole(id: string) {
  const conversation = await nina.call(getConversation, { params: { id } });
  const { items } = await nina.call(listMessages, { params: { id }, query: { limit: 100 } });
  if (conversation.mergedInto) expect(items).toEqual([]);
  if (!items.length) expect(conversation.status).toBe("closed");
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
