import { expect, test } from "vitest";
import {
  listConversations,
  listEvents,
  listViews,
  postClosure,
  postReply,
  putOwner,
} from "../../../contract/conversations.ts";
import { postLinked } from "../../../contract/handovers.ts";
import { listNotices } from "../../../contract/notices.ts";
import { deleteSnooze, postOutsideEvent, postSnooze } from "../../../contract/snooze.ts";
import { letters } from "../../../test/letters.ts";
import { promising, runs } from "../../../test/promised.ts";
import { type Person, world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { countDrift, wakeSnoozed } from "../index.ts";

const all = await world();
const { db, nina, salma, omar, settled, conversationFrom, person, stranger } = all;
const letterFrom = await letters(all);
const promised = promising(all);

const minute = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute);
const wish = "Where is my parcel? The tracking has not moved for days";

const snooze = (
  { id }: { id: string },
  minutes: number,
  more: { for?: string; keepAfterThanks?: boolean } = {},
  who: Person = nina,
) => who.call(postSnooze, { params: { id }, body: { until: inMinutes(minutes).toISOString(), ...more } });
const reply = ({ id }: { id: string }, text = "On its way.") =>
  nina.call(postReply, { params: { id }, body: { text } });
const isListed = async ({ id }: { id: string }, view: "open" | "waiting-for-us" | "mine" | "all") => {
  const { items } = await nina.call(listConversations, { query: { view, limit: 100 } });
  return items.some((one) => one.id === id);
};
const eventsOf = async ({ id }: { id: string }) => {
  await settled();
  return (await nina.call(listEvents, { params: { id } })).items;
};
const whyBack = async (matter: { id: string }) =>
  (await eventsOf(matter)).findLast(({ kind }) => kind === "conversation.woken")?.data.because;
const expectRightCounts = async () => expect(await withoutWall(db, countDrift)).toEqual([]);
const owned = async (customer: string) => {
  const matter = await conversationFrom(customer, wish);
  await nina.call(putOwner, { params: { id: matter.id }, body: { agent: nina.id } });
  return matter;
};

test("a snoozed matter leaves the working lists and their counts, and is back on top, unread, with a notice, at its time", async () => {
  const matter = await owned("ines");
  await conversationFrom("petr", "Another one");
  const before = (await nina.call(listViews, {})).counts;
  const snoozed = await snooze(matter, 120);
  expect(snoozed).toMatchObject({ snooze: { for: "time", by: nina.name }, status: "new" });
  expect(await isListed(matter, "mine")).toBe(false);
  expect(await isListed(matter, "waiting-for-us")).toBe(false);
  expect(await isListed(matter, "all")).toBe(true);
  const during = (await nina.call(listViews, {})).counts;
  expect(during).toMatchObject({ mine: before.mine - 1, open: before.open - 1, all: before.all });
  await expectRightCounts();

  expect(await wakeSnoozed(db, inMinutes(60))).toBe(0);
  expect(await wakeSnoozed(db, inMinutes(121))).toBe(1);
  expect(await wakeSnoozed(db, inMinutes(121))).toBe(0);
  expect(await nina.sees(matter)).toMatchObject({ snooze: null, unread: true });
  expect((await nina.call(listConversations, { query: { view: "mine" } })).items[0]!.id).toBe(matter.id);
  expect(await nina.call(listViews, {})).toMatchObject({ counts: before });
  await expectRightCounts();
  expect(await whyBack(matter)).toBe("time");
  const [notice] = (await nina.call(listNotices, { query: {} })).items;
  expect(notice).toMatchObject({
    kind: "snooze",
    conversation: { id: matter.id },
    data: { because: "time" },
  });
});

test("clocks go on, and half an hour before an answer is due the matter is back whatever it was snoozed for", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60)] });
  const matter = await owned("ines");
  const snoozed = await snooze(matter, 6000, { for: "reply", keepAfterThanks: true });
  expect(snoozed.nextStep).toEqual(matter.nextStep);
  expect(await wakeSnoozed(db, inMinutes(20))).toBe(0);
  expect(await wakeSnoozed(db, inMinutes(31))).toBe(1);
  expect(await whyBack(matter)).toBe("reply_due");
  expect(await isListed(matter, "waiting-for-us")).toBe(true);
});

test("what is due within half an hour cannot be put out of sight", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 20)] });
  const { id } = await conversationFrom("ines", wish);
  const body = { until: inMinutes(10).toISOString() };
  expect(await nina.refused(postSnooze, { params: { id }, body })).toMatchObject({ code: "answer_due" });
});

