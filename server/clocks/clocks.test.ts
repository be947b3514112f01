import { sql } from "kysely";
import pg from "pg";
import { expect, test } from "vitest";
import {
  type Clock,
  type ClockTarget,
  deleteClockPolicy,
  listClockPolicies,
  listClocks,
  patchClockPolicy,
  postClockPolicy,
  postClockTrial,
  putHold,
} from "../../contract/clocks.ts";
import {
  deleteClosure,
  listEvents,
  patchConversation,
  postClosure,
  postConversation,
  postReply,
  putOwner,
} from "../../contract/conversations.ts";
import { patchCustomer } from "../../contract/customers.ts";
import { postHandover } from "../../contract/handovers.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { patchLine } from "../../contract/lines.ts";
import type { BodyIn } from "../../contract/route.ts";
import { deleteQueue, postQueue } from "../../contract/routing.ts";
import { letters } from "../../test/letters.ts";
import { promising, runs } from "../../test/promised.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";

const all = await world();
const { db, connection, omar, nina, salma, kolo, safra, person, stranger, conversationFrom, settled } = all;
const letterFrom = await letters(all);
const promised = promising(all);

const wish = "Where is my parcel? The tracking has not moved for days";
const minute = 60_000;

/** By name; of two of a name the one that runs. */
async function clocksOf({ id }: { id: string }): Promise<Record<string, Clock>> {
  const { items } = await nina.call(listClocks, { params: { id } });
  return Object.fromEntries(items.toReversed().map((clock) => [clock.clock, clock]));
}

const minutesIn = (clock: Clock | undefined) =>
  clock?.dueAt ? Math.round((Date.parse(clock.dueAt) - Date.parse(clock.startedAt)) / minute) : null;

async function targetsOf(conversation: { id: string }) {
  return Object.fromEntries(
    Object.entries(await clocksOf(conversation)).map(([name, clock]) => [name, minutesIn(clock)]),
  );
}

/** Lets so many minutes have passed for a matter and its clocks. */
const wait = ({ id }: { id: string }, minutes: number) =>
  withoutWall(db, async (tx) => {
    const by = sql`make_interval(mins => ${minutes})`;
    await sql`update clocks set started_at = started_at - ${by}, due_at = due_at - ${by}, look_at = look_at - ${by},
      pauses = (select coalesce(jsonb_agg(p || jsonb_build_object('from', (p ->> 'from')::timestamptz - ${by})
        || case when p ->> 'to' is null then '{}' else jsonb_build_object('to', (p ->> 'to')::timestamptz - ${by}) end), '[]')
        from jsonb_array_elements(pauses) p)
      where conversation_id = ${id} and ended_at is null`.execute(tx);
    await sql`update conversations set next_step_at = next_step_at - ${by} where id = ${id}`.execute(tx);
  });

const answer = ({ id }: { id: string }, after: "wait" | "close" | "keep" = "wait") =>
  nina.call(postReply, { params: { id }, body: { text: "We look into it.", after } });

