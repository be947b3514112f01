import type { SelectQueryBuilder } from "kysely";
import type { Conversation, FieldValue, patchConversation } from "../../contract/conversations.ts";
import type { Stage } from "../../contract/lines.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { clocksOf, type Happening, type Turned, turnClocks } from "../clocks/index.ts";
import { type Db, send, type Tx, within } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";
import { type Actor, actorOf, type EventKind, recordAll } from "../events.ts";
import { moveDue } from "../ledger/index.ts";
import { fieldsMissing, refuseUnfit } from "../lines/index.ts";
import { owedBy, releasePromises } from "../promises/index.ts";
import { Refusal } from "../refusal.ts";
import { whoCanAnswer } from "../who-can-answer.ts";
import { countChange, countChanges } from "./counts.ts";
import { nextStepWhileWaiting } from "./next-step.ts";
import { previewOf } from "./preview.ts";
import { type ConversationRow, conversationById, lockConversation, mayRead } from "./read.ts";
import { snoozeOf } from "./snooze/stored.ts";
import { standsElsewhere } from "./stands.ts";
import { noteAtHandover } from "./together/handover-note.ts";
import { noteTaken } from "./work/handover-times.ts";
import { rankOf, whereItWaits } from "./work/placing.ts";

/** Gives a conversation to a person, or to the queue of a team, with a word to who gets it. */
export function assign(
  db: Db,
  caller: Caller,
  id: string,
  to: ({ agent: string } | { team: string }) & { note?: string },
) {
  return change(db, caller, id, async (tx, before) => {
    if ("team" in to) {
      const team = await whichAnswers(tx, caller, to.team, before.brandId);
      return {
        set: { teamId: team.id, queueId: null, ownerId: null },
        event: ["conversation.assigned", { team: team.id, name: team.name }],
        also: await noteAtHandover(tx, caller, before, { text: to.note, to: null }),
      };
    }
    const agent = await whoCanAnswer(tx, caller, to.agent, before.brandId);
    noteTaken(tx, caller.workspaceId, [id]);
    // Who is given something looks at it now, whatever the one before had put it off for.
    const isBack = before.snoozedUntil !== null && agent.id !== before.ownerId;
    return {
      set: { ownerId: agent.id, ...(isBack && inSight) },
      event: [
        "conversation.assigned",
        { agent: agent.id, name: agent.name, ...(to.note && { note: previewOf(to.note) }) },
      ],
      also: [
        ...(isBack ? [["conversation.woken", { because: "given", was: snoozeOf(before) }] as Told] : []),
        ...(await noteAtHandover(tx, caller, before, { text: to.note, to: agent.id })),
      ],
    };
  });
}

/** What is said of a conversation that is done: it waits for nobody. */
export const asClosed = (now: Date) => ({
  status: "closed",
  closedAt: now,
  nextStep: null,
  nextStepAt: null,
  waitingSince: null,
  heldFor: null,
  heldUntil: null,
  ...inSight,
});

/** What is said of a conversation that is not snoozed. */
export const inSight = { snoozedUntil: null, snoozedFor: null, snooze: null };

/** A matter in which something is owed is not done: what was promised is kept or given up first. */
export async function refuseOwed(
  tx: Tx,
  conversation: ConversationRow,
  { keeps = [] }: { keeps?: readonly string[] } = {},
): Promise<void> {
  const owed = (await owedBy(tx, conversation)).filter(({ id }) => !keeps.includes(id));
  if (owed.length)
    throw new Refusal("promises_open", {
      fields: owed.map(({ id, text }) => ({ path: `promises.${id}`, message: text })),
    });
}

/** A matter whose line wants something written down is not done before it is. */
export async function refuseUnfinished(tx: Tx, conversation: ConversationRow): Promise<void> {
  const missing = await fieldsMissing(tx, conversation.workspaceId, conversation);
  if (missing.length)
    throw new Refusal("fields_missing", {
      fields: missing.map(({ key }) => ({ path: `fields.${key}`, message: "required" })),
    });
}

/** Opens a closed conversation again, with its former owner. */
export function reopen(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (_, before) =>
    before.status !== "closed"
      ? null
      : {
          set: { status: "open", closedAt: null, nextStep: "follow_up", nextStepAt: new Date() },
          event: ["conversation.reopened", {}],
        },
  );
}

