import { sql } from "kysely";
import { expect, test } from "vitest";
import { patchAgent } from "../../../contract/accounts.ts";
import {
  type Act,
  deleteBulkAct,
  getBulkAct,
  listBulkActs,
  postBulkAct,
} from "../../../contract/bulk-acts.ts";
import {
  type Conversation,
  listConversations,
  listEvents,
  listViews,
  postReply,
  putOwner,
  putRead,
  putTags,
} from "../../../contract/conversations.ts";
import { postWaiver } from "../../../contract/ledger.ts";
import { postTag } from "../../../contract/workspace.ts";
import { type Person, world } from "../../../test/world.ts";
import { callerAgain } from "../../accounts/index.ts";
import type { Caller } from "../../caller.ts";
import { within, withoutWall } from "../../db/database.ts";
import { carryOutBulkAct, countDrift, goOnBehind } from "../index.ts";

const { omar, nina, salma, kolo, safra, db, workspaceId, conversationFrom, settled, stranger, person, key } =
  await world();

const some = (n: number, { brand = kolo, who = "ines" } = {}): Promise<Conversation[]> =>
  Promise.all(
    Array.from({ length: n }, (_, at) => conversationFrom(`${who}${at}`, "Where is my order?", { brand })),
  );
const idsOf = (conversations: { id: string }[]) => conversations.map(({ id }) => id);

async function bulk(who: Person, act: Act, ids: string[]) {
  const { id } = await who.call(postBulkAct, { body: { which: { ids }, act } });
  return ended(who, id);
}
async function ended(who: Person, id: string) {
  for (let round = 0; round < 400; round += 1) {
    const act = await who.call(getBulkAct, { params: { id } });
    if (act.state === "done" || act.state === "undone") return act;
    await settled();
  }
  throw new Error("The bulk act did not end");
}
async function undone(who: Person, id: string) {
  await who.call(deleteBulkAct, { params: { id } });
  return ended(who, id);
}
const reasons = (act: { left: { why: string; count: number }[] }) =>
  Object.fromEntries(act.left.map(({ why, count }) => [why, count]));

test("closing many leaves out what owes an answer and says so; undoing opens them as they were", async () => {
  const conversations = await some(8);
  const [owed, ...done] = conversations;
  for (const { id } of done) await nina.call(postReply, { params: { id }, body: { text: "It left today." } });
  const before = await Promise.all(done.map((one) => nina.sees(one)));

  const act = await bulk(nina, { kind: "close" }, idsOf(conversations));
  expect(act).toMatchObject({ state: "done", total: 8, done: 7, waiting: 0 });
  expect(act.left).toMatchObject([
    { why: "answer_owed", count: 1, conversations: [{ id: owed!.id, number: owed!.number }] },
  ]);
  for (const one of done) expect(await nina.sees(one)).toMatchObject({ status: "closed" });

  expect(await undone(nina, act.id)).toMatchObject({ state: "undone", undone: 7 });
  for (const [at, one] of done.entries()) {
    const { status, nextStep, owner, closedAt } = await nina.sees(one);
    const { status: was, nextStep: step, owner: had } = before[at]!;
    expect({ status, nextStep, owner, closedAt }).toEqual({
      status: was,
      nextStep: step,
      owner: had,
      closedAt: null,
    });
  }
  expect(await withoutWall(db, countDrift)).toEqual([]);
});

test("what somebody changed since stays as they left it, and is listed", async () => {
  const [mine, theirs] = await some(2, { who: "wang" });
  const act = await bulk(omar, { kind: "assign", agent: nina.id }, [mine!.id, theirs!.id]);
  await omar.call(putOwner, { params: { id: theirs!.id }, body: { agent: omar.id } });

  const back = await undone(omar, act.id);
  expect(back).toMatchObject({ state: "undone", undone: 1 });
  expect(reasons(back)).toEqual({ changed_since: 1 });
  expect(await omar.sees(mine!)).toMatchObject({ owner: { kind: "team" } });
  expect(await omar.sees(theirs!)).toMatchObject({ owner: { id: omar.id } });
});