test("each clock is that of the first policy which fits the matter and has it", async () => {
  await promised(
    { name: "VIPs of the shop", brands: [kolo.id], tiers: ["vip"], clocks: [runs("first_reply", 15)] },
    { name: "Switched off", isOn: false, clocks: [runs("first_reply", 1)] },
    {
      name: "Urgent",
      priorities: ["critical", "high"],
      clocks: [runs("first_reply", 30), runs("next_reply", 45)],
    },
    { name: "By telephone", channels: ["phone"], clocks: [runs("first_reply", 10)] },
    { name: "Service", lines: ["service"], clocks: [runs("resolution", 2000)] },
    {
      name: "All",
      clocks: [runs("first_reply", 240), runs("next_reply", 300), runs("resolution", 2400)],
    },
  );
  const begin = (customer: string, more: object = {}, brand = kolo) =>
    omar.call(postConversation, {
      body: {
        inbox: brand.inbox.id,
        customer: { email: `${customer}@customers.example`, name: customer },
        text: wish,
        line: "support",
        ...more,
      },
    });
  const first = await begin("petr");
  expect(await targetsOf(first)).toEqual({ first_reply: 240, resolution: 2400 });
  expect(await targetsOf(await begin("petr", { line: "service" }))).toEqual({
    first_reply: 240,
    resolution: 2000,
  });
  expect(await targetsOf(await begin("petr", { priority: "high" }))).toEqual({
    first_reply: 30,
    resolution: 2400,
  });
  expect(await targetsOf(await begin("petr", { channel: "phone" }))).toEqual({
    first_reply: 10,
    resolution: 2400,
  });

  await omar.call(patchCustomer, { params: { id: first.customer.id }, body: { tier: "vip" } });
  expect(await targetsOf(await begin("petr", { priority: "critical" }))).toEqual({
    first_reply: 15,
    resolution: 2400,
  });
  // The same person is another customer of the restaurant, and the policy is not for that brand.
  const guest = await begin("petr", { line: "service" }, safra);
  await omar.call(patchCustomer, { params: { id: guest.customer.id }, body: { tier: "vip" } });
  expect(await targetsOf(await begin("petr", { line: "service" }, safra))).toEqual({
    first_reply: 240,
    resolution: 2000,
  });
});

test("an answer in time and one that is late are told as such, with the time they took", async () => {
  await promised({
    name: "All",
    clocks: [runs("first_reply", 60), runs("next_reply", 60), runs("resolution", 600)],
  });
  const { conversation, writesAgain } = await letterFrom("ines", wish);
  expect(await nina.sees(conversation)).toMatchObject({
    nextStep: { what: "first_reply", at: (await clocksOf(conversation)).first_reply!.dueAt },
  });
  await wait(conversation, 59);
  await answer(conversation);
  expect((await clocksOf(conversation)).first_reply).toMatchObject({ state: "met", breachedAt: null });

  await writesAgain("It is still not here");
  await wait(conversation, 61);
  await answer(conversation, "close");
  const { next_reply, resolution } = await clocksOf(conversation);
  expect(next_reply).toMatchObject({ state: "late", breachedAt: next_reply!.dueAt });
  expect(next_reply!.spentMinutes).toBeCloseTo(61, 0);
  expect(resolution).toMatchObject({ state: "met" });

  await settled();
  const { items } = await nina.call(listEvents, { params: { id: conversation.id } });
  const told = items.flatMap(({ kind, data }) =>
    ((data.clocks ?? []) as { clock: string; outcome: string; openMinutes: number }[]).map((ended) => [
      kind,
      ended.clock,
      ended.outcome,
      Math.round(ended.openMinutes),
    ]),
  );
  expect(told).toEqual([
    ["conversation.replied", "first_reply", "met", 59],
    ["conversation.replied", "next_reply", "late", 61],
    ["conversation.closed", "resolution", "met", 120],
  ]);
});

test("who writes again before the first answer waits for one answer, not for two", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60), runs("next_reply", 30)] });
  const { conversation, writesAgain } = await letterFrom("layla", wish);
  const { first_reply } = await clocksOf(conversation);
  await writesAgain("Hello? Is anybody there?");
  expect(await targetsOf(conversation)).toEqual({ first_reply: 60 });
  await answer(conversation);
  await writesAgain("Thank you. And the pedals?");
  await writesAgain("They are the red ones.");
  const { items } = await nina.call(listClocks, { params: { id: conversation.id } });
  expect(items.map(({ clock, state }) => [clock, state])).toEqual([
    ["next_reply", "running"],
    ["first_reply", "met"],
  ]);
  expect(items[1]!.startedAt).toBe(first_reply!.startedAt);
});

