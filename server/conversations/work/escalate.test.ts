import { sql } from "kysely";
import { expect, test } from "vitest";
import { type ClockTarget, type LadderStep, listClocks, putHold } from "../../../contract/clocks.ts";
import { type Conversation, listEvents, postReply, putOwner } from "../../../contract/conversations.ts";
import { postWaiver } from "../../../contract/ledger.ts";
import { listNotices } from "../../../contract/notices.ts";
import { deleteQueue, postQueue } from "../../../contract/routing.ts";
import { postTeam } from "../../../contract/workspace.ts";
import { promising, runs } from "../../../test/promised.ts";
import { type Person, world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { escalate } from "../index.ts";

const { db, omar, nina, kolo, safra, person, conversationFrom, settled } = await world({
  breaksLedger: true,
});
const promises = promising({ omar });
const lead = await person({ name: "Lena Brandt", role: "lead", teams: [kolo.teamId] });
const leadElsewhere = await person({
  name: "Farid Aziz",
  role: "lead",
  brands: [safra.id],
  teams: [safra.teamId],
});

const minute = 60_000;
const wish = "Where is my parcel? The tracking has not moved for days";

const target = (steps: LadderStep[], more: Partial<ClockTarget> = {}) =>
  runs("first_reply", 100, { steps, ...more });

/** With these policies alone, and nothing that came before can be late. */
async function promised(...policies: Parameters<typeof promises>) {
  await promises(...policies);
  await withoutWall(db, (tx) =>
    sql`update clocks set state = 'cancelled', ended_at = now(), look_at = null where ended_at is null`.execute(
      tx,
    ),
  );
}

/** So many minutes after a matter began. */
const after = ({ createdAt }: Conversation, minutes: number) =>
  new Date(Date.parse(createdAt) + minutes * minute + 5000);
const own = ({ id }: Conversation, who: Person) =>
  nina.call(putOwner, { params: { id }, body: { agent: who.id } });

/** What its clocks have led to, in order, and whom it was told. */
async function ladderOf({ id }: Conversation): Promise<unknown[]> {
  await settled();
  const { items } = await nina.call(listEvents, { params: { id } });
  return items
    .filter(({ kind }) => kind.startsWith("clock."))
    .map(({ kind, data }) => [
      kind,
      ...(data.percent ? [data.percent, data.does] : []),
      ...(data.nothing ? ["nothing"] : []),
      ...(Array.isArray(data.to) ? data.to.map((who) => names.get(who) ?? who) : []),
    ]);
}
const names = new Map([omar, nina, lead, leadElsewhere].map(({ id, name }) => [id, name]));
async function toldTo(who: Person, { id }: Conversation) {
  const { items } = await who.call(listNotices, {});
  return items.filter(({ conversation }) => conversation?.id === id).map(({ data }) => data.percent);
}

test("a ladder is climbed step by step: the owner is nudged, the leads are told, the priority rises", async () => {
  await promised({
    name: "All",
    clocks: [
      target([
        { percent: 200, does: "raise_priority" },
        { percent: 75, does: "nudge" },
        { percent: 100, does: "notify_lead" },
      ]),
    ],
  });
  const matter = await conversationFrom("ines", wish);
  await own(matter, nina);
  expect(await escalate(db, after(matter, 74))).toBe(0);
  await escalate(db, after(matter, 75));
  const warned = [["clock.warned", 75, "nudge", "Nina Kovalenko"]];
  expect(await ladderOf(matter)).toEqual(warned);
  expect((await nina.call(listClocks, { params: { id: matter.id } })).items[0]).toMatchObject({
    state: "running",
    breachedAt: null,
    steps: [
      { percent: 75, isDone: true },
      { percent: 100, isDone: false },
      { percent: 200, isDone: false },
    ],
  });
  await escalate(db, after(matter, 110));
  const late = [...warned, ["clock.breached"], ["clock.escalated", 100, "notify_lead", "Lena Brandt"]];
  expect(await ladderOf(matter)).toEqual(late);
  await escalate(db, after(matter, 200));
  expect(await ladderOf(matter)).toEqual([...late, ["clock.escalated", 200, "raise_priority"]]);
  expect(await nina.sees(matter)).toMatchObject({ priority: "high", nextStep: matter.nextStep });
  expect(await escalate(db, after(matter, 100_000))).toBe(0);
  expect([
    await toldTo(nina, matter),
    await toldTo(lead, matter),
    await toldTo(leadElsewhere, matter),
  ]).toEqual([[75], [100], []]);
});

test("after hours in which nobody looked, each step is done once, in its order, also by many at once", async () => {
  await promised({
    name: "All",
    clocks: [
      target([
        { percent: 50, does: "nudge" },
        { percent: 100, does: "notify_lead" },
        { percent: 150, does: "raise_priority" },
        { percent: 900, does: "raise_priority" },
      ]),
    ],
  });
  const matter = await conversationFrom("petr", wish);
  const now = after(matter, 700);
  await Promise.all([1, 2, 3, 4].map(() => escalate(db, now)));
  expect(await ladderOf(matter)).toEqual([
    ["clock.warned", 50, "nudge", "Lena Brandt"],
    ["clock.breached"],
    ["clock.escalated", 100, "notify_lead", "Lena Brandt"],
    ["clock.escalated", 150, "raise_priority"],
  ]);
  expect((await nina.sees(matter)).priority).toBe("high");
  const [clock] = (await nina.call(listClocks, { params: { id: matter.id } })).items;
  expect(clock!.breachedAt).toBe(clock!.dueAt);
});

test("before a step the facts are looked at again: what was answered, waived, closed or is held leads to nothing", async () => {
  await promised({
    name: "All",
    clocks: [target([{ percent: 100, does: "notify_lead" }], { pauses: ["third_party"] })],
  });
  const [answered, waived, held] = [
    await conversationFrom("a", wish),
    await conversationFrom("b", wish),
    await conversationFrom("c", wish),
  ];
  await nina.call(postReply, { params: { id: answered.id }, body: { text: "On its way." } });
  await nina.call(postWaiver, { params: { id: waived.id }, body: { reason: "spam" } });
  const until = after(held, 100_000).toISOString();
  await nina.call(putHold, { params: { id: held.id }, body: { until } });
  expect(await escalate(db, after(held, 500))).toBe(0);
  expect(await Promise.all([answered, waived, held].map(ladderOf))).toEqual([[], [], []]);
});

test("what is late moves into the queue of the ladder, and nobody holds on to it", async () => {
  const queue = await omar.call(postQueue, {
    body: { name: "Late", team: kolo.teamId, line: "service", languages: ["zh"] },
  });
  await promised({ name: "All", clocks: [target([{ percent: 100, does: "move", queue: queue.id }])] });
  const matter = await conversationFrom("ines", wish);
  await own(matter, nina);
  await escalate(db, after(matter, 100));
  expect(await nina.sees(matter)).toMatchObject({ owner: { kind: "team", id: kolo.teamId } });
  expect(await ladderOf(matter)).toEqual([["clock.breached"], ["clock.escalated", 100, "move"]]);

  // One that lies there already is not moved again.
  const again = await conversationFrom("ines", wish);
  await withoutWall(db, (tx) =>
    tx.updateTable("conversations").set({ queueId: queue.id }).where("id", "=", again.id).execute(),
  );
  await escalate(db, after(again, 100));
  expect(await ladderOf(again)).toEqual([["clock.breached"], ["clock.escalated", 100, "move", "nothing"]]);

  const gone = await conversationFrom("ines", wish);
  await own(gone, nina);
  await omar.call(deleteQueue, { params: { id: queue.id } });
  await escalate(db, after(gone, 100));
  expect(await ladderOf(gone)).toEqual([["clock.breached"], ["clock.escalated", 100, "move", "nothing"]]);
  expect((await nina.sees(gone)).owner).toMatchObject({ id: nina.id });
});

test("nothing moves behind another brand's wall", async () => {
  const team = await omar.call(postTeam, {
    body: { name: "Restaurant only", brands: [safra.id], members: [] },
  });
  const queue = await omar.call(postQueue, { body: { name: "Restaurant", team: team.id } });
  const ofBrand = await omar.call(postQueue, {
    body: { name: "For the restaurant", team: kolo.teamId, brands: [safra.id] },
  });
  await promised({
    name: "All",
    clocks: [
      target([
        { percent: 100, does: "move", queue: queue.id },
        { percent: 110, does: "move", queue: ofBrand.id },
      ]),
    ],
  });
  const matter = await conversationFrom("ines", wish);
  await own(matter, nina);
  await escalate(db, after(matter, 120));
  expect(await ladderOf(matter)).toEqual([
    ["clock.breached"],
    ["clock.escalated", 100, "move", "nothing"],
    ["clock.escalated", 110, "move", "nothing"],
  ]);
  const guest = await conversationFrom("layla", wish, { brand: safra });
  await escalate(db, after(guest, 105));
  expect((await omar.sees(guest)).team.id).toBe(team.id);
  for (const { id } of [queue, ofBrand]) await omar.call(deleteQueue, { params: { id } });
});

test("without a lead of the team, those who run the workspace are told", async () => {
  const team = await omar.call(postTeam, { body: { name: "Nobody leads", brands: [kolo.id], members: [] } });
  await promised({ name: "All", clocks: [target([{ percent: 100, does: "notify_lead" }])] });
  const matter = await conversationFrom("ines", wish);
  await nina.call(putOwner, { params: { id: matter.id }, body: { team: team.id } });
  await escalate(db, after(matter, 100));
  const [, told] = (await ladderOf(matter)) as string[][];
  expect(told!.slice(3).toSorted()).toEqual(["Lena Brandt", "Omar Haddad"]);
});

test("a priority that a ladder raised brings the sooner time, and what one ladder did the other does not do again", async () => {
  const ladder: LadderStep[] = [
    { percent: 50, does: "nudge" },
    { percent: 100, does: "notify_lead" },
  ];
  await promised(
    {
      name: "Urgent",
      priorities: ["high"],
      clocks: [target([...ladder, { percent: 300, does: "notify_lead" }], { minutes: 40 })],
    },
    { name: "All", clocks: [target([...ladder, { percent: 150, does: "raise_priority" }])] },
  );
  const matter = await conversationFrom("ines", wish);
  await own(matter, nina);
  for (const minutes of [50, 100, 150, 151]) await escalate(db, after(matter, minutes));
  expect(await ladderOf(matter)).toEqual([
    ["clock.warned", 50, "nudge", "Nina Kovalenko"],
    ["clock.breached"],
    ["clock.escalated", 100, "notify_lead", "Lena Brandt"],
    ["clock.escalated", 150, "raise_priority"],
    // 300 % of the 40 minutes of what is urgent have long passed.
    ["clock.escalated", 300, "notify_lead", "Lena Brandt"],
  ]);
  const [clock] = (await nina.call(listClocks, { params: { id: matter.id } })).items;
  expect(clock).toMatchObject({ minutes: 40, breachedAt: clock!.dueAt });
  expect((await nina.sees(matter)).nextStep!.at).toBe(clock!.dueAt);
});

test("one matter that cannot be looked at does not keep others from being looked at", async () => {
  await promised({ name: "All", clocks: [target([{ percent: 100, does: "notify_lead" }])] });
  const broken = await conversationFrom("a", wish);
  const sound = await conversationFrom("b", wish);
  await withoutWall(db, (tx) =>
    sql`update clocks set terms = '{}' where conversation_id = ${broken.id}`.execute(tx),
  );
  await expect(escalate(db, after(sound, 100))).rejects.toThrow(AggregateError);
  expect(await ladderOf(sound)).toHaveLength(2);
  await withoutWall(db, (tx) => sql`delete from clocks where conversation_id = ${broken.id}`.execute(tx));
});
