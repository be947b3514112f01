import { sql } from "kysely";
import { expect, test } from "vitest";
import { deleteHold, listClocks, putHold } from "../../contract/clocks.ts";
import {
  deleteClosure,
  listEvents,
  postClosure,
  postConversation,
  postReply,
} from "../../contract/conversations.ts";
import { letters } from "../../test/letters.ts";
import { promising, runs } from "../../test/promised.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { releaseHeld } from "./index.ts";

const all = await world();
const { db, omar, nina, salma, kolo, settled, conversationFrom } = all;
const letterFrom = await letters(all);
const promised = promising(all);
const pausing = { pauses: ["third_party" as const] };

const minute = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute);
const wish = "Where is my parcel? The tracking has not moved for days";

const hold = ({ id }: { id: string }, minutes: number, note = "the supplier") =>
  nina.call(putHold, { params: { id }, body: { until: inMinutes(minutes).toISOString(), note } });
const release = ({ id }: { id: string }, nextStepAt?: string) =>
  nina.call(deleteHold, { params: { id }, query: { nextStepAt } });
const clocksOf = async ({ id }: { id: string }) => (await nina.call(listClocks, { params: { id } })).items;
const storedHold = ({ id }: { id: string }) =>
  withoutWall(db, (tx) =>
    tx
      .selectFrom("conversations")
      .select(["heldFor", "heldUntil", "rankAt"])
      .where("id", "=", id)
      .executeTakeFirst(),
  );

test("while somebody else is waited for, the reply's clock stands still and comes due that much later", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60, pausing)] });
  const matter = await conversationFrom("ines", wish);
  const [before] = await clocksOf(matter);
  const held = await hold(matter, 600);
  expect(held.nextStep).toEqual({ what: "first_reply", at: held.heldUntil });
  expect(await clocksOf(matter)).toMatchObject([
    { state: "paused", dueAt: null, pauses: [{ why: "third_party", to: null }] },
  ]);
  // The wait goes on for longer than was thought.
  const longer = await hold(matter, 900);
  expect(Date.parse(longer.heldUntil!)).toBeGreaterThan(Date.parse(held.heldUntil!));
  expect(longer.nextStep).toEqual({ what: "first_reply", at: longer.heldUntil });

  const goesOnAt = inMinutes(901);
  expect(await releaseHeld(db, goesOnAt)).toBe(1);
  expect(await releaseHeld(db, goesOnAt)).toBe(0);
  const [clock] = await clocksOf(matter);
  expect(clock).toMatchObject({ state: "running", pauses: [{ to: goesOnAt.toISOString() }] });
  const stood = goesOnAt.getTime() - Date.parse(clock!.pauses[0]!.from);
  expect(Date.parse(clock!.dueAt!)).toBe(Date.parse(before!.dueAt!) + stood);
  expect(await nina.sees(matter)).toMatchObject({
    heldUntil: null,
    nextStep: { what: "first_reply", at: clock!.dueAt },
  });
});

test("where the policy does not let the clock stand still, the customer's wait counts on", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60)] });
  const matter = await conversationFrom("petr", wish);
  const held = await hold(matter, 600);
  expect(held).toMatchObject({ nextStep: matter.nextStep, status: "new" });
  expect(held.heldUntil).not.toBeNull();
  expect(await release(matter)).toMatchObject({ nextStep: matter.nextStep, heldUntil: null });
});

test("where no clock says when to answer, the day of the hold is the day of the answer", async () => {
  await promised({ name: "All", clocks: [runs("next_reply", 60)] });
  const matter = await conversationFrom("petr", wish);
  expect((await hold(matter, 6000)).nextStep!.what).toBe("first_reply");
  const { nextStep } = await release(matter);
  expect(nextStep!.what).toBe("first_reply");
  expect(Date.parse(nextStep!.at)).toBeLessThan(inMinutes(1).getTime());
});