/** Changes what a conversation is said to be. On another line it begins without a stage. */
export function amend(
  db: Db,
  caller: Caller,
  id: string,
  { fields = {}, ...plain }: BodyOf<typeof patchConversation>,
) {
  return change(db, caller, id, async (tx, before) => {
    const { line = before.line } = plain;
    if (line !== before.line) await refuseForeignLine(tx, before, line);
    const stage = await refuseUnfit(tx, caller.workspaceId, line, { stage: plain.stage, fields });
    const wanted = { ...plain, ...(line !== before.line && { stage: plain.stage ?? null }) };
    const different = Object.entries(wanted).filter(([name, value]) => before[name as "subject"] !== value);
    const written = Object.entries(fields).filter(([key, value]) => (before.fields[key] ?? null) !== value);
    if (!different.length && !written.length) return null;
    const told = (name: string, from: unknown, to: unknown) => [name, { from: from ?? null, to }];
    return {
      set: {
        ...Object.fromEntries(different),
        ...(line !== before.line && (await whereItWaits(db, tx, { ...before, line }))),
        ...(stage && statusAt(stage, before)),
        ...(written.length && { fields: JSON.stringify(filledIn(before.fields, written)) }),
      },
      event: [
        "conversation.changed",
        Object.fromEntries([
          ...different.map(([name, value]) => told(name, before[name as "subject"], value)),
          ...written.map(([key, value]) => told(`fields.${key}`, before.fields[key], value)),
        ]),
      ],
    };
  });
}

/** Whose turn it is at a stage. A customer who waits for their first answer goes on waiting. */
function statusAt({ countsAs }: Stage, { status }: ConversationRow): Partial<ConversationRow> {
  if (status === "new" || status === "closed" || status === countsAs) return {};
  return countsAs === "waiting" ? { status: "waiting", waitingSince: null } : { status: "open" };
}

function filledIn(before: Conversation["fields"], written: [string, FieldValue | null][]) {
  const fields = { ...before };
  for (const [key, value] of written)
    if (value === null) delete fields[key];
    else fields[key] = value;
  return fields;
}