test("a raised priority brings the sooner time, counted from the same start", async () => {
  await promised(
    {
      name: "Urgent",
      priorities: ["critical"],
      clocks: [
        runs("first_reply", 30, {
          steps: [
            { percent: 50, does: "nudge" },
            { percent: 300, does: "notify_lead" },
          ],
        }),
      ],
    },
    { name: "All", clocks: [runs("first_reply", 240), runs("resolution", 2400)] },
  );
  const conversation = await conversationFrom("ines", wish);
  const before = await clocksOf(conversation);
  const amend = (priority: "critical" | "normal") =>
    nina.call(patchConversation, { params: { id: conversation.id }, body: { priority } });

  const raised = await amend("critical");
  const { first_reply, resolution } = await clocksOf(conversation);
  expect(first_reply).toMatchObject({
    startedAt: before.first_reply!.startedAt,
    minutes: 30,
    policy: { name: "Urgent" },
  });
  expect(raised.nextStep).toEqual({ what: "first_reply", at: first_reply!.dueAt });
  // What the urgent policy does not speak of stays as it was.
  expect(resolution).toEqual({ ...before.resolution!, spentMinutes: expect.any(Number) });
  expect((await amend("normal")).nextStep?.at).toBe(before.first_reply!.dueAt);
});

test("clocks stand still where their policy says so, and the pauses are listed", async () => {
  await promised({
    name: "All",
    clocks: [
      runs("first_reply", 60, { pauses: ["third_party"] }),
      runs("next_reply", 60),
      runs("resolution", 600, { pauses: ["customer", "third_party"] }),
    ],
  });
  const { conversation, writesAgain } = await letterFrom("noura", wish);
  const { id } = conversation;
  await answer(conversation);
  const waiting = (await clocksOf(conversation)).resolution!;
  expect(waiting).toMatchObject({
    state: "paused",
    dueAt: null,
    pauses: [{ to: null, why: "customer" }],
    steps: [],
  });
  expect(waiting.story.join(" ")).toContain("waited for the customer");

  await wait(conversation, 100);
  const until = new Date(Date.now() + 48 * 60 * minute).toISOString();
  await nina.call(putHold, { params: { id }, body: { until, note: "the supplier" } });
  await writesAgain("Any news?");
  const { resolution, next_reply } = await clocksOf(conversation);
  expect(next_reply).toMatchObject({ state: "running" });
  expect(resolution).toMatchObject({
    state: "paused",
    pauses: [
      { why: "customer", to: expect.any(String) },
      { why: "third_party", to: null },
    ],
  });
  expect(resolution!.spentMinutes).toBeLessThan(1);
});

test("at a handover whoever waits goes on waiting by the same time, and the solution begins anew", async () => {
  await promised(
    { name: "Service", lines: ["service"], clocks: [runs("first_reply", 60), runs("resolution", 600)] },
    { name: "Support", lines: ["support"], clocks: [runs("first_reply", 480), runs("resolution", 4800)] },
  );
  const conversation = await conversationFrom("ines", wish);
  expect(conversation.line).toBe("service");
  const before = await clocksOf(conversation);
  await wait(conversation, 30);
  const { nextStep } = await nina.sees(conversation);
  const handed = await nina.call(postHandover, {
    params: { id: conversation.id },
    body: { line: "support", reason: "It is broken, not lost" },
  });
  const { items } = await nina.call(listClocks, { params: { id: conversation.id } });
  expect(items.map(({ clock, state, minutes, policy }) => [clock, state, minutes, policy?.name])).toEqual([
    ["first_reply", "running", 60, "Service"],
    ["resolution", "running", 4800, "Support"],
    ["resolution", "cancelled", 600, "Service"],
  ]);
  expect(handed.nextStep).toEqual(nextStep);
  expect(Date.parse(items[1]!.startedAt)).toBeGreaterThan(Date.parse(before.resolution!.startedAt));
});

