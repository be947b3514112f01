import { sql } from "kysely";
import { Priority } from "../../../contract/conversations.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { orderedId } from "../../ordered-id.ts";
import { Refusal } from "../../refusal.ts";
import { asClosed, inSight } from "../change.ts";
import { clocksThatRun, lendClocks } from "../moving/clocks.ts";
import { rehome } from "../moving/rehome.ts";
import { holdings, restateOne } from "../moving/restate.ts";
import { stoodAs } from "../moving/stood.ts";
import { type ConversationRow, conversationById, lockConversation } from "../read.ts";
import { takeChat } from "./chat.ts";
import { joinDrafts } from "./drafts.ts";
import type { Kept } from "./kept.ts";
import { takePeople } from "./people.ts";
import { takeRepeats } from "./repeats.ts";

/**
 * Makes conversations part of another of the same brand: their words stand in its stream, what was owed in them is owed
 * there, by the time that comes first, and whoever comes by their numbers is led to it. What is needed to undo each is
 * written down with it.
 */
export function merge(db: Db, caller: Caller, into: string, from: readonly string[]) {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const rows = new Map<string, ConversationRow>();
    // In one order, whoever merges what: two at once take turns.
    for (const id of [...new Set([into, ...from])].sort())
      rows.set(id, await lockConversation(tx, workspaceId, id, caller.brands));
    let whole = rows.get(into)!;
    if (whole.mergedInto) throw new Refusal("conversation_merged");
    const parts = [...new Set(from)].filter((id) => id !== into).map((id) => rows.get(id)!);
    if (!parts.length) throw new Refusal("cannot_merge");
    await refuseUnfit(tx, whole, parts, from);
    const now = new Date();
    for (const part of parts.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()))
      ({ whole } = await mergeOne(db, tx, caller, part, whole, now));
    return conversationById(tx, caller, into);
  });
}

/**
 * The same for one that is locked as well as the other, within an act that is about its messages. Returns by which id it is
 * undone, and what went.
 */
export async function mergeLocked(
  db: Db,
  tx: Tx,
  caller: Caller,
  { from, into }: { from: ConversationRow; into: ConversationRow },
  now: Date,
): Promise<{ mergeId: string; messageIds: string[] }> {
  await refuseUnfit(tx, into, [from], [from.id]);
  return mergeOne(db, tx, caller, from, into, now);
}

async function refuseUnfit(
  tx: Tx,
  whole: ConversationRow,
  parts: ConversationRow[],
  from: readonly string[],
) {
  const faults: { path: string; message: string }[] = [];
  const fault = ({ id }: ConversationRow, message: string) =>
    faults.push({ path: `from.${from.indexOf(id)}`, message });
  const chats = await tx
    .selectFrom("chats")
    .select("conversationId")
    .where("workspaceId", "=", whole.workspaceId)
    .where("conversationId", "in", [whole.id, ...parts.map(({ id }) => id)])
    .execute();
  const hasChat = chats.length > 0;
  for (const part of parts) {
    if (part.mergedInto) fault(part, "already_merged");
    else if (part.brandId !== whole.brandId) fault(part, "another_brand");
    // An answer reaches one window, and nobody reads in a chat what others wrote.
    else if (chats.length > 1 || (hasChat && part.customerId !== whole.customerId)) fault(part, "two_chats");
  }
  if (faults.length) throw new Refusal("cannot_merge", { fields: faults });
}

async function mergeOne(
  db: Db,
  tx: Tx,
  caller: Caller,
  from: ConversationRow,
  into: ConversationRow,
  now: Date,
): Promise<{ whole: ConversationRow; mergeId: string; messageIds: string[] }> {
  const { workspaceId } = into;
  const mergeId = orderedId();
  const clocks = { from: await clocksThatRun(tx, from), into: await clocksThatRun(tx, into) };
  const ids = await tx
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", from.id)
    .execute();
  const messageIds = await rehome(tx, workspaceId, {
    messageIds: ids.map(({ id }) => id),
    from: from.id,
    to: into.id,
  });
  const { fields, added, conflicts } = joinFields(from, into);
  const kept: Kept = {
    from: stoodAs(from),
    into: stoodAs(into),
    messageIds,
    promiseIds: await takePromises(tx, from, into),
    clocks,
    tags: await takeRows(tx, "conversation_tags", "tag_id", from, into),
    followers: await takeRows(tx, "followers", "agent_id", from, into),
    people: await takePeople(tx, from, into, caller.name),
    links: await takeLinks(tx, from, into),
    fields: added,
    hasOwner: into.ownerId === null && from.ownerId !== null,
    hasChat: await takeChat(tx, from, into),
    drafts: await joinDrafts(tx, from, into, now),
    repeats: await takeRepeats(tx, from, into),
    conflicts,
  };
  await sql`
    insert into named_items (workspace_id, brand_id, item, conversation_id, customer_id)
    select workspace_id, brand_id, item, ${into.id}, customer_id from named_items
    where workspace_id = ${workspaceId} and conversation_id = ${from.id}
    on conflict do nothing`.execute(tx);
  await tx
    .insertInto("merges")
    .values({
      workspaceId,
      id: mergeId,
      brandId: into.brandId,
      fromId: from.id,
      intoId: into.id,
      at: now,
      mergedBy: JSON.stringify(actorOf(caller)),
      kept: JSON.stringify(kept),
    })
    .execute();

  const held = await holdings(tx, into);
  const more: Partial<ConversationRow> = {
    status: statusOfBoth(from, into, held.waitingSince !== null, held.isAnswered),
    priority: higher(from.priority, into.priority),
    fields,
    ...(kept.hasOwner && { ownerId: from.ownerId }),
    ...soonerStep(from, into),
    // What one of them is looked at for is not out of sight for the other.
    ...(from.status !== "closed" && !from.snoozedUntil && inSight),
  };
  await lendClocks(tx, more.status === "closed" ? [] : clocks.from, into, now, { shared: false });
  const whole = await restateOne(db, tx, into, now, held, { more });
  await restateOne(db, tx, from, now, await holdings(tx, from), {
    more: { ...asClosed(now), closedAt: from.closedAt ?? now, mergedInto: into.id },
  });
  await tell(tx, caller, { from, into, whole, kept }, now);
  return { whole, mergeId, messageIds };
}