test("what the act did not touch may change, and it is undone all the same", async () => {
  const [one] = await some(1, { who: "priya" });
  const act = await bulk(nina, { kind: "priority", priority: "critical" }, [one!.id]);
  await nina.call(postReply, { params: { id: one!.id }, body: { text: "We look" } });
  await undone(nina, act.id);
  expect(await nina.sees(one!)).toMatchObject({ priority: one!.priority, status: "waiting" });
});

test("tags are put on and taken off again, and those that were there before stay", async () => {
  const [vip, late] = await Promise.all(
    ["Fair 2026", "Late parcel"].map((name) => omar.call(postTag, { body: { name, colour: "#aa3355" } })),
  );
  const [one, other] = await some(2, { who: "lena" });
  await nina.call(putTags, { params: { id: one!.id }, body: { tags: [vip!.id] } });
  const names = async (conversation: { id: string }) =>
    (await nina.sees(conversation)).tags.map(({ name }) => name);

  const act = await bulk(nina, { kind: "tag", tags: [vip!.id, late!.id] }, [one!.id, other!.id]);
  expect([await names(one!), await names(other!)]).toEqual([
    ["Fair 2026", "Late parcel"],
    ["Fair 2026", "Late parcel"],
  ]);
  expect(await bulk(nina, { kind: "tag", tags: [vip!.id] }, [one!.id])).toMatchObject({ same: 1, done: 0 });
  await undone(nina, act.id);
  expect([await names(one!), await names(other!)]).toEqual([["Fair 2026"], []]);
  const off = await bulk(nina, { kind: "untag", tags: [vip!.id] }, [one!.id, other!.id]);
  expect(off).toMatchObject({ done: 1, same: 1 });
  await undone(nina, off.id);
  expect(await names(one!)).toEqual(["Fair 2026"]);
});

test("waiving and marking read are undone as well", async () => {
  const [one] = await some(1, { who: "tom" });
  const waived = await bulk(nina, { kind: "waive", reason: "thanks" }, [one!.id]);
  expect(await nina.sees(one!)).toMatchObject({ waitingSince: null });
  await undone(nina, waived.id);
  expect(await nina.sees(one!)).toMatchObject({ waitingSince: one!.waitingSince, status: "new" });

  const read = await bulk(nina, { kind: "read" }, [one!.id]);
  expect(await nina.sees(one!)).toMatchObject({ unread: false });
  await undone(nina, read.id);
  expect(await nina.sees(one!)).toMatchObject({ unread: true });
  await nina.call(putRead, { params: { id: one!.id } });
  await bulk(nina, { kind: "unread" }, [one!.id]);
  expect(await nina.sees(one!)).toMatchObject({ unread: true });
  expect(await omar.sees(one!)).toMatchObject({ unread: true });
});

test("all of a list is what was in it at that moment, but for what is taken out", async () => {
  const [first, second] = await some(2, { brand: safra, who: "salim" });
  const until = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const [later] = await some(1, { brand: safra, who: "later" });
  const { id } = await salma.call(postBulkAct, {
    body: {
      which: { view: "unassigned", filters: { line: ["service", "support"] }, until, except: [second!.id] },
      act: { kind: "assign", agent: salma.id },
    },
  });
  await ended(salma, id);
  const owners = await Promise.all(
    [first, second, later].map(async (one) => (await salma.sees(one!)).owner.kind),
  );
  expect(owners).toEqual(["agent", "team", "team"]);
});

test("each conversation tells what was done to it, and by whom", async () => {
  const [one] = await some(1, { who: "omer" });
  await bulk(nina, { kind: "assign", agent: omar.id }, [one!.id]);
  const { items } = await nina.call(listEvents, { params: { id: one!.id } });
  expect(items.at(-1)).toMatchObject({
    kind: "conversation.assigned",
    actor: { id: nina.id },
    data: { agent: omar.id },
  });
});