test("a clock of one's own runs until somebody has the matter", async () => {
  await promised({
    name: "All",
    clocks: [
      runs("first_reply", 60),
      runs("taken", 10, {
        names: { en: "Taken by somebody", ar: "استلمها أحد" },
        starts: "opened",
        stops: "assigned",
      }),
    ],
  });
  const given = await conversationFrom("ines", wish);
  expect((await clocksOf(given)).taken).toMatchObject({
    state: "running",
    names: { en: "Taken by somebody" },
  });
  await nina.call(putOwner, { params: { id: given.id }, body: { agent: nina.id } });
  expect((await clocksOf(given)).taken!.state).toBe("met");

  // Whoever answers what nobody had has it from then on.
  const answered = await conversationFrom("ines", wish);
  await wait(answered, 11);
  await answer(answered);
  expect((await clocksOf(answered)).taken!.state).toBe("late");

  const closed = await conversationFrom("ines", wish);
  await nina.call(postWaiver, { params: { id: closed.id }, body: { reason: "spam" } });
  await nina.call(postClosure, { params: { id: closed.id } });
  expect((await clocksOf(closed)).taken!.state).toBe("cancelled");
});

test("a clock of a stage runs while the matter stands there, each time anew", async () => {
  await omar.call(patchLine, {
    params: { line: "service" },
    body: {
      stages: [
        { key: "workshop", names: { en: "In the workshop" }, countsAs: "open" },
        { key: "offered", names: { en: "Offered" }, countsAs: "waiting" },
      ],
    },
  });
  await promised({
    name: "All",
    clocks: [
      runs("first_reply", 60),
      runs("workshop", 300, { starts: "stage", stops: "stage", stage: "workshop" }),
    ],
  });
  const conversation = await conversationFrom("ines", wish);
  const put = (stage: string | null) =>
    nina.call(patchConversation, { params: { id: conversation.id }, body: { stage } });
  expect(await targetsOf(conversation)).toEqual({ first_reply: 60 });
  await put("workshop");
  await put("offered");
  await put("workshop");
  const { items } = await nina.call(listClocks, { params: { id: conversation.id } });
  expect(items.flatMap(({ clock, state }) => (clock === "workshop" ? [state] : []))).toEqual([
    "running",
    "met",
  ]);
});

test("what needs no answer ends its clock without a result; a matter opened again has a fresh one", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60), runs("resolution", 600)] });
  const conversation = await conversationFrom("ines", "Thank you!");
  const { id } = conversation;
  await nina.call(postWaiver, { params: { id }, body: { reason: "thanks" } });
  expect((await clocksOf(conversation)).first_reply!.state).toBe("cancelled");
  await nina.call(postClosure, { params: { id } });
  expect((await clocksOf(conversation)).resolution!.state).toBe("met");
  await nina.call(deleteClosure, { params: { id } });
  const { items } = await nina.call(listClocks, { params: { id } });
  expect(items.map(({ clock, state }) => `${clock} ${state}`)).toEqual([
    "resolution running",
    "resolution met",
    "first_reply cancelled",
  ]);
});

test("a change of a policy holds for clocks that begin from then on", async () => {
  const [policy] = await promised({ name: "All", clocks: [runs("first_reply", 60)] });
  const before = await conversationFrom("ines", wish);
  await omar.call(patchClockPolicy, {
    params: { id: policy!.id },
    body: { clocks: [runs("first_reply", 20)] },
  });
  expect(await targetsOf(before)).toEqual({ first_reply: 60 });
  expect(await targetsOf(await conversationFrom("ines", wish))).toEqual({ first_reply: 20 });
  // Also for what is removed: what was promised is kept.
  await promised({ name: "Other", clocks: [runs("resolution", 20)] });
  expect((await clocksOf(before)).first_reply).toMatchObject({ state: "running", policy: null, minutes: 60 });
});

test("a story is told in the words and by the clock of its reader", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60)] });
  const guest = await conversationFrom("layla", wish, { brand: safra });
  const [english, arabic] = await Promise.all(
    [nina, salma].map(
      async (reader) => (await reader.call(listClocks, { params: { id: guest.id } })).items[0]!,
    ),
  );
  expect(english!.story[0]).toMatch(/^Received /);
  expect(arabic!.story[0]).toMatch(/\p{Script=Arabic}/u);
  expect(arabic!.story).toHaveLength(english!.story.length);
});

