/** Whatever changes its conversation and is taken back leaves nothing behind: everything is as it was. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { listClocks } from "../../../contract/clocks.ts";
import {
  type Conversation,
  getConversation,
  getDraft,
  listMessages,
  listViews,
  postNote,
  postReply,
  putDraft,
} from "../../../contract/conversations.ts";
import { listLinks } from "../../../contract/handovers.ts";
import { deleteMerge, postMerges } from "../../../contract/merging.ts";
import { deleteMessageMove, postMessageMove } from "../../../contract/moving.ts";
import { listParticipants } from "../../../contract/participants.ts";
import { postPromise } from "../../../contract/promises.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { postSnooze } from "../../../contract/snooze.ts";
import { putDraftSharing } from "../../../contract/together.ts";
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

type Ref = Pick<Conversation, "id">;
const reply = ({ id }: Ref, text: string, after: "wait" | "close" = "wait") =>
  nina.call(postReply, { params: { id }, body: { text, after } });
const said = async ({ id }: Ref) => (await nina.call(listMessages, { params: { id } })).items;
const newest = async (matter: Ref) => (await said(matter)).filter(({ auto }) => !auto).at(-1)!;
const move = ({ id }: Ref, body: BodyIn<typeof postMessageMove>) =>
  nina.call(postMessageMove, { params: { id }, body });
const takeBack = (conversation: Ref, { id }: { id: string }) =>
  nina.call(deleteMessageMove, { params: { id: conversation.id, move: id } });
const clocksOf = async ({ id }: Ref) =>
  (await nina.call(listClocks, { params: { id } })).items
    .filter(({ state }) => state === "running" || state === "paused")
    .map(({ clock, startedAt, dueAt, state }) => ({ clock, startedAt, dueAt, state }))
    .sort((one, other) => one.clock.localeCompare(other.clock));

/** Everything that somebody could see of these matters, of the lists, and of the figures. */
async function everything(matters: Ref[]) {
  await settled();
  await foldFigures(db);
  const { rows: facts } = await withoutWall(db, (tx) =>
    sql`select conversation_id, kind, which, detail, good, count(*)::integer as n from facts
      where kind <> 'backlog' group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(tx),
  );
  const { rows: due } = await withoutWall(db, (tx) =>
    sql`select message_id, conversation_id, due_at, answered_at from requests order by 1`.execute(tx),
  );
  const seen = [];
  for (const { id } of matters) {
    const {
      version: _,
      updatedAt: __,
      ...conversation
    } = await nina.call(getConversation, {
      params: { id },
    });
    seen.push({
      conversation,
      messages: await said({ id }),
      clocks: await clocksOf({ id }),
      draft: (await nina.call(getDraft, { params: { id } })).draft,
      links: await nina.call(listLinks, { params: { id } }),
      people: await nina.call(listParticipants, { params: { id } }),
    });
  }
  return { seen, facts, due, counts: (await nina.call(listViews, {})).counts };
}

async function expectAllRight() {
  await settled();
  await foldFigures(db);
  expect(await proveLedgers(db, new Date())).toEqual([]);
  expect(await withoutWall(db, countDrift)).toEqual([]);
  expect(await withoutWall(db, requestCountDrift)).toEqual([]);
  expect((await figureDrift(db)).filter(({ what }) => what !== "packed days")).toEqual([]);
}

/** Two matters: one that was answered and asks again, and another. */
async function two(name: string) {
  const one = await letterFrom(`${name}.one`, "Where is my parcel?");
  await reply(one.conversation, "On its way");
  await one.writesAgain("And my lamp is broken");
  const other = await letterFrom(`${name}.two`, "A lamp flickers");
  return { one: one.conversation, other: other.conversation, oneAgain: one.writesAgain };
}

type Act = {
  name: string;
  prepare?: (matters: Awaited<ReturnType<typeof two>>) => Promise<unknown>;
  act: (matters: Awaited<ReturnType<typeof two>>) => Promise<() => Promise<unknown>>;
};

const moving =
  (which: (matters: Awaited<ReturnType<typeof two>>) => Promise<string[]>, to: "other" | null, more = {}) =>
  async (matters: Awaited<ReturnType<typeof two>>) => {
    const done = await move(matters.one, {
      messages: await which(matters),
      to: to && matters.other.id,
      ...more,
    });
    await settled();
    return () => takeBack(matters.one, done);
  };
const lastWord = async ({ one }: { one: Ref }) => [(await newest(one)).id];
const allWords = async ({ one }: { one: Ref }) =>
  (await said(one)).filter(({ kind, auto }) => kind === "message" && !auto).map(({ id }) => id);
const firstQuestion = async ({ one }: { one: Ref }) => [(await allWords({ one }))[0]!];

const acts: Act[] = [
  { name: "a question moved to another matter", act: moving(lastWord, "other") },
  { name: "a question moved out", act: moving(lastWord, null) },
  {
    name: "a question moved out with a subject and an owner",
    act: moving(lastWord, null, { subject: "The lamp", agent: nina.id }),
  },
  { name: "an answered question moved out", act: moving(firstQuestion, null) },
  { name: "an answered question moved to another matter", act: moving(firstQuestion, "other") },
  { name: "everything moved to another matter", act: moving(allWords, "other") },
  {
    name: "a question moved to a closed matter",
    prepare: ({ other }) => reply(other, "New bulb", "close"),
    act: moving(lastWord, "other"),
  },
  {
    name: "everything moved to a closed matter",
    prepare: ({ other }) => reply(other, "New bulb", "close"),
    act: moving(allWords, "other"),
  },
  {
    name: "a question moved to a snoozed matter",
    prepare: async ({ other }) => {
      await reply(other, "New bulb");
      await nina.call(postSnooze, {
        params: { id: other.id },
        body: { until: new Date(Date.now() + 86_400_000).toISOString() },
      });
    },
    act: moving(lastWord, "other"),
  },
  {
    name: "a question moved out of a matter with a draft, a note and a promise",
    prepare: async ({ one }) => {
      await nina.call(postNote, { params: { id: one.id }, body: { text: "Called them" } });
      await nina.call(postPromise, {
        params: { id: one.id },
        body: { text: "A new lamp", dueAt: new Date(Date.now() + 86_400_000).toISOString() },
      });
      await nina.call(putDraft, { params: { id: one.id }, body: { kind: "reply", html: "<p>Dear</p>" } });
    },
    act: moving(async ({ one }) => [(await allWords({ one })).at(-1)!], null),
  },
  {
    name: "a question that opened a solved matter again moved out",
    prepare: async ({ one, oneAgain }) => {
      await reply(one, "A new one is on its way", "close");
      await oneAgain("By the way, a third thing?");
    },
    act: moving(lastWord, null),
  },
  {
    name: "two matters merged",
    prepare: async ({ one, other }) => {
      for (const { id } of [one, other])
        await nina.call(putDraft, { params: { id }, body: { kind: "reply", html: `<p>${id}</p>` } });
      await nina.call(putDraftSharing, { params: { id: one.id } });
    },
    act: async ({ one, other }) => {
      await nina.call(postMerges, { params: { id: other.id }, body: { from: [one.id] } });
      return () => nina.call(deleteMerge, { params: { id: one.id } });
    },
  },
  {
    name: "an open matter merged into a closed one",
    prepare: ({ other }) => reply(other, "New bulb", "close"),
    act: async ({ one, other }) => {
      await nina.call(postMerges, { params: { id: other.id }, body: { from: [one.id] } });
      return () => nina.call(deleteMerge, { params: { id: one.id } });
    },
  },
];

test.each(acts.map((act, at) => ({ ...act, at })))("$name, and back", async ({ act, prepare, at }) => {
  const matters = await two(`who${at}`);
  await prepare?.(matters);
  const before = await everything([matters.one, matters.other]);
  const undo = await act(matters);
  await expectAllRight();
  await undo();
  const after = await everything([matters.one, matters.other]);
  expect(after).toEqual(before);
  await expectAllRight();
});
