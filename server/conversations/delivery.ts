import { sql } from "kysely";
import type { Caller } from "../caller.ts";
import { type Happening, isReplyClock, reviveClocks, turnClocks } from "../clocks/index.ts";
import { type Db, send, type Tx, within } from "../db/database.ts";
import { type Actor, actorOf, type NewEvent, record, recordAll } from "../events.ts";
import {
  moveDue,
  owesAnswer,
  reopenRequests,
  settleRequests,
  withdrawAcknowledgement,
} from "../ledger/index.ts";
import { leadsOf, notify } from "../notices/index.ts";
import { Refusal } from "../refusal.ts";
import { countChange } from "./counts.ts";
import { followUpAt, nextStepWhileWaiting } from "./next-step.ts";
import { type ConversationRow, lockConversation, messageById } from "./read.ts";
import { earlier } from "./waive.ts";
import { rankOf } from "./work/placing.ts";

/** Somebody to whom a mail did not get, though it got to others. */
interface Missed {
  address: string;
  error: string | null;
}

/**
 * The state of a delivery as the channel reports it. A failure for good gives the matter back to its owner, and what
 * the message answered is owed again; where it arrives after all, it is answered after all.
 */
export async function deliveryEnded(
  db: Db,
  tx: Tx,
  actor: Actor,
  delivery: { workspaceId: string; conversationId: string; messageId: string },
  outcome: { sent: true; missed?: Missed[] } | { sent: false; error: string; reopens: boolean; to?: string },
): Promise<void> {
  const { workspaceId, conversationId, messageId } = delivery;
  const now = new Date();
  send(
    tx,
    tx
      .updateTable("deliveries")
      .set({
        state: outcome.sent ? "sent" : "failed",
        error: outcome.sent ? null : outcome.error,
        nextTryAt: null,
        leaseUntil: null,
        changedAt: now,
      })
      .where("workspaceId", "=", workspaceId)
      .where((eb) => eb.or([eb("messageId", "=", messageId), eb("carriedBy", "=", messageId)])),
  );
  const conversation = await lockConversation(tx, workspaceId, conversationId);
  const led = outcome.sent
    ? await arrived(db, tx, conversation, messageId, now)
    : await returned(db, tx, conversation, messageId, { now, reopens: outcome.reopens });
  const about = { workspaceId, actor, conversationId, brandId: conversation.brandId };
  const missed = outcome.sent ? (outcome.missed?.[0] ?? null) : { address: outcome.to, error: outcome.error };
  const alarmed =
    missed && !led.data.acknowledgement ? await alarm(tx, conversation, messageId, missed, now) : [];
  const told: NewEvent[] = [
    {
      ...about,
      kind: outcome.sent ? "message.sent" : "message.delivery_failed",
      data: {
        messageId,
        ...(!outcome.sent && { error: outcome.error }),
        ...(alarmed.length && { to: alarmed }),
        ...led.data,
      },
    },
  ];
  if (led.reopened) told.push({ ...about, kind: "conversation.reopened" });
  await recordAll(tx, told);
}