test("a new policy is tried first, and a policy that could never work is refused with the reason", async () => {
  const [everything] = await promised({ name: "All", clocks: [runs("first_reply", 60)] });
  const add = (body: BodyIn<typeof postClockPolicy>) => omar.call(postClockPolicy, { body });
  const refused = async (body: BodyIn<typeof postClockPolicy>) => {
    const { code, fields } = await omar.refused(postClockPolicy, { body });
    return [code, fields?.[0]?.path, fields?.[0]?.message];
  };
  await add({ name: "B", clocks: [runs("first_reply", 5)] });
  for (const name of ["C", "D"]) await add({ name, clocks: [runs("first_reply", 5)] });
  await omar.call(patchClockPolicy, {
    params: { id: (await omar.call(listClockPolicies, {})).items[0]!.id },
    body: { position: 0 },
  });
  await add({ name: "E", clocks: [runs("first_reply", 5)] });
  expect((await omar.call(listClockPolicies, {})).items.map(({ name }) => name)).toEqual([
    "E",
    "D",
    "C",
    "B",
    "All",
  ]);

  const own = (more: Partial<ClockTarget>) => ({ name: "Own", clocks: [runs("own", 5, more)] });
  expect(await refused(own({ starts: "opened" }))).toEqual([
    "invalid",
    "clocks.0",
    "own_clock_needs_start_and_stop",
  ]);
  expect(await refused(own({ starts: "stage", stops: "closed" }))).toEqual([
    "invalid",
    "clocks.0",
    "stage_is_missing",
  ]);
  expect(await refused(own({ starts: "closed", stops: "assigned" }))).toEqual([
    "invalid",
    "clocks.0",
    "nothing_runs_while_closed",
  ]);
  const move = (queue?: string) =>
    runs("first_reply", 5, { steps: [{ percent: 100, does: "move", ...(queue && { queue }) }] });
  expect(await refused({ name: "Own", clocks: [move()] })).toEqual([
    "invalid",
    "clocks.0.steps.0.queue",
    "queue_to_move_to",
  ]);
  expect((await refused({ name: "Own", clocks: [runs("a", 5), runs("a", 6)] }))[0]).toBe("invalid");
  expect((await refused({ name: "All", clocks: [runs("first_reply", 5)] }))[0]).toBe("already_exists");

  // A queue that went later does not stand in the way of other changes.
  const queue = await omar.call(postQueue, { body: { name: "Late", team: kolo.teamId } });
  const moving = await add({ name: "Moving", clocks: [move(queue.id)] });
  await omar.call(deleteQueue, { params: { id: queue.id } });
  await omar.call(patchClockPolicy, { params: { id: moving.id }, body: { isOn: false } });
  const problem = await omar.refused(patchClockPolicy, {
    params: { id: moving.id },
    body: { clocks: moving.clocks },
  });
  expect(problem.fields).toEqual([{ path: "clocks.0.steps.0.queue", message: "queue_is_gone" }]);

  for (const { id } of (await omar.call(listClockPolicies, {})).items)
    if (id !== everything!.id) await omar.call(deleteClockPolicy, { params: { id } });
  expect((await omar.refused(deleteClockPolicy, { params: { id: everything!.id } })).code).toBe(
    "still_in_use",
  );
});