/** Sets the tags. */
export function setTags(db: Db, caller: Caller, id: string, tags: string[]) {
  return change(db, caller, id, async (tx) => {
    const known = await tx
      .selectFrom("tags")
      .select(["id", "name"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "in", tags.length ? tags : [id])
      .execute();
    if (known.length < new Set(tags).size) throw new Refusal("not_found");
    const mine = () =>
      tx
        .deleteFrom("conversationTags")
        .where("workspaceId", "=", caller.workspaceId)
        .where("conversationId", "=", id);
    await (tags.length ? mine().where("tagId", "not in", tags) : mine()).execute();
    if (known.length)
      await tx
        .insertInto("conversationTags")
        .values(known.map((tag) => ({ workspaceId: caller.workspaceId, conversationId: id, tagId: tag.id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    return { set: {}, event: ["conversation.tagged", { tags: known.map((tag) => tag.name) }] };
  });
}

/** Notes that the caller has seen everything so far. */
export function markRead(db: Db, caller: Caller, id: string) {
  return within(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, id);
    if (caller.kind !== "agent") return;
    const readAt = new Date();
    await tx
      .insertInto("reads")
      .values({ workspaceId: caller.workspaceId, agentId: caller.id, conversationId: id, readAt })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet({ readAt }),
      )
      .execute();
  });
}

/**
 * Gives all open work of an agent back to the queues it came from, and takes the agent's name off what is closed,
 * so that a reopened matter does not land with somebody who is gone. Who only left some brands keeps what belongs to
 * the `stillServed`. Returns how many were open.
 */
export async function releaseWork(
  tx: Tx,
  actor: Actor,
  workspaceId: string,
  agentId: string,
  stillServed: readonly string[] = [],
): Promise<number> {
  await releasePromises(tx, actor, workspaceId, agentId, stillServed);
  return release(tx, actor, workspaceId, agentId, "owner_left", (query) =>
    stillServed.length ? query.where("brandId", "not in", stillServed) : query,
  );
}

/** Gives what customers wait for back to the queues while its owner is away. Returns how many. */
export const releaseWaiting = (tx: Tx, actor: Actor, workspaceId: string, agentId: string): Promise<number> =>
  release(tx, actor, workspaceId, agentId, "owner_away", (query) =>
    query.where("status", "in", ["new", "open"]).where("waitingSince", "is not", null),
  );

async function release(
  tx: Tx,
  actor: Actor,
  workspaceId: string,
  agentId: string,
  because: "owner_left" | "owner_away",
  which: (query: HeldBy) => HeldBy,
): Promise<number> {
  const held = await which(
    tx
      .selectFrom("conversations")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("ownerId", "=", agentId),
  )
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  if (!held.length) return 0;
  await tx
    .updateTable("conversations")
    .set((eb) => ({ ownerId: null, updatedAt: new Date(), version: eb("version", "+", 1) }))
    .where("workspaceId", "=", workspaceId)
    .where(
      "id",
      "in",
      held.map(({ id }) => id),
    )
    .execute();
  countChanges(
    tx,
    held.map((before) => ({ before, after: { ...before, ownerId: null } })),
  );
  const open = held.filter((row) => row.status !== "closed");
  await recordAll(
    tx,
    open.map((row) => ({
      workspaceId,
      kind: "conversation.assigned",
      actor,
      conversationId: row.id,
      brandId: row.brandId,
      data: { team: row.teamId, because },
    })),
  );
  return open.length;
}

type HeldBy = SelectQueryBuilder<Tables, "conversations", ConversationRow>;

type Told = [EventKind, Record<string, unknown>];
export type Change = {
  set: Partial<ConversationRow>;
  event: Told;
  /** What happened by the same act after that. */
  also?: Told[];
  /** What happened besides what the rows tell. */
  happened?: Happening[];
  /** Its clocks are no longer those it had when it was locked. */
  hasOtherClocks?: true;
} | null;

/** Turns the clocks, where what changed is something that they look at. */
async function turnWith(
  db: Db,
  tx: Tx,
  before: ConversationRow,
  after: ConversationRow,
  { happened = [], hasOtherClocks }: NonNullable<Change>,
  now: Date,
  clocks: Awaited<ReturnType<typeof clocksOf>>,
): Promise<Turned | null> {
  const changed = (...names: (keyof ConversationRow)[]) => names.some((name) => before[name] !== after[name]);
  const all = [...happened];
  if (changed("status") && after.status === "closed") all.push("closed");
  if (changed("status") && before.status === "closed") all.push("reopened");
  if (changed("ownerId") && after.ownerId) all.push("assigned");
  // Who waits goes on waiting by the same clock, whichever line answers.
  if (changed("line", "priority") && !all.includes("handed_over")) all.push("changed");
  if (!all.length && !changed("status", "stage", "heldFor", "heldUntil")) return null;
  return turnClocks(
    db,
    tx,
    { was: before, is: after, happened: all },
    now,
    hasOtherClocks ? undefined : clocks,
  );
}

export async function change(
  db: Db,
  caller: Caller,
  id: string,
  decide: (tx: Tx, before: ConversationRow, now: Date) => Promise<Change>,
  actor: Actor = actorOf(caller),
) {
  return within(db, caller.workspaceId, async (tx) => {
    const [before, clocks] = await Promise.all([
      lockConversation(tx, caller.workspaceId, id, caller.brands),
      clocksOf(tx, caller.workspaceId, [id]),
    ]);
    if (before.mergedInto) throw new Refusal("conversation_merged");
    const now = new Date();
    const decided = await decide(tx, before, now);
    if (decided) {
      const wanted = { ...before, ...decided.set };
      const turned = await turnWith(db, tx, before, wanted, decided, now, clocks);
      const step = turned && nextStepWhileWaiting(wanted, turned);
      const after = { ...wanted, ...step };
      if (turned && step) moveDue(tx, before, turned.replyDueAt);
      send(
        tx,
        tx
          .updateTable("conversations")
          .set((eb) => ({
            ...decided.set,
            ...step,
            rankAt: rankOf(after),
            updatedAt: now,
            version: eb("version", "+", 1),
          }))
          .where("workspaceId", "=", caller.workspaceId)
          .where("id", "=", id),
      );
      countChange(tx, before, after);
      const told = [decided.event, ...(decided.also ?? [])];
      await recordAll(
        tx,
        told.map(([kind, data]) => ({
          workspaceId: caller.workspaceId,
          kind,
          actor,
          conversationId: id,
          brandId: before.brandId,
          // What is told last is what they ended by.
          data: {
            ...data,
            ...(data === told[0]![1] && standsElsewhere(before, after)),
            ...(data === told.at(-1)![1] && turned?.ended.length && { clocks: turned.ended }),
          },
          at: now,
        })),
      );
    }
    return conversationById(tx, caller, id);
  });
}

/** A team that serves the brand; one that was given no brand serves all. */
export async function whichAnswers(tx: Tx, caller: Caller, teamId: string, brandId: string) {
  const team = await tx
    .selectFrom("teams")
    .select(["id", "name"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", teamId)
    .executeTakeFirst();
  const brands = await tx
    .selectFrom("teamBrands")
    .select("brandId")
    .where("workspaceId", "=", caller.workspaceId)
    .where("teamId", "=", teamId)
    .execute();
  if (!team || (brands.length > 0 && !brands.some((row) => row.brandId === brandId)))
    throw new Refusal("not_found");
  return team;
}

export async function refuseForeignLine(tx: Tx, { workspaceId, brandId }: ConversationRow, line: string) {
  const brand = await tx
    .selectFrom("brands")
    .select("lines")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", brandId)
    .executeTakeFirstOrThrow();
  if (!brand.lines.includes(line))
    throw new Refusal("invalid", { fields: [{ path: "line", message: "not_a_line_of_this_brand" }] });
}