test("nobody reaches behind a wall, and nobody does by the dozen what they may not do once", async () => {
  const [behind] = await some(1, { who: "ivan" });
  const which = { ids: [behind!.id] };
  const act: Act = { kind: "assign", agent: nina.id };
  expect((await salma.refused(postBulkAct, { body: { which, act } })).code).toBe("not_found");
  const { owner } = await stranger();
  expect((await owner.refused(postBulkAct, { body: { which, act } })).code).toBe("not_found");
  const light = await person({ name: "Lia", role: "light" });
  expect((await light.refused(postBulkAct, { body: { which, act } })).code).toBe("forbidden");
  expect(await bulk(light, { kind: "read" }, [behind!.id])).toMatchObject({ done: 1 });

  const made = await bulk(nina, { kind: "priority", priority: "high" }, [behind!.id]);
  for (const route of [getBulkAct, deleteBulkAct])
    expect((await omar.refused(route, { params: { id: made.id } })).code).toBe("not_found");
  expect((await omar.call(listBulkActs, {})).items.map(({ id }) => id)).not.toContain(made.id);
});

test("who may not be given something is not given it by the dozen", async () => {
  const conversations = await some(2, { who: "kim" });
  const act = await bulk(nina, { kind: "assign", agent: salma.id }, idsOf(conversations));
  expect(act).toMatchObject({ done: 0 });
  expect(reasons(act)).toEqual({ cannot_answer: 2 });
});

test("an API key acts on many as well, and finds its own acts", async () => {
  const [one] = await some(1, { who: "api" });
  const program = await key("conversations.read", "conversations.manage");
  const { id } = await program.call(postBulkAct, {
    body: { which: { ids: [one!.id] }, act: { kind: "priority", priority: "low" } },
  });
  await settled();
  expect(await program.call(getBulkAct, { params: { id } })).toMatchObject({ state: "done", done: 1 });
  expect(await nina.sees(one!)).toMatchObject({ priority: "low" });
});

test("whoever is gone while it goes on does nothing more", async () => {
  const gone = await person({ name: "Gone", role: "agent", teams: [kolo.teamId] });
  const conversations = await some(2, { who: "gone" });
  const { id } = await gone.call(postBulkAct, {
    body: { which: { ids: idsOf(conversations) }, act: { kind: "priority", priority: "low" } },
  });
  await settled();
  await omar.call(patchAgent, { params: { id: gone.id }, body: { status: "disabled" } });
  await within(db, workspaceId, (tx) =>
    sql`update bulk_act_items set state = 'waiting' where act_id = ${id}`.execute(tx),
  );
  await within(db, workspaceId, (tx) =>
    sql`update bulk_acts set state = 'running' where id = ${id}`.execute(tx),
  );
  await carryOutBulkAct({ db, callerAgain }, workspaceId, id);
  const { rows } = await within(db, workspaceId, (tx) =>
    sql`select distinct state, why from bulk_act_items where act_id = ${id}`.execute(tx),
  );
  expect(rows).toEqual([{ state: "left", why: "forbidden" }]);
});

test("what fails for good is left out, and the rest goes on behind it", async () => {
  const conversations = await some(2, { who: "poison" });
  const { id } = await nina.call(postBulkAct, {
    body: { which: { ids: idsOf(conversations) }, act: { kind: "priority", priority: "low" } },
  });
  await settled();
  await within(db, workspaceId, (tx) =>
    sql`update bulk_act_items set state = 'waiting' where act_id = ${id}`.execute(tx),
  );
  await within(db, workspaceId, (tx) =>
    sql`update bulk_acts set state = 'running' where id = ${id}`.execute(tx),
  );
  await goOnBehind(db, workspaceId, id);
  const act = await ended(nina, id);
  expect(reasons(act)).toEqual({ internal: 1 });
  expect(act).toMatchObject({ waiting: 0, same: 1 });
});