test("an admin of some brands promises nothing to the customers of others", async () => {
  await promised(
    { name: "Shop", brands: [kolo.id], clocks: [runs("first_reply", 60)] },
    { name: "Both", brands: [kolo.id, safra.id], clocks: [runs("first_reply", 60)] },
    { name: "All", clocks: [runs("first_reply", 60)] },
  );
  const walled = await person({ name: "Huda Saleh", role: "admin", brands: [safra.id] });
  const { items } = await walled.call(listClockPolicies, {});
  expect(items.map(({ name, brands }) => [name, brands])).toEqual([
    ["Both", [safra.id]],
    ["All", []],
  ]);
  const change = async (id: string) =>
    (await walled.refused(patchClockPolicy, { params: { id }, body: { isOn: false } })).code;
  const shop = (await omar.call(listClockPolicies, {})).items[0]!;
  expect([await change(shop.id), await change(items[0]!.id), await change(items[1]!.id)]).toEqual([
    "not_found",
    "forbidden",
    "forbidden",
  ]);
  const clocks = [runs("first_reply", 15)];
  const add = async (brands: string[]) =>
    (await walled.refused(postClockPolicy, { body: { name: "Mine", brands, clocks } })).code;
  expect([await add([]), await add([kolo.id])]).toEqual(["forbidden", "not_found"]);
  const mine = await walled.call(postClockPolicy, { body: { name: "Mine", brands: [safra.id], clocks } });
  const widen = await walled.refused(patchClockPolicy, { params: { id: mine.id }, body: { brands: [] } });
  expect(widen.code).toBe("forbidden");
  await walled.call(deleteClockPolicy, { params: { id: mine.id } });

  const { owner } = await stranger();
  expect((await owner.call(listClockPolicies, {})).items.map(({ id }) => id)).not.toContain(shop.id);
  expect((await owner.refused(deleteClockPolicy, { params: { id: shop.id } })).code).toBe("not_found");
  const matter = await conversationFrom("ines", wish);
  expect((await salma.refused(listClocks, { params: { id: matter.id } })).code).toBe("not_found");
});

/**
 * Tells of a matter as if it had begun so many minutes ago, and its events had come so many minutes after that. With the
 * owner's rights, since nobody else may change what happened.
 */
async function toldAs({ id }: { id: string }, ago: number, after: number[]) {
  await settled();
  const begun = new Date(Date.now() - ago * minute);
  const owner = new pg.Client(connection);
  await owner.connect();
  try {
    const which =
      "conversation_id = $1 and kind like 'conversation.%' and kind not like 'conversation.repeat%'";
    const { rows } = await owner.query(`select kind from events where ${which} order by seq`, [id]);
    expect(rows).toHaveLength(after.length);
    await owner.query(
      `update events e set at = $2::timestamptz + make_interval(mins => ($3::int[])[o.nth])
       from (select id, row_number() over (order by seq) as nth from events where ${which}) o
       where e.id = o.id`,
      [id, begun, after],
    );
    await owner.query("update conversations set created_at = $2 where id = $1", [id, begun]);
  } finally {
    await owner.end();
  }
}

const trial = async (body: BodyIn<typeof postClockTrial>, who = omar) => {
  const { clocks, ...rest } = await who.call(postClockTrial, { body });
  return {
    ...rest,
    clocks: Object.fromEntries(clocks.map(({ clock, now, tried }) => [clock, { now, tried }])),
  };
};

/** Clears away what other tests did, so that a trial is about what follows. */
const forgetHistory = () =>
  withoutWall(db, (tx) =>
    tx
      .updateTable("conversations")
      .set({ createdAt: new Date(Date.now() - 100 * 24 * 60 * minute) })
      .execute(),
  );

