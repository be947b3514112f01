import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Channel, Message, Priority } from "../../contract/conversations.ts";
import { type Language, locales } from "../../contract/languages.ts";
import type { Line } from "../../contract/workspace.ts";
import { type Db, TryAgain, type Tx, within } from "../db/database.ts";
import { type Actor, type EventKind, noteEventWritten, outboxRow, recordAll } from "../events.ts";
import { countChange, nobody } from "./counts.ts";
import { nextNumber } from "./numbers.ts";
import { previewOf } from "./preview.ts";
import { lockConversation } from "./read.ts";

/** Where a message arrived: an inbox, with what a new conversation takes from it. */
export interface ArrivedAt {
  id: string;
  brandId: string;
  line: Line;
  teamId: string;
  replyWithinMinutes: number;
}

/** A customer's message, understood, on its way into the record. */
export interface Incoming {
  inbox: ArrivedAt;
  from: { email: string; name: string };
  channel: Channel;
  subject: string;
  text: string;
  /** Cleaned. */
  html: string | null;
  /** The new words alone. */
  reply: string;
  language: Language;
  sentAt: Date;
  line?: Line;
  priority?: Priority;
  linkedBy: Message["linkedBy"];
  auto?: Message["auto"];
  recipients?: Pick<Message, "to" | "cc">;
  senderCheck?: Message["senderCheck"];
  problems?: string[];
  mailId?: string | null;
  inReplyTo?: string | null;
  rawMailId?: string | null;
  files?: IncomingFile[];
  /** For messages that are told long after they came. */
  recordedAt?: Date;
}

/** A file whose bytes are in the store already. */
export interface IncomingFile {
  id: string;
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  inline: boolean;
  contentId: string | null;
}

export interface Recorded {
  conversationId: string;
  messageId: string;
}

/**
 * Opens a conversation with a customer's first message: customer, conversation, owner and next step, message and
 * event in one statement, so that no instant knows a message without an owner.
 */
export async function openConversation(
  db: Db,
  workspaceId: string,
  actor: Actor,
  incoming: Incoming,
): Promise<Recorded> {
  const number = await nextNumber(db, workspaceId);
  return within(db, workspaceId, async (tx) => {
    const { inbox, from, auto = null } = incoming;
    const now = incoming.recordedAt ?? new Date();
    const conversationId = randomUUIDv7();
    const messageId = randomUUIDv7();
    const wantsAnswer = !auto;
    const at = new Date(now.getTime() + inbox.replyWithinMinutes * 60_000);
    const status = wantsAnswer ? "new" : "open";
    const event = outboxRow({
      workspaceId,
      kind: "conversation.opened",
      actor,
      conversationId,
      brandId: inbox.brandId,
      data: { number, messageId, channel: incoming.channel, linkedBy: incoming.linkedBy },
      at: now,
    });
    const name = from.name || from.email;
    const locale = locales.find((one) => one === incoming.language) ?? null;
    try {
      await sql`
        with known as (
          select customer_id as id from identities
          where workspace_id = ${workspaceId} and brand_id = ${inbox.brandId} and kind = 'email' and value = ${from.email}
        ), made as (
          insert into customers (workspace_id, id, brand_id, name, email, locale, created_at, updated_at, last_seen_at)
          select ${workspaceId}, ${randomUUIDv7()}, ${inbox.brandId}, ${name}, ${from.email}, ${locale}, ${now}, ${now}, ${now}
          where not exists (select from known)
          returning id
        ), identified as (
          insert into identities (workspace_id, brand_id, kind, value, customer_id)
          select ${workspaceId}, ${inbox.brandId}, 'email', ${from.email}, id from made
        ), opened as (
          insert into conversations (workspace_id, id, number, brand_id, inbox_id, customer_id, line, status, channel,
            subject, language, priority, team_id, started_by, waiting_since, next_step, next_step_at, preview,
            preview_by, last_message_at, created_at, updated_at)
          select ${workspaceId}, ${conversationId}, ${number}, ${inbox.brandId}, ${inbox.id}, id,
            ${incoming.line ?? inbox.line}, ${status}, ${incoming.channel}, ${incoming.subject}, ${incoming.language},
            ${incoming.priority ?? (auto ? "low" : "normal")}, ${inbox.teamId}, 'customer',
            ${wantsAnswer ? now : null}, ${wantsAnswer ? "first_reply" : "follow_up"}, ${at},
            ${previewOf(incoming.reply || incoming.text)}, ${auto ? "automation" : "customer"},
            ${incoming.sentAt}, ${now}, ${now}
          from (select id from known union all select id from made) as customer
          returning customer_id
        ), said as (
          insert into messages ${messageColumns}
          select ${messageValues(workspaceId, conversationId, messageId, incoming)} from opened
        ), counted as (
          insert into conversation_count_changes (workspace_id, id, brand_id, status, owner_id, n)
          values (${workspaceId}, ${randomUUIDv7()}, ${inbox.brandId}, ${status}, ${nobody}, 1)
        )
        insert into outbox (workspace_id, id, at, kind, conversation_id, brand_id, actor, data)
        values (${workspaceId}, ${event.id}, ${now}, ${event.kind}, ${conversationId}, ${inbox.brandId}, ${event.actor}, ${event.data})
      `.execute(tx);
    } catch (error) {
      // Two first letters of one person at the same moment: whoever comes second finds the customer now.
      if ((error as { constraint?: string }).constraint === "identities_pkey") throw new TryAgain();
      throw error;
    }
    noteEventWritten();
    await keepFiles(tx, workspaceId, conversationId, messageId, incoming.files);
    return { conversationId, messageId };
  });
}