test("whatever a customer writes brings it back, but for a mere thank-you where that was chosen", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 600), runs("next_reply", 600)] });
  const { conversation: matter, writesAgain } = await letterFrom("hana", wish);
  await reply(matter);
  await snooze(matter, 6000, { keepAfterThanks: true });
  await writesAgain("Thank you very much!");
  expect((await nina.sees(matter)).snooze).not.toBeNull();
  // Nothing that somebody must read is taken for thanks.
  await writesAgain("Thanks, but it has not arrived");
  expect(await nina.sees(matter)).toMatchObject({ snooze: null, status: "open" });
  expect(await whyBack(matter)).toBe("customer_wrote");
  await reply(matter);
  await snooze(matter, 6000);
  await writesAgain("Thank you!");
  expect((await nina.sees(matter)).snooze).toBeNull();
  await expectRightCounts();
});

test("a reply that closes it, or another owner, ends the snooze", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 600)] });
  const matter = await owned("ines");
  await reply(matter);
  await snooze(matter, 6000);
  await reply(matter, "Still on its way.");
  expect((await nina.sees(matter)).snooze).not.toBeNull();
  await nina.call(putOwner, { params: { id: matter.id }, body: { agent: omar.id } });
  expect(await nina.sees(matter)).toMatchObject({ snooze: null, owner: { id: omar.id } });
  expect(await whyBack(matter)).toBe("given");

  await snooze(matter, 6000);
  await nina.call(postReply, { params: { id: matter.id }, body: { text: "Done.", after: "close" } });
  expect(await nina.sees(matter)).toMatchObject({ snooze: null, status: "closed" });
  const refused = await nina.refused(postSnooze, {
    params: { id: matter.id },
    body: { until: inMinutes(60).toISOString() },
  });
  expect(refused.code).toBe("conversation_closed");
  await expectRightCounts();
});

test("what was snoozed until a linked matter is done is back when that is closed", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 600)] });
  const matter = await conversationFrom("ines", wish);
  const body = { until: inMinutes(6000).toISOString(), for: "linked" };
  expect(await nina.refused(postSnooze, { params: { id: matter.id }, body })).toMatchObject({
    code: "invalid",
    fields: [{ path: "for" }],
  });
  const linked = await nina.call(postLinked, {
    params: { id: matter.id },
    body: { line: "support", subject: "The brake", reason: "It broke on the way" },
  });
  await snooze(matter, 6000, { for: "linked" });
  await nina.call(postClosure, { params: { id: linked.id } });
  await settled();
  expect((await nina.sees(matter)).snooze).toBeNull();
  expect(await whyBack(matter)).toBe("linked");
});

test("something that happens outside brings back what was snoozed for it, and nothing else, once", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 600)] });
  const matter = await conversationFrom("ines", wish);
  await snooze(matter, 6000, { for: "event:parcel-arrived" });
  const key = await all.key("conversations.read", "conversations.note");
  const tell = (name: string) =>
    key.call(postOutsideEvent, { params: { id: matter.id }, body: { name, note: "Signed for by Petr" } });
  expect(await tell("parcel-lost")).toEqual({ woke: false });
  expect(await tell("Parcel-Arrived")).toEqual({ woke: true });
  expect(await tell("parcel-arrived")).toEqual({ woke: false });
  expect(await whyBack(matter)).toBe("event");
});

test("two who snooze and bring back at once leave the counts right", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 600)] });
  const matter = await conversationFrom("ines", wish);
  await Promise.all([
    snooze(matter, 100),
    snooze(matter, 200, {}, omar),
    nina.call(deleteSnooze, { params: { id: matter.id } }),
    wakeSnoozed(db, inMinutes(300)),
  ]);
  await nina.call(deleteSnooze, { params: { id: matter.id } });
  expect((await nina.sees(matter)).snooze).toBeNull();
  await expectRightCounts();
});

test("whoever may not manage it, serves another brand or works elsewhere snoozes nothing", async () => {
  const { id } = await conversationFrom("ines", wish);
  const body = { until: inMinutes(60).toISOString() };
  const light = await person({ name: "Lee Light", role: "light" });
  const { owner } = await stranger();
  expect((await light.refused(postSnooze, { params: { id }, body })).code).toBe("forbidden");
  for (const who of [salma, owner]) {
    expect((await who.refused(postSnooze, { params: { id }, body })).code).toBe("not_found");
    expect((await who.refused(postOutsideEvent, { params: { id }, body: { name: "x" } })).code).toBe(
      "not_found",
    );
  }
  const past = { until: inMinutes(-1).toISOString() };
  expect(await nina.refused(postSnooze, { params: { id }, body: past })).toMatchObject({
    fields: [{ path: "until" }],
  });
});