test("a trial tells what a policy would have made of what happened, beside what is promised now", async () => {
  const clocks = [
    runs("first_reply", 60),
    runs("resolution", 300, { pauses: ["customer", "third_party"] }),
    runs("taken", 20, { names: { en: "Taken" }, starts: "opened", stops: "assigned" }),
  ];
  const [policy] = await promised({ name: "All", clocks });
  await forgetHistory();

  const quick = await conversationFrom("ines", wish);
  await answer(quick, "close");
  await toldAs(quick, 600, [0, 45, 45]);
  const slow = await conversationFrom("petr", wish);
  await nina.call(putOwner, { params: { id: slow.id }, body: { agent: nina.id } });
  await answer(slow, "keep");
  await nina.call(putHold, {
    params: { id: slow.id },
    body: { until: new Date(Date.now() + 600 * minute).toISOString() },
  });
  await nina.call(postClosure, { params: { id: slow.id } });
  // Taken after 10 minutes, answered after 90, held from 100 to 400, closed after 500: 200 of its own time.
  await toldAs(slow, 700, [0, 10, 90, 100, 500]);
  const waits = await conversationFrom("layla", wish);
  await toldAs(waits, 70, [0]);

  const same = await trial({ id: policy!.id, clocks });
  expect(same).toMatchObject({ lookedAt: 3, of: 3, examples: [] });
  expect(same.clocks).toEqual({
    first_reply: { now: { met: 1, late: 2 }, tried: { met: 1, late: 2 } },
    resolution: { now: { met: 2, late: 0 }, tried: { met: 2, late: 0 } },
    // Whoever answered first had it from then on: that was too late.
    taken: { now: { met: 1, late: 2 }, tried: { met: 1, late: 2 } },
  });

  const other = await trial({
    id: policy!.id,
    clocks: [runs("first_reply", 80), runs("resolution", 300, { pauses: [] })],
  });
  expect(other.clocks.first_reply!.tried).toEqual({ met: 1, late: 1 });
  expect(other.clocks.resolution!.tried).toEqual({ met: 1, late: 1 });
  expect(other.clocks.taken!.tried).toEqual({ met: 0, late: 0 });
  expect(
    other.examples.map(({ conversation, clock, now, tried }) => [
      conversation.number,
      clock,
      now && (now.late ? "late" : "in time"),
      tried && (tried.late ? "late" : "in time"),
    ]),
  ).toEqual([
    [waits.number, "first_reply", "late", "in time"],
    [waits.number, "taken", "late", null],
    [quick.number, "taken", "late", null],
    [slow.number, "resolution", "in time", "late"],
  ]);
  // Nothing was changed by trying.
  expect((await omar.call(listClockPolicies, {})).items).toEqual([policy]);
});

test("a trial follows a matter through lines and priorities as they were at the time", async () => {
  await promised(
    { name: "Urgent", priorities: ["critical"], clocks: [runs("first_reply", 30)] },
    { name: "Service", lines: ["service"], clocks: [runs("first_reply", 60), runs("resolution", 100)] },
    { name: "Support", lines: ["support"], clocks: [runs("first_reply", 500), runs("resolution", 500)] },
  );
  await forgetHistory();
  const raised = await conversationFrom("ines", wish);
  await nina.call(patchConversation, { params: { id: raised.id }, body: { priority: "critical" } });
  await answer(raised);
  await toldAs(raised, 300, [0, 35, 50]);
  const handed = await conversationFrom("petr", wish);
  await nina.call(postHandover, {
    params: { id: handed.id },
    body: { line: "support", reason: "Broken", agent: nina.id },
  });
  await answer(handed, "close");
  await toldAs(handed, 900, [0, 55, 400, 400]);
  const { clocks } = await trial({ clocks: [runs("none_such", 5, { starts: "answered", stops: "closed" })] });
  expect(clocks.first_reply!.now).toEqual({ met: 0, late: 2 });
  expect(clocks.resolution!.now).toEqual({ met: 1, late: 1 });
});

test("a trial shows an admin of some brands nothing of others", async () => {
  await promised({ name: "All", clocks: [runs("first_reply", 60)] });
  await forgetHistory();
  await conversationFrom("ines", wish);
  const guest = await conversationFrom("layla", wish, { brand: safra });
  await toldAs(guest, 200, [0]);
  const walled = await person({ name: "Rami Khoury", role: "admin", brands: [safra.id] });
  const mine = await trial({ brands: [safra.id], clocks: [runs("first_reply", 300)] }, walled);
  expect(mine).toMatchObject({
    lookedAt: 1,
    of: 1,
    clocks: { first_reply: { now: { met: 0, late: 1 }, tried: { met: 0, late: 0 } } },
  });
  expect(mine.examples.map(({ conversation }) => conversation.id)).toEqual([guest.id]);
});