test("after a day it is too late", async () => {
  const [one] = await some(1, { who: "old" });
  const act = await bulk(nina, { kind: "priority", priority: "low" }, [one!.id]);
  await within(db, workspaceId, (tx) =>
    sql`update bulk_acts set created_at = now() - interval '25 hours' where id = ${act.id}`.execute(tx),
  );
  expect((await nina.refused(deleteBulkAct, { params: { id: act.id } })).code).toBe("too_late");
  expect(await nina.call(getBulkAct, { params: { id: act.id } })).toMatchObject({ undoUntil: null });
});

test("three thousand are done once each, although the one who does it dies in the middle, and undone", async () => {
  const [pattern] = await some(1, { who: "many" });
  await nina.call(postWaiver, { params: { id: pattern!.id }, body: { reason: "thanks" } });
  await settled();
  // As many rows as a year of a small shop, of a customer of their own.
  await withoutWall(db, async (tx) => {
    await sql`
      insert into conversations (workspace_id, id, number, brand_id, inbox_id, customer_id, line, status, channel, subject,
        language, priority, team_id, started_by, next_step, next_step_at, preview, preview_by, last_message_at, created_at, updated_at)
      select workspace_id, gen_random_uuid(), 100000 + n, brand_id, inbox_id, customer_id, line, 'open', channel, 'One of many',
        language, 'normal', team_id, started_by, next_step, next_step_at, preview, preview_by, last_message_at, created_at, updated_at
      from conversations, generate_series(1, 2999) n where workspace_id = ${workspaceId} and id = ${pattern!.id}`.execute(
      tx,
    );
    await sql`
      insert into conversation_counts (workspace_id, brand_id, status, owner_id, n)
      values (${workspaceId}, ${kolo.id}, 'open', '00000000-0000-0000-0000-000000000000', 2999)
      on conflict (workspace_id, brand_id, status, owner_id) do update set n = conversation_counts.n + 2999`.execute(
      tx,
    );
  });
  const filters = { customer: pattern!.customer.id };
  const { id, total } = await nina.call(postBulkAct, {
    body: { which: { view: "all", filters }, act: { kind: "close" } },
  });
  expect(total).toBe(3000);
  // A second worker at the same piece, as after one that was taken for dead; and one that dies in the middle.
  await Promise.allSettled([
    carryOutBulkAct({ db, callerAgain }, workspaceId, id),
    carryOutBulkAct(
      {
        db,
        callerAgain: async (...who) => {
          const caller = await callerAgain(...who);
          return caller && dyingAfter(40, caller);
        },
      },
      workspaceId,
      id,
    ),
  ]);
  const act = await ended(nina, id);
  expect(act).toMatchObject({ total: 3000, done: 3000, waiting: 0, left: [] });
  const told = await within(db, workspaceId, (tx) =>
    sql<{
      n: string;
    }>`select count(*) as n from events where workspace_id = ${workspaceId} and kind = 'conversation.closed'
      and conversation_id in (select conversation_id from bulk_act_items where act_id = ${id})`.execute(tx),
  );
  expect(Number(told.rows[0]!.n), "each is closed once").toBe(3000);
  const { counts } = await nina.call(listViews, {});
  expect(counts.closed).toBeGreaterThanOrEqual(3000);

  expect(await undone(nina, id)).toMatchObject({ undone: 3000 });
  const { items } = await nina.call(listConversations, { query: { view: "closed", ...filters } });
  expect(items).toEqual([]);
  expect(await withoutWall(db, countDrift)).toEqual([]);
}, 240_000);

/** Breaks whoever reads the caller's workspace for the nth time. */
function dyingAfter(times: number, caller: Caller): Caller {
  let left = times;
  return new Proxy(caller, {
    get(_, name) {
      if (name === "workspaceId" && --left < 0) throw new Error("The process died");
      return caller[name as keyof Caller];
    },
  });
}
