import { expect, test } from "vitest";
import { listClocks } from "../../../contract/clocks.ts";
import {
  getDraft,
  listConversations,
  listEvents,
  listMessages,
  listViews,
  patchConversation,
  postClosure,
  postNote,
  postReply,
  putDraft,
  putOwner,
} from "../../../contract/conversations.ts";
import { deleteMerge, listMerges, postMerges } from "../../../contract/merging.ts";
import { postSnooze } from "../../../contract/snooze.ts";
import { letters } from "../../../test/letters.ts";
import { promising, runs } from "../../../test/promised.ts";
import { type Person, world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { figureDrift, foldFigures } from "../../insights/index.ts";
import { proveLedgers, requestCountDrift } from "../../ledger/index.ts";
import { countDrift } from "../index.ts";

const all = await world({ acknowledges: true });
const { db, nina, salma, omar, safra, settled, conversationFrom, person, stranger } = all;
const letterFrom = await letters(all);
const promised = promising(all);
await promised({
  name: "All",
  clocks: [runs("first_reply", 600), runs("next_reply", 600), runs("resolution", 6000)],
});

type Ref = { id: string };
const merge = (into: Ref, ...from: Ref[]) =>
  nina.call(postMerges, { params: { id: into.id }, body: { from: from.map(({ id }) => id) } });
const unmerge = ({ id }: Ref) => nina.call(deleteMerge, { params: { id } });
const reply = ({ id }: Ref, text: string, after: "wait" | "close" = "wait") =>
  nina.call(postReply, { params: { id }, body: { text, after } });
const said = async ({ id }: Ref, who: Person = nina) =>
  (await who.call(listMessages, { params: { id }, query: { limit: 100 } })).items.filter(({ auto }) => !auto);
const words = async (matter: Ref) => (await said(matter)).map(({ reply }) => reply.trim());
const eventKinds = async ({ id }: Ref) =>
  (await nina.call(listEvents, { params: { id } })).items.map(({ kind }) => kind);
const replyClock = async ({ id }: Ref) =>
  (await nina.call(listClocks, { params: { id } })).items.find(
    ({ clock, state }) => clock.endsWith("_reply") && (state === "running" || state === "paused"),
  );

/** Nothing is owed that is in no ledger, and every count says what there is. */
async function expectAllRight() {
  await settled();
  await foldFigures(db);
  expect(await proveLedgers(db, new Date())).toEqual([]);
  expect(await withoutWall(db, countDrift)).toEqual([]);
  expect(await withoutWall(db, requestCountDrift)).toEqual([]);
  expect((await figureDrift(db)).filter(({ what }) => what !== "packed days")).toEqual([]);
}

test("merged, two matters have one stream in which each message says where it came from, and one wait by the earlier clock", async () => {
  const first = await conversationFrom("ines", "My brake squeals", { subject: "Brake" });
  const second = await conversationFrom("ines", "It still squeals", { subject: "Brake again" });
  await nina.call(postNote, { params: { id: second.id }, body: { text: "Called her" } });
  const dueAt = (await replyClock(first))!.dueAt;
  const before = (await nina.call(listViews, {})).counts;

  const whole = await merge(first, second);
  expect(whole).toMatchObject({ id: first.id, status: "new", waitingSince: first.waitingSince });
  expect(await words(first)).toEqual(["My brake squeals", "It still squeals", "Called her"]);
  expect((await said(first)).map(({ beganIn }) => beganIn?.number ?? null)).toEqual([
    null,
    second.number,
    second.number,
  ]);
  expect((await replyClock(first))!.dueAt).toBe(dueAt);
  expect(await replyClock(second)).toBeUndefined();
  expect(await nina.sees(second)).toMatchObject({
    status: "closed",
    mergedInto: { id: first.id, number: first.number },
  });
  const after = (await nina.call(listViews, {})).counts;
  expect(after).toMatchObject({ all: before.all - 1, open: before.open - 1, closed: before.closed });
  const { items } = await nina.call(listConversations, { query: { limit: 100 } });
  expect(items.map(({ id }) => id)).not.toContain(second.id);
  await expectAllRight();

  await reply(first, "Come by on Tuesday", "close");
  await expectAllRight();
});

test("which clock is due first goes on, whichever of the two it is of", async () => {
  const late = await conversationFrom("petr", "Later is fine");
  await promised({ name: "Quick", clocks: [runs("first_reply", 60)] });
  const soon = await conversationFrom("petr", "This is urgent");
  await promised({
    name: "All",
    clocks: [runs("first_reply", 600), runs("next_reply", 600), runs("resolution", 6000)],
  });
  const [lateDue, soonDue] = [(await replyClock(late))!.dueAt, (await replyClock(soon))!.dueAt];
  await merge(late, soon);
  expect((await replyClock(late))!.dueAt).toBe(soonDue);
  expect((await nina.sees(late)).nextStep).toEqual({ what: "first_reply", at: soonDue });
  await unmerge(soon);
  expect((await replyClock(late))!.dueAt).toBe(lateDue);
  expect((await replyClock(soon))!.dueAt).toBe(soonDue);
  await expectAllRight();
});

test("unmerged, each has back what it had, and what answers it since goes with it", async () => {
  const { conversation: first } = await letterFrom("anna", "Where is my parcel?");
  const { conversation: second, writesAgain } = await letterFrom("boris", "And mine?");
  await nina.call(patchConversation, { params: { id: second.id }, body: { priority: "critical" } });
  await nina.call(putDraft, { params: { id: first.id }, body: { kind: "reply", html: "<p>Dear Anna</p>" } });
  await nina.call(putDraft, {
    params: { id: second.id },
    body: { kind: "reply", html: "<p>Dear Boris</p>" },
  });
  const was = [await nina.sees(first), await nina.sees(second)];
  expect(await merge(first, second)).toMatchObject({ priority: "critical" });
  const draft = (await nina.call(getDraft, { params: { id: first.id } })).draft!;
  expect(draft.html).toContain("Dear Anna");
  expect(draft.html).toContain("Dear Boris");

  // Whoever answers a mail of the one that is part of another lands in the whole.
  await writesAgain("I still wait");
  expect(await words(first)).toEqual(["Where is my parcel?", "And mine?", "I still wait"]);

  const alone = await unmerge(second);
  expect(alone).toMatchObject({ id: second.id, mergedInto: null, status: "new", priority: "critical" });
  expect(await words(second)).toEqual(["And mine?", "I still wait"]);
  expect(await words(first)).toEqual(["Where is my parcel?"]);
  const [a, b] = [await nina.sees(first), await nina.sees(second)];
  for (const [is, before] of [
    [a, was[0]!],
    [b, was[1]!],
  ] as const)
    expect(is).toMatchObject({
      status: before.status,
      owner: before.owner,
      waitingSince: before.waitingSince,
      nextStep: before.nextStep,
      priority: before.priority,
    });
  expect((await nina.call(getDraft, { params: { id: first.id } })).draft!.html).toBe("<p>Dear Anna</p>");
  expect((await nina.call(getDraft, { params: { id: second.id } })).draft!.html).toBe("<p>Dear Boris</p>");
  await settled();
  expect(await eventKinds(first)).toEqual(
    expect.arrayContaining(["conversation.merged", "conversation.unmerged"]),
  );
  expect(await eventKinds(second)).toEqual(
    expect.arrayContaining(["conversation.merged", "conversation.unmerged"]),
  );
  await expectAllRight();
});

test("an answer to both stays with the one that stayed; solved as one, both stay closed when they part", async () => {
  const first = await conversationFrom("carl", "The bell is missing");
  const second = await conversationFrom("carl", "No bell in the box");
  await merge(first, second);
  await reply(first, "It is on its way", "close");
  const alone = await unmerge(second);
  expect(alone).toMatchObject({ status: "closed", mergedInto: null });
  expect(await words(second)).toEqual(["No bell in the box"]);
  expect(await words(first)).toEqual(["The bell is missing", "It is on its way"]);
  await expectAllRight();
});

test("both numbers find the whole, a way through several merges leads to its end, and nothing is done to a part", async () => {
  const [one, two, three] = [
    await conversationFrom("dora", "Xylophone first"),
    await conversationFrom("dora", "Xylophone second"),
    await conversationFrom("dora", "Xylophone third"),
  ];
  await merge(two!, three!);
  await merge(one!, two!);
  await settled();
  for (const { number } of [one!, two!, three!]) {
    const { items } = await nina.call(listConversations, { query: { text: String(number) } });
    expect(items[0]!.id).toBe(one!.id);
  }
  const found = await nina.call(listConversations, { query: { text: "xylophone third" } });
  expect(found.items.map(({ id }) => id)).toEqual([one!.id]);
  expect(
    (await nina.call(listMerges, { params: { id: one!.id } })).items.map(({ from }) => from.number).sort(),
  ).toEqual([two!.number, three!.number].sort());
  const ask = { params: { id: three!.id } };
  expect((await nina.refused(postReply, { ...ask, body: { text: "Hello" } })).code).toBe(
    "conversation_merged",
  );
  expect((await nina.refused(postNote, { ...ask, body: { text: "Hello" } })).code).toBe(
    "conversation_merged",
  );
  expect((await nina.refused(postClosure, ask)).code).toBe("conversation_merged");
  // Out of the middle: what is part of it by way of another goes straight to where it began.
  await unmerge(three!);
  expect(await words(three!)).toEqual(["Xylophone third"]);
  await unmerge(two!);
  expect(await words(one!)).toEqual(["Xylophone first"]);
  expect(await words(two!)).toEqual(["Xylophone second"]);
  expect((await nina.refused(deleteMerge, { params: { id: two!.id } })).code).toBe("not_found");
  await expectAllRight();
});

test("a closed matter that an open one becomes part of is open again, and closed again when they part unsaid", async () => {
  const old = await conversationFrom("emil", "The chain is off");
  await reply(old, "Put it back on", "close");
  const fresh = await conversationFrom("emil", "It is off again");
  expect(await merge(old, fresh)).toMatchObject({ status: "open", closedAt: null });
  await expectAllRight();
  expect(await unmerge(fresh)).toMatchObject({ status: "new" });
  expect(await nina.sees(old)).toMatchObject({ status: "closed" });
  await expectAllRight();
});

test("the one that stays takes an owner it lacks, and what is looked at is not out of sight", async () => {
  const first = await conversationFrom("fay", "The light flickers");
  const second = await conversationFrom("fay", "And now it is dark");
  await nina.call(putOwner, { params: { id: second.id }, body: { agent: nina.id } });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await nina.call(postSnooze, { params: { id: first.id }, body: { until } });
  expect(await merge(first, second)).toMatchObject({ owner: { id: nina.id }, snooze: null });
  await unmerge(second);
  expect(await nina.sees(first)).toMatchObject({ owner: { kind: "team" } });
  expect(await nina.sees(second)).toMatchObject({ owner: { id: nina.id } });
  await expectAllRight();
});

test("what cannot be one is refused, and nothing is half done", async () => {
  const first = await conversationFrom("gus", "Mine");
  const other = await conversationFrom("gus", "A table for two", { brand: safra });
  const body = { from: [other.id] };
  expect(await nina.refused(postMerges, { params: { id: first.id }, body })).toMatchObject({
    code: "cannot_merge",
    fields: [{ path: "from.0" }],
  });
  expect(
    (await nina.refused(postMerges, { params: { id: first.id }, body: { from: [first.id] } })).code,
  ).toBe("cannot_merge");
  const second = await conversationFrom("gus", "Mine too");
  const light = await person({ name: "Lou Light", role: "light" });
  expect(
    (await light.refused(postMerges, { params: { id: first.id }, body: { from: [second.id] } })).code,
  ).toBe("forbidden");
  const { owner } = await stranger();
  for (const who of [salma, owner])
    expect(
      (await who.refused(postMerges, { params: { id: first.id }, body: { from: [second.id] } })).code,
    ).toBe("not_found");
  await merge(first, second);
  for (const who of [salma, owner])
    expect((await who.refused(deleteMerge, { params: { id: second.id } })).code).toBe("not_found");
  expect(
    (await nina.refused(postMerges, { params: { id: second.id }, body: { from: [first.id] } })).code,
  ).toBe("conversation_merged");
});

test("two who merge and part the same two at once leave one of them to be right", async () => {
  const first = await conversationFrom("hugo", "Pedals");
  const second = await conversationFrom("hugo", "The pedals");
  const tries = [
    omar.ask(postMerges, { params: { id: first.id }, body: { from: [second.id] } }),
    nina.ask(postMerges, { params: { id: second.id }, body: { from: [first.id] } }),
    nina.ask(deleteMerge, { params: { id: second.id } }),
  ];
  const codes = (await Promise.all(tries)).map(({ statusCode }) => statusCode);
  expect(codes.filter((code) => code >= 500)).toEqual([]);
  expect(codes.filter((code) => code === 200).length).toBeGreaterThanOrEqual(1);
  await expectAllRight();
});
