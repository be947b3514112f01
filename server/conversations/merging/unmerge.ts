import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { asClosed } from "../change.ts";
import { partClocks } from "../moving/clocks.ts";
import { goingWith } from "../moving/going-with.ts";
import { rehome } from "../moving/rehome.ts";
import { type Holdings, holdings, restateOne, statusOf } from "../moving/restate.ts";
import { type Stood, shownOf, standingOf } from "../moving/stood.ts";
import { type ConversationRow, conversationById, lockConversation } from "../read.ts";
import { takeChat } from "./chat.ts";
import { partDrafts } from "./drafts.ts";
import type { Kept } from "./kept.ts";
import { partPeople } from "./people.ts";
import { giveRepeatsBack } from "./repeats.ts";
import { lockWhole } from "./whole.ts";

/**
 * Takes a conversation out of the one that it is part of, also days later: every message and thing is back where it was.
 * What came after the merge stays where it is, unless it answers what goes: a reply to its questions alone, or a mail
 * that answers one of its messages. Where the two had been closed as one, both stay closed.
 */
export function unmerge(db: Db, caller: Caller, id: string) {
  return within(db, caller.workspaceId, async (tx) => {
    await unmergeLocked(db, tx, caller, id);
    return conversationById(tx, caller, id);
  });
}

/** The same within another act. */
export async function unmergeLocked(db: Db, tx: Tx, caller: Caller, id: string): Promise<void> {
  const { workspaceId } = caller;
  const from = await lockConversation(tx, workspaceId, id, caller.brands);
  const stored = await tx
    .selectFrom("merges")
    .select(["id", "at", "kept", "intoId"])
    .where("workspaceId", "=", workspaceId)
    .where("fromId", "=", id)
    .where("undoneAt", "is", null)
    .executeTakeFirst();
  if (!stored || !from.mergedInto) throw new Refusal("not_found");
  const kept: Kept = stored.kept;
  // It may have become part of yet another since.
  const into = await lockWhole(tx, workspaceId, from.mergedInto);
  const now = new Date();
  const going = await goingWith(tx, into, kept.messageIds, stored.at);
  const messageIds = await rehome(tx, workspaceId, { messageIds: going, from: into.id, to: id });
  await promisesBack(tx, from, into, kept.promiseIds);
  if (kept.hasChat) await takeChat(tx, into, from);
  const isFirst = into.id === stored.intoId;
  if (isFirst) await takeBackAdded(tx, into, kept);
  await giveRepeatsBack(tx, from, into, kept.repeats);
  await partDrafts(tx, from, into, kept.drafts);

  const [theirs, ours] = [await holdings(tx, from), await holdings(tx, into)];
  // What was moved elsewhere since stays there; of what is left without a word, nothing is to be done.
  const isClosed =
    theirs.waitingSince === null &&
    (kept.from.status === "closed" || into.status === "closed" || messageIds.length === 0);
  // Where nobody has said anything since, the one that stayed is as it was, too.
  const isQuiet = isFirst && into.status !== "closed" && !(await saidSince(tx, into, stored.at));
  const closesInto = isQuiet && kept.into.status === "closed" && ours.waitingSince === null;
  await partClocks(
    tx,
    {
      home: { row: from, was: kept.clocks.from, isWaiting: theirs.waitingSince !== null, closes: isClosed },
      away: { row: into, was: kept.clocks.into, isWaiting: ours.waitingSince !== null, closes: closesInto },
    },
    now,
  );
  const wasClosed = from.closedAt ?? now;
  const alone = await restateOne(db, tx, from, now, theirs, {
    more: {
      ...standingOf(kept.from),
      status: statusOf(kept.from, theirs),
      ownerId: await stillHere(tx, workspaceId, kept.from.ownerId),
      ...(isClosed
        ? { ...asClosed(now), closedAt: wasClosed }
        : kept.from.status === "closed"
          ? { status: theirs.isAnswered ? "open" : "new", closedAt: null }
          : {}),
      ...(messageIds.length === kept.messageIds.length && shownOf(kept.from)),
      mergedInto: null,
    },
  });
  await restateOne(db, tx, into, now, ours, {
    more: {
      ...(isFirst && asBefore(into, kept)),
      ...(isQuiet && stepBefore(into, kept.into, ours)),
      ...(isQuiet && shownOf(kept.into)),
      ...(closesInto && { ...asClosed(now), closedAt: standingOf(kept.into).closedAt }),
    },
  });
  await tx
    .updateTable("merges")
    .set({ undoneAt: now, undoneBy: JSON.stringify(actorOf(caller)) })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", stored.id)
    .execute();
  await tell(tx, caller, { from, into, alone, kept, messageIds, closesInto }, now);
}

