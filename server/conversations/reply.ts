import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Language } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import { cleanHtml, textOfHtml } from "../channels/mail/reading/index.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { type Actor, actorOf, record } from "../events.ts";
import { claimUploads } from "../files/index.ts";
import { languageOf } from "../language/index.ts";
import { Refusal } from "../refusal.ts";
import { refuseUnfinished } from "./change.ts";
import { countChange } from "./counts.ts";
import { previewOf } from "./preview.ts";
import { type ConversationRow, lockConversation, messageById } from "./read.ts";
import { noteAnswered } from "./work/handover-times.ts";
import { rankOf } from "./work/placing.ts";

/** What somebody here wrote: text, HTML or both, and uploads to go with it. */
export interface Composed {
  text?: string;
  html?: string;
  attachments: string[];
}

/** Days until we look again at a matter that waits for its customer. */
export const followUpAfterDays = 7;

/**
 * Answers the customer and ends their wait. The outgoing mail is a row of the same transaction; delivery follows
 * after commit and is seen on the message.
 */
export async function reply(
  db: Db,
  caller: Caller,
  conversationId: string,
  composed: Composed & { after: "wait" | "close" | "keep"; seen?: string },
) {
  const said = await readable(composed);
  return within(db, caller.workspaceId, async (tx) => {
    const before = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    if (before.status === "closed") throw new Refusal("conversation_closed");
    if (composed.seen) await refuseIfNewer(tx, before, composed.seen);
    if (composed.after === "close") await refuseUnfinished(tx, before);
    const to = await whomToAnswer(tx, before);

    const messageId = await say(tx, caller, before, said, { kind: "message", to });
    await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
    await queueDelivery(tx, before, messageId);
    await forgetDraft(tx, caller, conversationId);
    const status = composed.after === "close" ? "closed" : composed.after === "wait" ? "waiting" : "open";
    await endWait(tx, caller, before, status, said.reply);
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.replied",
      actor: actorOf(caller),
      conversationId,
      brandId: before.brandId,
      data: { messageId, status },
    });
    if (status === "closed") await recordClosed(tx, caller, before);
    return messageById(tx, caller.workspaceId, messageId);
  });
}

/** Adds a note that only people here see. It changes neither the customer's wait nor the status. */
export async function note(db: Db, caller: Caller, conversationId: string, composed: Composed) {
  const said = await readable(composed);
  return within(db, caller.workspaceId, async (tx) => {
    const conversation = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    const messageId = await say(tx, caller, conversation, said, { kind: "note", to: null });
    await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
    await forgetDraft(tx, caller, conversationId);
    await tx
      .updateTable("conversations")
      .set((eb) => ({ updatedAt: new Date(), version: eb("version", "+", 1) }))
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", conversationId)
      .execute();
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.noted",
      actor: actorOf(caller),
      conversationId,
      brandId: conversation.brandId,
      data: { messageId },
    });
    return messageById(tx, caller.workspaceId, messageId);
  });
}

/** Text and cleaned HTML of what was composed; either may be made from the other's absence. */
export async function readable({ text, html }: Composed) {
  const clean = html ? await cleanHtml(html) : null;
  const plain = text ?? (html ? textOfHtml(html) : "");
  return { text: plain, html: clean, reply: plain };
}

async function refuseIfNewer(tx: Tx, conversation: ConversationRow, seen: string) {
  const { rows } = await sql`
    select from messages newer
    join messages mine on mine.workspace_id = newer.workspace_id and mine.id = ${seen}
    where newer.workspace_id = ${conversation.workspaceId} and newer.conversation_id = ${conversation.id}
      and newer.kind = 'message' and (newer.sent_at, newer.id) > (mine.sent_at, mine.id)
    limit 1`.execute(tx);
  if (rows.length) throw new Refusal("conversation_changed");
}

/** The customer's own address. */
async function whomToAnswer(tx: Tx, conversation: ConversationRow) {
  const customer = await tx
    .selectFrom("customers")
    .select(["name", "email"])
    .where("workspaceId", "=", conversation.workspaceId)
    .where("id", "=", conversation.customerId)
    .executeTakeFirstOrThrow();
  if (!customer.email) throw new Refusal("no_address");
  return { name: customer.name, address: customer.email };
}

export async function say(
  tx: Tx,
  caller: Caller,
  conversation: Pick<ConversationRow, "workspaceId" | "id" | "channel" | "subject" | "language" | "inboxId">,
  said: { text: string; html: string | null; reply: string },
  { kind, to }: { kind: "message" | "note"; to: { name: string; address: string } | null },
): Promise<string> {
  const messageId = randomUUIDv7();
  await tx
    .insertInto("messages")
    .values({
      workspaceId: conversation.workspaceId,
      id: messageId,
      conversationId: conversation.id,
      kind,
      authorKind: caller.kind === "agent" ? "agent" : "automation",
      authorId: caller.kind === "agent" ? caller.id : null,
      authorName: caller.name,
      channel: kind === "note" ? conversation.channel : "email",
      subject: kind === "note" ? null : conversation.subject,
      ...said,
      language: languageOf(said.text, conversation.language as Language),
      recipients: to && JSON.stringify({ to: [to], cc: [] }),
      linkedBy: caller.kind === "agent" ? "desk" : "api",
      mailId: to ? await mailIdFor(tx, conversation, messageId) : null,
      hasAttachments: false,
      sentAt: new Date(),
    })
    .execute();
  return messageId;
}

