import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import {
  type Acknowledged,
  type AcknowledgementRules,
  acknowledge,
  type Expected,
  whyNot,
} from "../acknowledgements/index.ts";
import type { Tx } from "../db/database.ts";
import type { ArrivedAt, Incoming, messageRow } from "./incoming.ts";
import { mailIdFor } from "./mail-id.ts";
import type { ConversationRow } from "./read.ts";

/** Whom an acknowledgement of a further message of a conversation goes to. */
export async function senderOf(tx: Tx, workspaceId: string, conversationId: string, now: Date) {
  const { rows } = await sql<{ email: string | null; locale: string | null; lately: number }>`
    select p.email, p.locale, ${acknowledgedLately(now)} as lately
    from conversations m
    join customers p on p.workspace_id = m.workspace_id and p.id = m.customer_id
    where m.workspace_id = ${workspaceId} and m.id = ${conversationId}`.execute(tx);
  return rows[0];
}

/**
 * The acknowledgement of a further message. Within its period the one before stands for it too: then only the times
 * are given, and no message.
 */
export function acknowledgeMore(
  before: ConversationRow,
  customer: NonNullable<Awaited<ReturnType<typeof senderOf>>>,
  incoming: Incoming,
  given: { acknowledgements: AcknowledgementRules; now: Date; expected: Expected; language: string },
) {
  const wanted = {
    now: given.now,
    number: before.number,
    brandId: before.brandId,
    line: before.line,
    channel: incoming.channel,
    language: given.language === "unknown" ? before.language : given.language,
    customerLocale: customer.locale,
    email: customer.email,
    auto: incoming.auto ?? null,
    dmarc: incoming.senderCheck?.dmarc ?? null,
    acknowledgedAt: before.acknowledgedAt,
    lately: Number(customer.lately),
    inChat: incoming.inChat !== undefined,
  };
  if (incoming.inChat?.isAttended) return null;
  const why = whyNot(given.acknowledgements, wanted);
  if (why === "acknowledged_already") return { at: given.now, toldAt: null, message: null };
  if (why || incoming.isQuiet) return null;
  const acknowledged = acknowledge(given.acknowledgements, wanted, given.expected);
  return {
    at: given.now,
    toldAt: acknowledged.toldAt,
    message: acknowledgementRow(before.id, incoming, acknowledged, {
      now: given.now,
      writesTo: customer.email,
      inbox: incoming.inbox,
      rules: given.acknowledgements,
    }),
  };
}

/** SQL: how many matters of the customer `p` were acknowledged within the last hour. */
export const acknowledgedLately = (now: Date) => sql`
  (select count(*) from conversations c
    where c.workspace_id = p.workspace_id and c.customer_id = p.id
      and c.last_message_at > ${now}::timestamptz - interval '1 hour'
      and c.acknowledged_at > ${now}::timestamptz - interval '1 hour')`;

/** The acknowledgement as a message of ours, in the name of the brand: a mail, or a word in the chat. */
export function acknowledgementRow(
  conversationId: string,
  incoming: Incoming,
  { subject, text, locale }: Acknowledged,
  {
    now,
    writesTo,
    inbox,
    rules,
  }: {
    now: Date;
    writesTo: string | null;
    inbox: Pick<ArrivedAt, "brandId" | "address">;
    rules: AcknowledgementRules;
  },
): ReturnType<typeof messageRow> {
  const id = randomUUIDv7();
  const isMail = incoming.inChat === undefined;
  return {
    id,
    conversation_id: conversationId,
    kind: "message",
    author_kind: "automation",
    author_id: null,
    author_name: rules.brands.get(inbox.brandId)!.name,
    channel: isMail ? "email" : "chat",
    subject: isMail ? subject : null,
    text,
    html: null,
    reply: text,
    language: locale,
    // Without the name: whoever wrote to us chose it.
    recipients: isMail ? { to: [{ name: "", address: writesTo! }], cc: [] } : null,
    auto: "acknowledgement",
    linked_by: "desk",
    linked: null,
    sender_check: null,
    mail: null,
    problems: [],
    mail_id: isMail ? mailIdFor(inbox.address, id) : null,
    in_reply_to: incoming.mailId ?? null,
    raw_mail_id: null,
    quick_replies: null,
    has_attachments: false,
    // It answers what came a moment before.
    sent_at: new Date(Math.max(now.getTime(), incoming.sentAt.getTime()) + 1),
  };
}