async function tell(
  tx: Tx,
  caller: Caller,
  {
    from,
    into,
    whole,
    kept,
  }: { from: ConversationRow; into: ConversationRow; whole: ConversationRow; kept: Kept },
  at: Date,
) {
  const about = { workspaceId: into.workspaceId, brandId: into.brandId, actor: actorOf(caller), at };
  await recordAll(tx, [
    ...(into.status === "closed" && whole.status !== "closed"
      ? [
          {
            ...about,
            kind: "conversation.reopened" as const,
            conversationId: into.id,
            data: { because: "merged" },
          },
        ]
      : []),
    {
      ...about,
      kind: "conversation.merged",
      conversationId: from.id,
      data: { into: into.id, number: into.number },
    },
    {
      ...about,
      kind: "conversation.merged",
      conversationId: into.id,
      data: {
        from: [{ id: from.id, number: from.number }],
        messageIds: kept.messageIds,
        ...(kept.conflicts.length && { conflicts: kept.conflicts }),
      },
    },
    ...(kept.hasOwner && from.ownerId
      ? [
          {
            ...about,
            kind: "conversation.assigned" as const,
            conversationId: into.id,
            data: {
              agent: from.ownerId,
              name: await nameOf(tx, into.workspaceId, from.ownerId),
              because: "merged",
            },
          },
        ]
      : []),
  ]);
}

const nameOf = async (tx: Tx, workspaceId: string, id: string): Promise<string> =>
  (
    await tx
      .selectFrom("agents")
      .select("name")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirstOrThrow()
  ).name;

/** It is our turn where it was in either; nobody waits where neither did. */
function statusOfBoth(
  from: ConversationRow,
  into: ConversationRow,
  owes: boolean,
  isAnswered: boolean,
): string {
  const both = [into.status, from.status];
  if (owes) return isAnswered || !both.includes("new") ? "open" : "new";
  if (both.includes("open") || both.includes("new"))
    return isAnswered || !both.includes("new") ? "open" : "new";
  return both.includes("waiting") ? "waiting" : "closed";
}

const levels: readonly string[] = Priority.options;
const higher = (one: string, other: string) => (levels.indexOf(one) > levels.indexOf(other) ? one : other);

/** Of two steps the one that comes first. */
function soonerStep(from: ConversationRow, into: ConversationRow): Partial<ConversationRow> {
  if (!from.nextStepAt || !from.nextStep) return {};
  if (into.nextStepAt && into.nextStepAt <= from.nextStepAt) return {};
  return { nextStep: from.nextStep, nextStepAt: from.nextStepAt };
}

/** What was written down, of both; where they differ, the one that stays keeps its own. */
function joinFields(from: ConversationRow, into: ConversationRow) {
  const [theirs, ours] = [from.fields as Record<string, unknown>, into.fields as Record<string, unknown>];
  const conflicts = Object.keys(theirs).filter((key) => key in ours && ours[key] !== theirs[key]);
  // Another line asks for other things.
  const added = from.line === into.line ? Object.keys(theirs).filter((key) => !(key in ours)) : [];
  const fields = { ...ours, ...Object.fromEntries(added.map((key) => [key, theirs[key]])) };
  return { fields, added, conflicts };
}

export async function takePromises(tx: Tx, from: ConversationRow, into: ConversationRow): Promise<string[]> {
  const rows = await tx
    .updateTable("promises")
    .set({ conversationId: into.id })
    .where("workspaceId", "=", into.workspaceId)
    .where("conversationId", "=", from.id)
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Gives the one what the other has and it has not; returns what that was. */
async function takeRows(
  tx: Tx,
  table: "conversation_tags" | "followers",
  what: "tag_id" | "agent_id",
  from: ConversationRow,
  into: ConversationRow,
): Promise<string[]> {
  const more = table === "followers" ? sql`, because, since` : sql``;
  const { rows } = await sql<{ what: string }>`
    insert into ${sql.table(table)} (workspace_id, conversation_id, ${sql.ref(what)} ${more})
    select workspace_id, ${into.id}, ${sql.ref(what)} ${more} from ${sql.table(table)}
    where workspace_id = ${into.workspaceId} and conversation_id = ${from.id}
    on conflict do nothing returning ${sql.ref(what)} as what`.execute(tx);
  return rows.map((row) => row.what);
}

/** What was linked with the one is linked with the other. */
async function takeLinks(tx: Tx, from: ConversationRow, into: ConversationRow): Promise<Kept["links"]> {
  const { rows } = await sql<Kept["links"][number]>`
    insert into conversation_links (workspace_id, from_id, to_id, reason, at)
    select workspace_id, case when from_id = ${from.id} then ${into.id} else from_id end,
      case when to_id = ${from.id} then ${into.id} else to_id end, reason, at
    from conversation_links
    where workspace_id = ${into.workspaceId} and ${from.id} in (from_id, to_id) and ${into.id} not in (from_id, to_id)
    on conflict do nothing returning from_id, to_id`.execute(tx);
  return rows;
}
