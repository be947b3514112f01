import { sql } from "kysely";
import { expect, test } from "vitest";
import {
  deleteClosure,
  listConversations,
  listViews,
  postClosure,
  postReply,
  putOwner,
  View,
} from "../../contract/conversations.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { type Person, world } from "../../test/world.ts";
import { within, withoutWall } from "../db/database.ts";
import { countChange } from "./counts.ts";
import { countDrift, foldCounts, lockConversation } from "./index.ts";

const { nina, omar, salma, kolo, safra, db, workspaceId, conversationFrom } = await world();

/** All conversations of a view, page by page. */
async function listed(who: Person, view: View): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await who.call(listConversations, { query: { view, limit: 7, cursor } });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(new Set(ids).size, `${view} has nothing twice`).toBe(ids.length);
  return ids;
}

const snooze = (id: string, until: Date | null) =>
  within(db, workspaceId, async (tx) => {
    const before = await lockConversation(tx, workspaceId, id);
    const after = { snoozedUntil: until, snoozedFor: until && "time" };
    await tx
      .updateTable("conversations")
      .set(after)
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    countChange(tx, before, { ...before, ...after });
  });

const merge = (id: string, into: string) =>
  within(db, workspaceId, async (tx) => {
    const before = await lockConversation(tx, workspaceId, id);
    await tx
      .updateTable("conversations")
      .set({ mergedInto: into })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    countChange(tx, before, { ...before, mergedInto: into });
  });

const mention = (id: string, agentId: string) =>
  withoutWall(db, (tx) =>
    sql`
      insert into mentions (workspace_id, agent_id, message_id, conversation_id, at)
      values (${workspaceId}, ${agentId}, gen_random_uuid(), ${id}, now())`.execute(tx),
  );

const dueIn = (id: string, minutes: number) =>
  withoutWall(db, (tx) =>
    sql`update conversations set next_step_at = now() + make_interval(mins => ${minutes})
      where workspace_id = ${workspaceId} and id = ${id}`.execute(tx),
  );

test("what is snoozed stands in no list of work, and what became part of another in none at all", async () => {
  const [kept, snoozed, merged] = await Promise.all(
    ["ines", "wang", "omer"].map((customer) => conversationFrom(customer, "Where is my order?")),
  );
  await snooze(snoozed!.id, new Date(Date.now() + 3_600_000));
  await merge(merged!.id, kept!.id);

  const where = async (id: string) => {
    const views = await Promise.all(
      View.options.map(async (view) => ((await listed(nina, view)).includes(id) ? view : [])),
    );
    return views.flat();
  };
  expect(await where(snoozed!.id)).toEqual(["all", "snoozed"]);
  expect(await where(merged!.id)).toEqual([]);
  expect(await where(kept!.id)).toEqual(["all", "unassigned", "waiting-for-us", "open"]);
});

test("mentioned holds what one was named in until it is done", async () => {
  const named = await conversationFrom("ines", "Somebody should look at this");
  await mention(named.id, nina.id);
  expect(await listed(nina, "mentioned")).toEqual([named.id]);
  expect(await listed(omar, "mentioned")).toEqual([]);
  expect((await nina.call(listViews, {})).counts.mentioned).toBe(1);

  await withoutWall(db, (tx) =>
    sql`update mentions set done_at = now() where workspace_id = ${workspaceId}`.execute(tx),
  );
  expect(await listed(nina, "mentioned")).toEqual([]);
});

test("who was named behind a brand's wall finds only what is on their side of it", async () => {
  const behind = await conversationFrom("ines", "Not for Safra");
  await mention(behind.id, salma.id);
  expect(await listed(salma, "mentioned")).toEqual([]);
  expect((await salma.call(listViews, {})).counts.mentioned).toBe(0);
});

test("due soon holds what is late and what is due within two hours, the earliest first", async () => {
  const before = await listed(nina, "due-soon");
  const [late, soon, later, off] = await Promise.all(
    ["a", "b", "c", "d"].map((customer) => conversationFrom(customer, "Is it open today?")),
  );
  await dueIn(soon!.id, 90);
  await dueIn(late!.id, -60);
  await dueIn(later!.id, 180);
  await dueIn(off!.id, 5);
  await snooze(off!.id, new Date(Date.now() + 3_600_000));
  const after = await listed(nina, "due-soon");
  expect(after.filter((id) => !before.includes(id))).toEqual([late!.id, soon!.id]);
  expect((await nina.call(listViews, {})).counts["due-soon"]).toBe(after.length);
});

test("after any number of acts the counts say what the lists hold", async () => {
  const people = [nina, omar];
  const ids: string[] = [];
  // The same acts every time: what fails once fails again.
  let seed = 20418;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const any = <T>(of: readonly T[]) => of[random(of.length)]!;
  const acts: ((id: string, who: Person) => Promise<unknown>)[] = [
    (id, who) => who.ask(putOwner, { params: { id }, body: { agent: any(people).id } }),
    (id, who) =>
      who.ask(postReply, {
        params: { id },
        body: { text: "We look", after: any(["wait", "close", "keep"] as const) },
      }),
    (id, who) => who.ask(postWaiver, { params: { id }, body: { reason: "thanks" } }),
    (id, who) => who.ask(postClosure, { params: { id } }),
    (id, who) => who.ask(deleteClosure, { params: { id } }),
    (id) => snooze(id, any([null, new Date(Date.now() + 60_000)])),
    (id) => merge(id, ids[0]!),
    () => withoutWall(db, (tx) => foldCounts(tx, 5)),
  ];
  for (let round = 0; round < 120; round += 1) {
    if (round % 6 === 0)
      ids.push((await conversationFrom(`someone${round}`, "Where is it?", { brand: any([kolo, safra]) })).id);
    await Promise.all([
      any(acts)(any(ids.slice(-8)), any(people)),
      any(acts)(any(ids.slice(-8)), any(people)),
    ]);
  }

  for (const who of [nina, omar, salma]) {
    const { counts } = await who.call(listViews, {});
    for (const view of View.options)
      expect((await listed(who, view)).length, `${who.name}: ${view}`).toBe(counts[view]);
  }
  expect(await withoutWall(db, countDrift)).toEqual([]);
}, 60_000);
