import { expect, test } from "vitest";
import {
  listConversations,
  listEvents,
  postConversation,
  postReply,
  putOwner,
} from "../../../contract/conversations.ts";
import { patchCustomer } from "../../../contract/customers.ts";
import { listLinks, postHandover, postLinked } from "../../../contract/handovers.ts";
import {
  deleteQueue,
  deleteSkill,
  getBoard,
  getPlace,
  listQueues,
  patchQueue,
  patchWorkProfile,
  postMoves,
  postNext,
  postQueue,
  postSkill,
  putPresence,
} from "../../../contract/routing.ts";
import { putIntent } from "../../../contract/triage.ts";
import { postTeam } from "../../../contract/workspace.ts";
import { type Person, type World, world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { noticePresence } from "../../routing/index.ts";
import { countDrift } from "../counts.ts";
import { moveOn } from "../index.ts";

const { db, omar, nina, salma, kolo, safra, person, conversationFrom, settled } = await world();
const here = (one: Person) => one.call(putPresence, { body: { state: "here" } });
const people: Person[] = [];
async function agent(name: string, more: Partial<Parameters<World["person"]>[0]> = {}): Promise<Person> {
  const made = await person({ name, role: "agent", teams: [kolo.teamId], ...more });
  people.push(made);
  return made;
}
const wish = "Where is my parcel? The tracking has not moved for days";
const fault = "My bicycle lamp does not turn on any more, the battery is charged";

/** What waits from before is taken and nobody is here, so that a test begins with empty queues. */
async function emptied() {
  const { items } = await omar.call(listConversations, { query: { view: "unassigned", limit: 100 } });
  const conversations = items.map(({ id }) => id);
  if (conversations.length) await omar.call(postMoves, { body: { conversations, to: { agent: omar.id } } });
  for (const one of people) await one.call(putPresence, { body: { state: "busy" } });
}

test("a matter waits in the first queue whose conditions it meets", async () => {
  const arabic = await omar.call(postQueue, {
    body: { name: "Arabic support", team: kolo.teamId, line: "support", languages: ["ar"] },
  });
  const support = await omar.call(postQueue, {
    body: { name: "Support", team: kolo.teamId, line: "support" },
  });
  expect(support.position).toBeGreaterThan(arabic.position);
  await conversationFrom("layla", "الجهاز لا يشحن والبطارية تفرغ بسرعة");
  await conversationFrom("ines", fault);
  await conversationFrom("petr", wish);
  const waiting = async () =>
    Object.fromEntries((await omar.call(listQueues, {})).items.map((queue) => [queue.name, queue.waiting]));
  expect(await waiting()).toEqual({ "Arabic support": 1, Support: 1 });
  await omar.call(patchQueue, { params: { id: support.id }, body: { position: 0 } });
  await conversationFrom("noura", "الدراجة الكهربائية توقفت ولا تعمل والبطارية لا تشحن");
  expect(await waiting()).toEqual({ Support: 2, "Arabic support": 1 });
  // What waited in a queue that is removed goes where it would go now, or stays with its team.
  await omar.call(deleteQueue, { params: { id: support.id } });
  expect(await waiting()).toEqual({ "Arabic support": 2 });
  await omar.call(deleteQueue, { params: { id: arabic.id } });
  const taker = await agent("Grace");
  await here(taker);
  expect((await taker.call(postNext, {})).conversation).not.toBeNull();
});

test("next best is what is ranked first, and the rank can be explained", async () => {
  await emptied();
  await conversationFrom(
    "a",
    "Could you tell me when my order 4411 comes? There is no hurry at all. ".repeat(4),
  );
  const vip = await conversationFrom("v", wish);
  await conversationFrom("c", wish);
  await omar.call(patchCustomer, { params: { id: vip.customer.id }, body: { tier: "vip" } });
  const place = await nina.call(getPlace, { params: { id: vip.id } });
  expect(place).toMatchObject({ before: 0, queue: null });
  expect(place.lines.join()).toContain("VIP");
  const taker = await agent("Hannah");
  const { conversation } = await taker.call(postNext, {});
  expect(conversation).toMatchObject({ id: vip.id, owner: { kind: "agent", id: taker.id } });
  expect((await nina.call(getPlace, { params: { id: vip.id } })).before).toBeNull();
});

test("two who ask for the next at once never get the same", async () => {
  await emptied();
  for (let n = 0; n < 12; n++) await conversationFrom(`crowd${n}`, wish);
  const people = await Promise.all([1, 2, 3, 4].map((n) => agent(`Crowd ${n}`)));
  const taken = await Promise.all(people.flatMap((one) => [1, 2, 3, 4].map(() => one.call(postNext, {}))));
  const ids = taken.flatMap(({ conversation }) => conversation?.id ?? []);
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(12);
  expect(await withoutWall(db, countDrift)).toEqual([]);
});

test("nobody is given what they cannot take: team, brand, line, language, skill", async () => {
  await emptied();
  const bicycles = await omar.call(postSkill, { body: { name: "Bicycles" } });
  const queue = await omar.call(postQueue, {
    body: { name: "Workshop", team: kolo.teamId, line: "support", skills: [bicycles.id] },
  });
  const matter = await conversationFrom("layla", "الجهاز لا يشحن والبطارية تفرغ بسرعة");
  const next = async (one: Person) => (await one.call(postNext, {})).conversation?.id ?? null;
  const profile = (one: Person, body: object) =>
    omar.call(patchWorkProfile, { params: { id: one.id }, body });

  expect(await next(salma)).toBeNull();
  const walled = await agent("Walled", { brands: [safra.id] });
  expect(await next(walled)).toBeNull();
  const knows = await agent("Knows");
  expect(await next(knows)).toBeNull();
  await profile(knows, { skills: [bicycles.id], languages: ["ru"] });
  expect(await next(knows)).toBeNull();
  await profile(knows, { languages: ["ru", "ar"], lines: ["service"] });
  expect(await next(knows)).toBeNull();
  await profile(knows, { lines: ["service", "support"] });
  expect(await next(knows)).toBe(matter.id);
  await omar.call(deleteSkill, { params: { id: bicycles.id } });
  expect((await omar.call(listQueues, {})).items.find(({ id }) => id === queue.id)!.skills).toEqual([]);
  await omar.call(deleteQueue, { params: { id: queue.id } });
});

test("a queue that gives hands work to who is here, in turn, and no more than they carry", async () => {
  await emptied();
  const team = kolo.teamId;
  const queue = await omar.call(postQueue, {
    body: { name: "Given", team, line: "service", giving: "round_robin", sameAgain: false },
  });
  const [ada, bo] = [await agent("Ada"), await agent("Bo")];
  await here(ada);
  await here(bo);
  await omar.call(patchWorkProfile, { params: { id: ada.id }, body: { capacity: { service: 2 } } });
  await omar.call(patchWorkProfile, { params: { id: bo.id }, body: { capacity: { service: 1 } } });
  const owners: string[] = [];
  for (let n = 0; n < 4; n++)
    owners.push((await nina.sees(await conversationFrom(`rr${n}`, wish))).owner.name);
  // Two and one fit; the fourth waits with the team.
  expect(owners.slice(0, 3).sort()).toEqual(["Ada", "Ada", "Bo"]);
  expect(owners[3]).toBe("Kolo Bikes desk");

  // Whoever answers has a hand free, and what waits is given before what comes.
  const board = await omar.call(getBoard, {});
  const bos = board.agents.find(({ id }) => id === bo.id)!;
  expect(bos.load.service).toEqual({ carries: 1, fits: 1 });
  await bo.call(postReply, { params: { id: bos.conversations[0]!.id }, body: { text: "On its way." } });
  await settled();
  const later = await conversationFrom("rr5", wish);
  expect((await nina.sees(later)).owner.kind).toBe("team");
  const waitingNow = (await omar.call(listQueues, {})).items.find(({ id }) => id === queue.id)!.waiting;
  expect(waitingNow).toBe(1);
  await omar.call(deleteQueue, { params: { id: queue.id } });
});

test("the least loaded is given the next, and who had the customer before comes first", async () => {
  await emptied();
  const queue = await omar.call(postQueue, {
    body: { name: "Least", team: kolo.teamId, giving: "least_loaded", sameAgain: true },
  });
  const [cy, di] = [await agent("Cy"), await agent("Di")];
  const before = await conversationFrom("loyal", wish);
  await omar.call(putOwner, { params: { id: before.id }, body: { agent: di.id } });
  await settled();
  await here(cy);
  await here(di);
  expect((await nina.sees(await conversationFrom("newcomer", wish))).owner.name).toBe("Cy");
  expect((await nina.sees(await conversationFrom("loyal", wish))).owner.name).toBe("Di");
  const { items } = await nina.call(listEvents, {
    params: { id: (await conversationFrom("loyal", fault)).id },
  });
  await settled();
  expect(items.every((event) => event.kind !== "conversation.assigned" || event.data.because)).toBe(true);
  await omar.call(deleteQueue, { params: { id: queue.id } });
});

test("the work of somebody who is away moves on, and an owner is never missing", async () => {
  await emptied();
  const eve = await agent("Eve");
  await here(eve);
  const waiting = await conversationFrom("w1", wish);
  const answered = await conversationFrom("w2", wish);
  for (const one of [waiting, answered])
    await omar.call(putOwner, { params: { id: one.id }, body: { agent: eve.id } });
  await eve.call(postReply, { params: { id: answered.id }, body: { text: "Answered" } });
  await eve.call(putPresence, { body: { state: "away" } });
  await moveOn(db, new Date(Date.now() + 10 * 60_000));
  expect((await nina.sees(waiting)).owner.id).toBe(eve.id);
  await moveOn(db, new Date(Date.now() + 40 * 60_000));
  expect((await nina.sees(waiting)).owner).toMatchObject({ kind: "team", id: kolo.teamId });
  // What waits for the customer stays with who knows it.
  expect((await nina.sees(answered)).owner.id).toBe(eve.id);
});

test("who closes the desk, or whose shift is over, is gone", async () => {
  const fay = await agent("Fay");
  await here(fay);
  const stateOf = async () =>
    (await omar.call(getBoard, {})).agents.find(({ id }) => id === fay.id)!.presence.state;
  expect(await stateOf()).toBe("here");
  await withoutWall(db, (tx) => noticePresence(tx, new Date(Date.now() + 4 * 60_000)));
  expect(await stateOf()).toBe("off");
  await here(fay);
  expect(await stateOf()).toBe("here");
  const today = Temporal.Now.zonedDateTimeISO("UTC").dayOfWeek;
  const tomorrow = (today % 7) + 1;
  await omar.call(patchWorkProfile, {
    params: { id: fay.id },
    body: { rota: [{ weekday: tomorrow, from: "10:00", to: "11:00" }] },
  });
  await withoutWall(db, (tx) => noticePresence(tx, new Date()));
  expect(await stateOf()).toBe("off");
});

test("the answer to whoever passes a message on says whose it is, and an intent must be one", async () => {
  await emptied();
  const other = await omar.call(postTeam, { body: { name: "Second row", brands: [kolo.id], members: [] } });
  const jo = await agent("Jo", { teams: [other.id] });
  await here(jo);
  const queue = await omar.call(postQueue, { body: { name: "Second", team: other.id } });
  expect(await conversationFrom("p1", wish)).toMatchObject({ owner: { kind: "team", name: "Second row" } });
  await omar.call(patchQueue, { params: { id: queue.id }, body: { giving: "least_loaded" } });
  expect(await conversationFrom("p2", wish)).toMatchObject({
    owner: { kind: "agent", id: jo.id, name: "Jo" },
  });
  await omar.call(deleteQueue, { params: { id: queue.id } });

  const passed = (more: object) => ({
    body: { inbox: kolo.inbox.id, customer: { email: "erp@customers.example" }, text: wish, ...more },
  });
  expect(await omar.call(postConversation, passed({ intent: "how_to" }))).toMatchObject({ line: "support" });
  for (const wrong of [{ intent: "no_such_intent" }, { intent: "how_to", line: "service" }])
    expect((await omar.refused(postConversation, passed(wrong))).fields?.[0]?.path).toBe("intent");
});

test("a matter that nobody has waits where its intent belongs; one that somebody has stays with them", async () => {
  await emptied();
  const queue = await omar.call(postQueue, {
    body: { name: "Praise", team: kolo.teamId, intents: ["praise_or_review"] },
  });
  const [free, held] = [await conversationFrom("x1", wish), await conversationFrom("x2", wish)];
  const ivy = await agent("Ivy");
  await omar.call(putOwner, { params: { id: held.id }, body: { agent: ivy.id } });
  for (const { id } of [free, held])
    await nina.call(putIntent, { params: { id }, body: { intent: "praise_or_review" } });
  expect((await omar.call(listQueues, {})).items.find(({ id }) => id === queue.id)!.waiting).toBe(1);
  expect((await nina.sees(held)).owner.id).toBe(ivy.id);
  await omar.call(deleteQueue, { params: { id: queue.id } });
});

test("a lead moves work in bulk, with the reason kept; behind the wall nothing moves", async () => {
  const gus = await agent("Gus");
  const three = [];
  for (let n = 0; n < 3; n++) three.push(await conversationFrom(`bulk${n}`, wish));
  const ids = three.map(({ id }) => id);
  expect(
    await omar.call(postMoves, {
      body: { conversations: ids, to: { agent: gus.id }, reason: "Nina is ill" },
    }),
  ).toEqual({ moved: 3 });
  for (const one of three) expect((await nina.sees(one)).owner.id).toBe(gus.id);
  await settled();
  const { items } = await nina.call(listEvents, { params: { id: ids[0]! } });
  expect(items.at(-1)).toMatchObject({ kind: "conversation.assigned", data: { reason: "Nina is ill" } });
  const foreign = await salma.refused(postMoves, {
    body: { conversations: ids, to: { team: safra.teamId } },
  });
  expect(foreign.code).toBe("not_found");
  expect(await withoutWall(db, countDrift)).toEqual([]);
});

test("a handover keeps the wait, the owner before, and what was said", async () => {
  const hal = await agent("Hal");
  const matter = await conversationFrom("ines", fault);
  expect(matter.line).toBe("support");
  await omar.call(putOwner, { params: { id: matter.id }, body: { agent: hal.id } });
  const due = (await nina.sees(matter)).nextStep;
  const handed = await hal.call(postHandover, {
    params: { id: matter.id },
    body: { line: "service", reason: "Repaired; a small gesture would be kind", intent: "complaint" },
  });
  expect(handed).toMatchObject({
    line: "service",
    intent: "complaint",
    owner: { kind: "team" },
    nextStep: due,
  });
  const { handovers } = await nina.call(listLinks, { params: { id: matter.id } });
  expect(handovers).toMatchObject([
    {
      fromLine: "support",
      toLine: "service",
      by: "Hal",
      from: { name: "Hal" },
      takenAt: null,
      answeredAt: null,
    },
  ]);
  expect(handovers[0]!.clocks.join()).toMatch(/customer waits/);
  await nina.call(postReply, { params: { id: matter.id }, body: { text: "Here is a voucher for you." } });
  const [after] = (await nina.call(listLinks, { params: { id: matter.id } })).handovers;
  expect(after!.takenAt).not.toBeNull();
  expect(after!.answeredAt).not.toBeNull();
  const same = await nina.refused(postHandover, {
    params: { id: matter.id },
    body: { line: "service", reason: "x" },
  });
  expect(same.fields?.[0]).toMatchObject({ path: "line" });
});

test("a matter may spawn a linked one on the other line", async () => {
  const matter = await conversationFrom("ines", fault);
  const linked = await nina.call(postLinked, {
    params: { id: matter.id },
    body: { line: "service", subject: "A gesture for Ines", reason: "The seam is mended; say sorry kindly." },
  });
  expect(linked).toMatchObject({
    line: "service",
    status: "open",
    startedBy: "company",
    customer: { id: matter.customer.id },
  });
  expect(linked.nextStep).not.toBeNull();
  expect((await nina.call(listLinks, { params: { id: matter.id } })).linked).toMatchObject([
    { id: linked.id, came: "from_here" },
  ]);
  expect((await nina.call(listLinks, { params: { id: linked.id } })).linked).toMatchObject([
    { id: matter.id, came: "from_there" },
  ]);
  const refused = await nina.refused(postLinked, {
    params: { id: (await conversationFrom("g", "A table for two?", { brand: safra })).id },
    body: { line: "support", subject: "x", reason: "y" },
  });
  expect(refused.code).toBe("invalid");
});
