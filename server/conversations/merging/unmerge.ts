import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import { isReplyClock } from "../../clocks/index.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { asClosed } from "../change.ts";
import { type ClockRow, cancelClocks, clocksThatRun, lendClocks, revive } from "../moving/clocks.ts";
import { rehome } from "../moving/rehome.ts";
import { type Holdings, holdings, restateOne, statusOf } from "../moving/restate.ts";
import { type ConversationRow, conversationById, lockConversation } from "../read.ts";
import { takeChat } from "./chat.ts";
import { partDrafts } from "./drafts.ts";
import type { Kept, Stood } from "./kept.ts";
import { partPeople } from "./people.ts";
import { giveRepeatsBack } from "./repeats.ts";
import { lockWhole } from "./whole.ts";

/**
 * Takes a conversation out of the one that it is part of, also days later: every message and thing is back where it was.
 * What came after the merge stays where it is, unless it answers what goes: a reply to its questions alone, or a mail
 * that answers one of its messages. Where the two had been closed as one, both stay closed.
 */
export function unmerge(db: Db, caller: Caller, id: string) {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
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
    const clocks = await clocksThatRun(tx, into);
    const going = await goingWith(tx, into, kept.messageIds, stored.at);
    const messageIds = await rehome(tx, workspaceId, { messageIds: going, from: into.id, to: id });
    await promisesBack(tx, from, into, kept.promiseIds);
    if (kept.hasChat) await takeChat(tx, into, from);
    const isFirst = into.id === stored.intoId;
    if (isFirst) await takeBackAdded(tx, into, kept);
    await giveRepeatsBack(tx, from, into, kept.repeats);
    await partDrafts(tx, from, into, kept.drafts);

    const [theirs, ours] = [await holdings(tx, from), await holdings(tx, into)];
    const isClosed =
      theirs.waitingSince === null && (kept.from.status === "closed" || into.status === "closed");
    // Where nobody has said anything since, the one that stayed is as it was, too.
    const isQuiet = isFirst && into.status !== "closed" && !(await saidSince(tx, into, stored.at));
    const closesInto = isQuiet && kept.into.status === "closed" && ours.waitingSince === null;
    await partClocks(tx, { from, into, kept, clocks }, { theirs, ours, isClosed, closesInto }, now);
    const wasClosed = from.closedAt ?? now;
    const alone = await restateOne(db, tx, from, now, theirs, {
      ...standingOf(kept.from),
      status: statusOf(kept.from, theirs),
      ownerId: await stillHere(tx, workspaceId, kept.from.ownerId),
      ...(isClosed
        ? { ...asClosed(now), closedAt: wasClosed }
        : kept.from.status === "closed"
          ? { status: theirs.isAnswered ? "open" : "new", closedAt: null }
          : {}),
      mergedInto: null,
    });
    await restateOne(db, tx, into, now, ours, {
      ...(isFirst && asBefore(into, kept)),
      ...(isQuiet && stepBefore(kept.into, ours)),
      ...(closesInto && asClosed(now)),
    });
    await tx
      .updateTable("merges")
      .set({ undoneAt: now, undoneBy: JSON.stringify(actorOf(caller)) })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", stored.id)
      .execute();
    await tell(tx, caller, { from, into, alone, kept, messageIds, closesInto }, now);
    return conversationById(tx, caller, id);
  });
}

/** The messages that go: those that came along, and, in any number of steps, what has answered only them since. */
async function goingWith(
  tx: Tx,
  into: ConversationRow,
  messageIds: string[],
  since: Date,
): Promise<string[]> {
  const { workspaceId, id } = into;
  const { rows } = await sql<{
    id: string;
    mailId: string | null;
    inReplyTo: string | null;
    asks: string[] | null;
  }>`
    select m.id, m.mail_id, m.in_reply_to,
      (select array_agg(q.message_id) from requests q
        where q.workspace_id = m.workspace_id and q.conversation_id = m.conversation_id and q.answer_id = m.id) as asks
    from messages m where m.workspace_id = ${workspaceId} and m.conversation_id = ${id}
      and (m.id = any(${messageIds}::uuid[]) or m.sent_at >= ${since})
    order by m.sent_at, m.id`.execute(tx);
  const own = new Set(messageIds);
  const going = rows.filter((row) => own.has(row.id));
  const mails = new Set(going.flatMap(({ mailId }) => mailId ?? []));
  const ids = new Set(going.map((row) => row.id));
  for (let before = -1; before !== ids.size; ) {
    before = ids.size;
    for (const row of rows) {
      const answers = row.asks?.length
        ? row.asks.every((ask) => ids.has(ask))
        : row.inReplyTo !== null && mails.has(row.inReplyTo);
      if (!answers) continue;
      ids.add(row.id);
      if (row.mailId) mails.add(row.mailId);
    }
  }
  return [...ids];
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

/**
 * Each has the clocks again by which it was waited for: those of the one run in it again, those of the other that had
 * given way to them run on as if they never had. Who waits since the merge goes on waiting by the clock that ran.
 */
async function partClocks(
  tx: Tx,
  {
    from,
    into,
    kept,
    clocks,
  }: { from: ConversationRow; into: ConversationRow; kept: Kept; clocks: ClockRow[] },
  {
    theirs,
    ours,
    isClosed,
    closesInto,
  }: { theirs: Holdings; ours: Holdings; isClosed: boolean; closesInto: boolean },
  now: Date,
): Promise<void> {
  const went = new Set(kept.clocks.from.map(({ id }) => id));
  const running = clocks.filter(isReplyClock);
  const runsHere = (clock: { clock: string }, is: Holdings, closes: boolean) =>
    !closes && (!isReplyClock(clock) || is.waitingSince !== null);

  const home = kept.clocks.from.filter((clock) => runsHere(clock, theirs, isClosed));
  await revive(tx, home, from, now);
  const dropped = clocks.filter(({ id }) => went.has(id) && !home.some((one) => one.id === id));
  await cancelClocks(tx, dropped, now);
  if (into.status !== "closed")
    await revive(
      tx,
      kept.clocks.into.filter((clock) => runsHere(clock, ours, closesInto)),
      into,
      now,
    );
  for (const [row, is] of [
    [from, theirs],
    [into, ours],
  ] as const) {
    const replies = (await clocksThatRun(tx, row)).filter(isReplyClock);
    if (!is.waitingSince) await cancelClocks(tx, replies, now);
    else if (!replies.length) await lendClocks(tx, running, row, now, { shared: true });
  }
}

const instant = (text: string | null) => (text ? new Date(text) : null);

const standingOf = (stood: Stood): Partial<ConversationRow> => ({
  status: stood.status,
  teamId: stood.teamId,
  queueId: stood.queueId,
  nextStep: stood.nextStep,
  nextStepAt: instant(stood.nextStepAt),
  heldFor: stood.heldFor,
  heldUntil: instant(stood.heldUntil),
  snoozedUntil: instant(stood.snoozedUntil),
  snoozedFor: stood.snoozedFor,
  snooze: stood.snooze,
});

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

const stepBefore = (was: Stood, held: Holdings): Partial<ConversationRow> =>
  was.status === "closed"
    ? {}
    : { status: statusOf(was, held), nextStep: was.nextStep, nextStepAt: instant(was.nextStepAt) };

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
            data: { because: "unmerged" },
          },
        ]
      : []),
  ]);
}
