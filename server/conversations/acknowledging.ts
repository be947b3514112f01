import { randomUUIDv7 } from "node:crypto";
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

/**
 * The acknowledgement of a further message. Within its period the one before stands for it too: then only the times
 * are given, and no message.
 */
export async function acknowledgeMore(
  tx: Tx,
  before: ConversationRow,
  incoming: Incoming,
  given: { acknowledgements: AcknowledgementRules; now: Date; expected: Expected; language: string },
) {
  const customer = await tx
    .selectFrom("customers")
    .select(["id", "name", "email", "locale"])
    .where("workspaceId", "=", before.workspaceId)
    .where("id", "=", before.customerId)
    .executeTakeFirstOrThrow();
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
    lately: 0,
  };
  const why = whyNot(given.acknowledgements, wanted);
  if (why === "acknowledged_already") return { at: given.now, toldAt: null, message: null };
  if (why) return null;
  const acknowledged = acknowledge(given.acknowledgements, wanted, given.expected);
  return {
    at: given.now,
    toldAt: acknowledged.toldAt,
    message: acknowledgementRow(before.id, incoming, acknowledged, {
      now: given.now,
      sender: { name: customer.name, writesTo: customer.email },
      inbox: incoming.inbox,
      rules: given.acknowledgements,
    }),
  };
}

/** The acknowledgement as a message of ours, in the name of the brand. */
export function acknowledgementRow(
  conversationId: string,
  incoming: Incoming,
  { subject, text, locale }: Acknowledged,
  {
    now,
    sender,
    inbox,
    rules,
  }: {
    now: Date;
    sender: { name: string; writesTo: string | null };
    inbox: Pick<ArrivedAt, "brandId" | "address">;
    rules: AcknowledgementRules;
  },
): ReturnType<typeof messageRow> {
  const id = randomUUIDv7();
  return {
    id,
    conversation_id: conversationId,
    kind: "message",
    author_kind: "automation",
    author_name: rules.brands.get(inbox.brandId)!.name,
    channel: "email",
    subject,
    text,
    html: null,
    reply: text,
    language: locale,
    recipients: { to: [{ name: sender.name, address: sender.writesTo! }], cc: [] },
    auto: "acknowledgement",
    linked_by: "desk",
    sender_check: null,
    problems: [],
    mail_id: mailIdFor(inbox.address, id),
    in_reply_to: incoming.mailId ?? null,
    raw_mail_id: null,
    has_attachments: false,
    // It answers what came a moment before.
    sent_at: new Date(Math.max(now.getTime(), incoming.sentAt.getTime()) + 1),
  };
}