async function promisesBack(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  ids: string[],
): Promise<void> {
  if (!ids.length) return;
  await tx
    .updateTable("promises")
    .set({ conversationId: from.id })
    .where("workspaceId", "=", into.workspaceId)
    .where("conversationId", "=", into.id)
    .where("id", "in", ids)
    .execute();
}

/** What the one that stayed had only because of the other. */
async function takeBackAdded(tx: Tx, { workspaceId, id }: ConversationRow, kept: Kept): Promise<void> {
  const mine = sql`workspace_id = ${workspaceId} and conversation_id = ${id}`;
  await sql`delete from conversation_tags where ${mine} and tag_id = any(${kept.tags}::uuid[])`.execute(tx);
  await sql`delete from followers where ${mine} and agent_id = any(${kept.followers}::uuid[])`.execute(tx);
  await partPeople(tx, { workspaceId, id }, kept.people);
  for (const { fromId, toId } of kept.links)
    await tx
      .deleteFrom("conversationLinks")
      .where("workspaceId", "=", workspaceId)
      .where("fromId", "=", fromId)
      .where("toId", "=", toId)
      .execute();
}

async function saidSince(tx: Tx, { workspaceId, id }: ConversationRow, since: Date): Promise<boolean> {
  const row = await tx
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("sentAt", ">=", since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function stillHere(tx: Tx, workspaceId: string, agentId: string | null): Promise<string | null> {
  if (!agentId) return null;
  const row = await tx
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", agentId)
    .where("status", "=", "active")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What nobody has changed in the one that stayed is as it was. */
function asBefore(
  into: ConversationRow,
  { from, into: was, fields, hasOwner }: Kept,
): Partial<ConversationRow> {
  const now: Record<string, unknown> = into.fields;
  const left = Object.entries(now).filter(
    ([key, value]) => !fields.includes(key) || from.fields[key] !== value,
  );
  return {
    fields: Object.fromEntries(left),
    ...(into.priority === from.priority && { priority: was.priority }),
    ...(hasOwner && into.ownerId === from.ownerId && { ownerId: null }),
  };
}

const stepBefore = (into: ConversationRow, was: Stood, held: Holdings): Partial<ConversationRow> => {
  if (was.status === "closed") return {};
  const { nextStep, nextStepAt, snoozedUntil, snoozedFor, snooze } = standingOf(was);
  return {
    ...{ status: statusOf(was, held), nextStep, nextStepAt },
    ...(into.snoozedUntil === null && { snoozedUntil, snoozedFor, snooze }),
  };
};

async function tell(
  tx: Tx,
  caller: Caller,
  {
    from,
    into,
    alone,
    kept,
    messageIds,
    closesInto,
  }: {
    from: ConversationRow;
    into: ConversationRow;
    alone: ConversationRow;
    kept: Kept;
    messageIds: string[];
    closesInto: boolean;
  },
  at: Date,
) {
  const owed = await tx
    .selectFrom("requests")
    .select(["messageId", "askedAt"])
    .where("workspaceId", "=", from.workspaceId)
    .where("conversationId", "=", from.id)
    .where("answeredAt", "is", null)
    .orderBy("askedAt")
    .execute();
  const about = { workspaceId: from.workspaceId, brandId: from.brandId, actor: actorOf(caller), at };
  await recordAll(tx, [
    {
      ...about,
      kind: "conversation.unmerged",
      conversationId: from.id,
      data: {
        outOf: into.id,
        number: into.number,
        messageIds,
        owed: owed.map(({ messageId, askedAt }) => ({ messageId, askedAt: askedAt.toISOString() })),
      },
    },
    {
      ...about,
      kind: "conversation.unmerged",
      conversationId: into.id,
      data: { from: { id: from.id, number: from.number } },
    },
    ...(kept.hasOwner && into.ownerId !== null && into.ownerId === kept.from.ownerId
      ? [
          {
            ...about,
            kind: "conversation.assigned" as const,
            conversationId: into.id,
            data: { team: into.teamId, because: "unmerged" },
          },
        ]
      : []),
    // It was closed as part of the other.
    ...(alone.status === "closed" && kept.from.status !== "closed"
      ? [
          {
            ...about,
            kind: "conversation.closed" as const,
            conversationId: from.id,
            data: { because: "unmerged" },
          },
        ]
      : []),
    ...(alone.status !== "closed" && kept.from.status === "closed"
      ? [
          {
            ...about,
            kind: "conversation.reopened" as const,
            conversationId: from.id,
            data: { because: "unmerged" },
          },
        ]
      : []),
    ...(closesInto
      ? [
          {
            ...about,
            kind: "conversation.closed" as const,
            conversationId: into.id,
            data: { because: "unmerged", takenBack: true },
          },
        ]
      : []),
  ]);
}