/** Tells who has the matter, else whoever wrote, that a mail did not get there. */
async function alarm(
  tx: Tx,
  conversation: ConversationRow,
  messageId: string,
  missed: { address?: string; error: string | null },
  at: Date,
): Promise<string[]> {
  const { workspaceId, id: conversationId, ownerId, teamId, brandId } = conversation;
  const { authorId, recipients } = await tx
    .selectFrom("messages")
    .select(["authorId", "recipients"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", messageId)
    .executeTakeFirstOrThrow();
  const whoever = ownerId ?? authorId;
  const to = whoever ? [whoever] : await leadsOf(tx, { workspaceId, teamId, brandId });
  const address = missed.address ?? recipients?.to?.[0]?.address ?? "";
  const data = { to: address, error: missed.error ?? "", messageId };
  await notify(tx, workspaceId, { to, kind: "undelivered", conversationId, data, at });
  return to;
}

/** What a delivery led to besides, for its event. */
interface Led {
  data: Record<string, unknown>;
  reopened?: boolean;
}

/** A message that had failed and arrived after all: nothing is left to mend, and it answers what was asked before it. */
async function arrived(
  db: Db,
  tx: Tx,
  conversation: ConversationRow,
  messageId: string,
  now: Date,
): Promise<Led> {
  if (conversation.nextStep !== "mend_delivery") return { data: {} };
  const { auto, sentAt } = await aboutMessage(tx, conversation.workspaceId, messageId);
  if (auto) return { data: {} };
  const owesMore = await owesAnswer(tx, conversation, { since: sentAt });
  const isMended = !(await hasFailed(tx, conversation));
  const wanted: ConversationRow = {
    ...conversation,
    ...(isMended && { nextStep: owesMore ? "reply" : "follow_up" }),
    ...(!owesMore && { waitingSince: null }),
    ...(!owesMore &&
      isMended && { status: "waiting", nextStepAt: conversation.heldUntil ?? followUpAt(now) }),
  };
  const happened: Happening[] = owesMore ? [] : ["answered"];
  const change = { was: conversation, is: wanted, happened };
  const turned = await turnClocks(db, tx, change, now);
  const answers = await settleRequests(tx, conversation, { by: "reply", answerId: messageId }, now, {
    askedBy: sentAt,
    waitedMinutes: turned.ended.find(isReplyClock)?.openMinutes,
  });
  await write(tx, conversation, { ...wanted, ...nextStepWhileWaiting(wanted, turned) }, now);
  return { data: { answers, ...(turned.ended.length && { clocks: turned.ended }) } };
}

/** A message that came back: an acknowledgement told nobody anything, a reply answered nothing. */
async function returned(
  db: Db,
  tx: Tx,
  conversation: ConversationRow,
  messageId: string,
  { now, reopens }: { now: Date; reopens: boolean },
): Promise<Led> {
  const { auto, sentAt } = await aboutMessage(tx, conversation.workspaceId, messageId);
  if (auto === "acknowledgement") {
    await withdrawAcknowledgement(tx, conversation, sentAt);
    await tx
      .updateTable("conversations")
      .set({ acknowledgedAt: null })
      .where("workspaceId", "=", conversation.workspaceId)
      .where("id", "=", conversation.id)
      .execute();
    return { data: { acknowledgement: true } };
  }
  const owed = await reopenRequests(
    tx,
    conversation,
    await inTheMail(tx, conversation.workspaceId, messageId),
  );
  const wasClosed = conversation.status === "closed";
  if (wasClosed && !reopens && !owed) return { data: {} };
  if (owed) await reviveClocks(db, tx, conversation, { endedAt: owed.settledAt, now, which: "reply" });
  const after: ConversationRow = {
    ...conversation,
    status: "open",
    closedAt: null,
    waitingSince: owed ? earlier(conversation.waitingSince, owed.askedAt) : conversation.waitingSince,
    nextStep: "mend_delivery",
    nextStepAt: now,
  };
  const happened: Happening[] = wasClosed ? ["reopened"] : [];
  const turned = await turnClocks(db, tx, { was: conversation, is: after, happened }, now);
  if (owed && turned.alive.some(isReplyClock)) moveDue(tx, conversation, turned.replyDueAt);
  await write(tx, conversation, after, now);
  return { data: owed ? { owedAgain: owed.requests } : {}, reopened: wasClosed };
}

/** The messages that went out in the mail of this one, and it. */
async function inTheMail(tx: Tx, workspaceId: string, messageId: string): Promise<string[]> {
  const carried = await tx
    .selectFrom("deliveries")
    .select("messageId")
    .where("workspaceId", "=", workspaceId)
    .where("carriedBy", "=", messageId)
    .execute();
  return [messageId, ...carried.map((one) => one.messageId)];
}

async function write(tx: Tx, before: ConversationRow, after: ConversationRow, now: Date): Promise<void> {
  const { status, closedAt, waitingSince, nextStep, nextStepAt } = after;
  await tx
    .updateTable("conversations")
    .set((eb) => ({
      status,
      closedAt,
      waitingSince,
      nextStep,
      nextStepAt,
      rankAt: rankOf(after),
      updatedAt: now,
      version: eb("version", "+", 1),
    }))
    .where("workspaceId", "=", before.workspaceId)
    .where("id", "=", before.id)
    .execute();
  countChange(tx, before, after);
}

/** Whether something we wrote to this customer is still not delivered. */
async function hasFailed(tx: Tx, { workspaceId, id }: ConversationRow): Promise<boolean> {
  const { rows } = await sql`
    select from messages m
    join deliveries d on d.workspace_id = m.workspace_id and d.message_id = m.id
    where m.workspace_id = ${workspaceId} and m.conversation_id = ${id} and d.state = 'failed' and m.auto is null
    limit 1`.execute(tx);
  return rows.length > 0;
}

const aboutMessage = (tx: Tx, workspaceId: string, messageId: string) =>
  tx
    .selectFrom("messages")
    .select(["auto", "sentAt"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", messageId)
    .executeTakeFirstOrThrow();

/**
 * Puts a failed delivery back in the queue, or tries one that waits for its next try now; those who have the mail do not
 * get it again. An acknowledgement is not: the time it tells was told for then.
 */
export async function retryDelivery(db: Db, caller: Caller, conversationId: string, messageId: string) {
  return within(db, caller.workspaceId, async (tx) => {
    const conversation = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    const { auto } = await messageById(tx, caller.workspaceId, messageId);
    if (auto) throw new Refusal("not_found");
    const failed = await tx
      .selectFrom("deliveries")
      .select(["carriedBy"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", conversationId)
      .where("messageId", "=", messageId)
      .where((eb) =>
        eb.or([
          eb("state", "=", "failed"),
          eb.and([eb("state", "=", "queued"), eb("error", "is not", null)]),
          eb(
            sql<boolean>`exists (select from jsonb_array_elements(recipients) r where r ->> 'state' = 'failed')`,
            "=",
            true,
          ),
        ]),
      )
      .executeTakeFirst();
    if (!failed) throw new Refusal("not_found");
    // What went out in the mail of another message goes with it again.
    const mailed = failed.carriedBy ?? messageId;
    await tx
      .updateTable("deliveries")
      .set({
        state: "queued",
        tries: 0,
        nextTryAt: sql<Date>`case when message_id = ${mailed} then now() end`,
        error: null,
        recipients: sql`coalesce((select jsonb_agg(r) from jsonb_array_elements(recipients) r
          where r ->> 'state' = 'sent'), '[]')`,
        changedAt: new Date(),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where((eb) => eb.or([eb("messageId", "=", mailed), eb("carriedBy", "=", mailed)]))
      .execute();
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "message.delivery_retried",
      actor: actorOf(caller),
      conversationId,
      brandId: conversation.brandId,
      data: { messageId: mailed },
    });
    return messageById(tx, caller.workspaceId, messageId);
  });
}