/** Our mail's Message-ID is made here, before the first try, and stays the same for every try. */
async function mailIdFor(
  tx: Tx,
  conversation: Pick<ConversationRow, "workspaceId" | "inboxId">,
  messageId: string,
) {
  const { address } = await tx
    .selectFrom("inboxes")
    .select("address")
    .where("workspaceId", "=", conversation.workspaceId)
    .where("id", "=", conversation.inboxId)
    .executeTakeFirstOrThrow();
  return `<${messageId}@${address.split("@")[1] ?? "tandem.invalid"}>`;
}

export async function queueDelivery(
  tx: Tx,
  { workspaceId, id }: Pick<ConversationRow, "workspaceId" | "id">,
  messageId: string,
) {
  await tx
    .insertInto("deliveries")
    .values({ workspaceId, messageId, conversationId: id, state: "queued", nextTryAt: new Date() })
    .execute();
}

/** The customer has our words: whoever answered holds the matter, if nobody did. */
async function endWait(
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  status: "waiting" | "closed" | "open",
  words: string,
) {
  const now = new Date();
  const ownerId = before.ownerId ?? (caller.kind === "agent" ? caller.id : null);
  await tx
    .updateTable("conversations")
    .set((eb) => ({
      status,
      ownerId,
      waitingSince: null,
      nextStep: status === "closed" ? null : "follow_up",
      nextStepAt: status === "closed" ? null : new Date(now.getTime() + followUpAfterDays * 86_400_000),
      rankAt: null,
      closedAt: status === "closed" ? now : null,
      preview: previewOf(words),
      previewBy: caller.kind === "agent" ? "agent" : "automation",
      lastMessageAt: now,
      updatedAt: now,
      version: eb("version", "+", 1),
    }))
    .where("workspaceId", "=", before.workspaceId)
    .where("id", "=", before.id)
    .execute();
  await countChange(tx, before, { status, ownerId });
  await noteAnswered(tx, before.workspaceId, before.id);
}

const recordClosed = (tx: Tx, caller: Caller, { workspaceId, id, brandId }: ConversationRow) =>
  record(tx, {
    workspaceId,
    kind: "conversation.closed",
    actor: actorOf(caller),
    conversationId: id,
    brandId,
  });

async function forgetDraft(tx: Tx, caller: Caller, conversationId: string) {
  if (caller.kind !== "agent") return;
  await tx
    .deleteFrom("drafts")
    .where("workspaceId", "=", caller.workspaceId)
    .where("agentId", "=", caller.id)
    .where("conversationId", "=", conversationId)
    .execute();
}

/** The state of a delivery as the channel reports it; a failure for good gives the matter back to its owner. */
export async function deliveryEnded(
  tx: Tx,
  actor: Actor,
  delivery: { workspaceId: string; conversationId: string; messageId: string },
  outcome: { sent: true } | { sent: false; error: string; reopens: boolean },
): Promise<void> {
  const { workspaceId, conversationId, messageId } = delivery;
  const now = new Date();
  await tx
    .updateTable("deliveries")
    .set({
      state: outcome.sent ? "sent" : "failed",
      error: outcome.sent ? null : outcome.error,
      nextTryAt: null,
      leaseUntil: null,
      changedAt: now,
    })
    .where("workspaceId", "=", workspaceId)
    .where("messageId", "=", messageId)
    .execute();
  const conversation = await lockConversation(tx, workspaceId, conversationId);
  if (!outcome.sent && (conversation.status !== "closed" || outcome.reopens)) {
    await tx
      .updateTable("conversations")
      .set((eb) => ({
        status: "open",
        closedAt: null,
        nextStep: "mend_delivery",
        nextStepAt: now,
        rankAt: rankOf({ ...conversation, nextStepAt: now }),
        updatedAt: now,
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", conversationId)
      .execute();
    await countChange(tx, conversation, { status: "open", ownerId: conversation.ownerId });
  }
  await record(tx, {
    workspaceId,
    kind: outcome.sent ? "message.sent" : "message.delivery_failed",
    actor,
    conversationId,
    brandId: conversation.brandId,
    data: {
      messageId,
      ...(!outcome.sent && { error: outcome.error }),
      ...(!outcome.sent && conversation.status === "closed" && outcome.reopens && { reopened: true }),
    },
  });
}

/** Puts a failed delivery back in the queue. */
export async function retryDelivery(db: Db, caller: Caller, conversationId: string, messageId: string) {
  return within(db, caller.workspaceId, async (tx) => {
    const conversation = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    const { numUpdatedRows } = await tx
      .updateTable("deliveries")
      .set({ state: "queued", tries: 0, nextTryAt: new Date(), error: null, changedAt: new Date() })
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", conversationId)
      .where("messageId", "=", messageId)
      .where("state", "=", "failed")
      .executeTakeFirst();
    if (!numUpdatedRows) throw new Refusal("not_found");
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "message.delivery_retried",
      actor: actorOf(caller),
      conversationId,
      brandId: conversation.brandId,
      data: { messageId },
    });
    return messageById(tx, caller.workspaceId, messageId);
  });
}