/**
 * Adds a customer's message to a conversation that goes on. The customer waits for us again, and a closed matter is
 * open again; a machine's message is kept without either.
 */
export async function continueConversation(
  db: Db,
  workspaceId: string,
  actor: Actor,
  conversationId: string,
  incoming: Incoming,
): Promise<Recorded> {
  return within(db, workspaceId, async (tx) => {
    const now = incoming.recordedAt ?? new Date();
    const before = await lockConversation(tx, workspaceId, conversationId);
    const messageId = randomUUIDv7();
    const wantsAnswer = !incoming.auto;
    const reopened = wantsAnswer && before.status === "closed";
    const status = !wantsAnswer ? before.status : before.status === "new" ? "new" : "open";
    const at = new Date(now.getTime() + incoming.inbox.replyWithinMinutes * 60_000);

    await sql`insert into messages ${messageColumns} select ${messageValues(workspaceId, conversationId, messageId, incoming)}`.execute(
      tx,
    );
    await tx
      .updateTable("conversations")
      .set((eb) => ({
        status,
        updatedAt: now,
        version: eb("version", "+", 1),
        ...(wantsAnswer && {
          closedAt: null,
          waitingSince: before.waitingSince ?? now,
          nextStep: before.waitingSince ? before.nextStep : "reply",
          nextStepAt: before.waitingSince ? before.nextStepAt : at,
          preview: previewOf(incoming.reply || incoming.text),
          previewBy: "customer",
          lastMessageAt: new Date(Math.max(incoming.sentAt.getTime(), before.lastMessageAt.getTime())),
          language: incoming.language === "unknown" ? before.language : incoming.language,
        }),
      }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", conversationId)
      .execute();
    await countChange(tx, before, { status, ownerId: before.ownerId });
    const kinds: EventKind[] = reopened
      ? ["conversation.reopened", "conversation.customer_wrote"]
      : ["conversation.customer_wrote"];
    await recordAll(
      tx,
      kinds.map((kind) => ({
        workspaceId,
        kind,
        actor,
        conversationId,
        brandId: before.brandId,
        data: { messageId, auto: incoming.auto ?? null, linkedBy: incoming.linkedBy },
        at: now,
      })),
    );
    await keepFiles(tx, workspaceId, conversationId, messageId, incoming.files);
    return { conversationId, messageId };
  });
}

const messageColumns = sql`(workspace_id, id, conversation_id, kind, author_kind, author_id, author_name, channel, subject,
  text, html, reply, language, recipients, auto, linked_by, sender_check, problems, mail_id, in_reply_to, raw_mail_id,
  has_attachments, sent_at)`;

function messageValues(workspaceId: string, conversationId: string, messageId: string, incoming: Incoming) {
  const { from, recipients, senderCheck } = incoming;
  return sql.join([
    sql`${workspaceId}::uuid, ${messageId}::uuid, ${conversationId}::uuid, 'message'`,
    sql`${incoming.auto ? "automation" : "customer"}, null::uuid, ${from.name || from.email}, ${incoming.channel}`,
    sql`${incoming.subject}, ${incoming.text}, ${incoming.html}, ${incoming.reply}, ${incoming.language}`,
    sql`${recipients ? JSON.stringify(recipients) : null}::jsonb, ${incoming.auto ?? null}, ${incoming.linkedBy}`,
    sql`${senderCheck ? JSON.stringify(senderCheck) : null}::jsonb, ${incoming.problems ?? []}::text[]`,
    sql`${incoming.mailId ?? null}, ${incoming.inReplyTo ?? null}, ${incoming.rawMailId ?? null}::uuid`,
    sql`${Boolean(incoming.files?.length)}, ${incoming.sentAt}::timestamptz`,
  ]);
}

async function keepFiles(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  messageId: string,
  files: IncomingFile[] = [],
) {
  if (!files.length) return;
  await tx
    .insertInto("attachments")
    .values(files.map((file) => ({ ...file, workspaceId, conversationId, messageId })))
    .execute();
}