test("a matter that waits for nobody here is looked at again on the day of the hold", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60, pausing)] });
  const matter = await conversationFrom("ines", wish);
  const { id } = matter;
  await nina.call(postReply, { params: { id }, body: { text: "I ask the supplier." } });
  const before = await nina.sees(matter);
  const held = await hold(matter, 3000);
  expect(held).toMatchObject({ status: "waiting", nextStep: { what: "follow_up", at: held.heldUntil } });
  // Taken back, it is looked at when it would have been.
  expect((await release(matter, before.nextStep!.at)).nextStep).toEqual(before.nextStep);

  await hold(matter, 3000);
  const goesOn = inMinutes(3000);
  await releaseHeld(db, goesOn);
  expect((await nina.sees(matter)).nextStep).toEqual({ what: "follow_up", at: goesOn.toISOString() });
  await settled();
  const { items } = await nina.call(listEvents, { params: { id } });
  expect(
    items
      .filter(({ kind }) => /held|released/.test(kind))
      .map(({ kind, actor, data }) => [kind, actor.name, data.note]),
  ).toEqual([
    ["conversation.held", "Nina Kovalenko", "the supplier"],
    ["conversation.released", "Nina Kovalenko", undefined],
    ["conversation.held", "Nina Kovalenko", "the supplier"],
    ["conversation.released", "clocks", undefined],
  ]);
});

test("who writes while we wait for somebody else is not forgotten", async () => {
  await promised({
    name: "All",
    clocks: [runs("first_reply", 60, pausing), runs("next_reply", 90, pausing)],
  });
  const { conversation, writesAgain } = await letterFrom("noura", wish);
  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "I ask the supplier." } });
  const { heldUntil } = await hold(conversation, 300);
  await writesAgain("Any news?");
  expect(await nina.sees(conversation)).toMatchObject({
    status: "open",
    waitingSince: expect.any(String),
    nextStep: { what: "reply", at: heldUntil },
  });
  await releaseHeld(db, inMinutes(300));
  const { nextStep } = await nina.sees(conversation);
  const [clock] = await clocksOf(conversation);
  expect(nextStep).toEqual({ what: "reply", at: clock!.dueAt });
  expect(Date.parse(nextStep!.at)).toBeGreaterThan(inMinutes(385).getTime());
});

test("a mail that could not be delivered stays what is to be mended first", async () => {
  const { id } = await conversationFrom("ines", wish);
  await nina.call(postReply, { params: { id }, body: { text: "On its way." } });
  await withoutWall(db, (tx) =>
    sql`update conversations set status = 'open', next_step = 'mend_delivery', next_step_at = now() where id = ${id}`.execute(
      tx,
    ),
  );
  expect((await hold({ id }, 300)).nextStep!.what).toBe("mend_delivery");
  expect((await release({ id })).nextStep!.what).toBe("mend_delivery");
});

test("nothing is held in the past, when it is closed, or behind a wall; closing ends the wait", async () => {
  const matter = await omar.call(postConversation, {
    body: {
      inbox: kolo.inbox.id,
      startedBy: "company",
      customer: { email: "quiet@customers.example" },
      subject: "Your bicycle",
      text: "It is ready.",
    },
  });
  const { id } = matter;
  const put = (minutes: number) => ({ params: { id }, body: { until: inMinutes(minutes).toISOString() } });
  expect((await nina.refused(putHold, put(-1))).fields?.[0]?.path).toBe("until");
  expect((await salma.refused(putHold, put(5))).code).toBe("not_found");
  expect((await salma.refused(deleteHold, { params: { id } })).code).toBe("not_found");
  await hold(matter, 300);
  expect(await nina.call(postClosure, { params: { id } })).toMatchObject({ heldUntil: null, nextStep: null });
  expect(await storedHold(matter)).toMatchObject({ heldFor: null, heldUntil: null });
  expect((await nina.refused(putHold, put(5))).code).toBe("conversation_closed");
  // To go on with what did not wait changes nothing.
  const reopened = await nina.call(deleteClosure, { params: { id } });
  expect((await release(matter)).version).toBe(reopened.version);
});
