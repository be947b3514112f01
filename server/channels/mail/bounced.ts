import { sql } from "kysely";
import { deliveryEnded } from "../../conversations/index.ts";
import type { Db, Tx } from "../../db/database.ts";
import type { Secret } from "../../secret.ts";
import { mailer } from "./actor.ts";
import { noteFailure, suppress } from "./dead-addresses/suppressions.ts";
import { verdictOf } from "./dead-addresses/verdict.ts";
import type { RawMail } from "./raw-mail.ts";
import type { Bounce, Feedback, Receipt } from "./reading/index.ts";
import { outcomeOf, type Recipient } from "./recipients.ts";
import { isGenuine, readReplyAddress } from "./reply-address.ts";

/** So long after a mail its failure may be told. */
const tellsWithinDays = 7;

/** What a report tells: of which message, and with whom. */
type Report = Pick<Bounce, "recipients" | "originalMessageId">;

interface Bounced {
  id: string;
  conversationId: string;
  recipients: Partial<Record<"to" | "cc" | "bcc", { address: string }[]>> | null;
  known: Recipient[];
}

/**
 * A bounce of a message of ours: it is written down with whom it did not reach, and the address is left alone when there
 * is nobody. Where none of those it was written to has it, the delivery failed after all, and whoever owns the matter
 * learns of it.
 */
export async function returnToSender(
  db: Db,
  tx: Tx,
  secret: Secret,
  mail: RawMail,
  bounce: Bounce,
): Promise<void> {
  const { workspaceId } = mail;
  const found = await toldOf(tx, secret, mail, bounce);
  if (!found) return;
  const { messageId, conversationId, writtenTo, all, failing } = found;
  const error = [bounce.status, bounce.diagnostic, bounce.recipients.join(", ")].filter(Boolean).join(" ");
  const cause = { said: error || null, conversationId, messageId };
  const verdict = verdictOf(bounce);
  for (const { address } of failing) await noteFailure(tx, workspaceId, address, verdict, cause);

  const recipients = all.map((one) =>
    failing.includes(one) ? { ...one, state: "failed" as const, error } : one,
  );
  await tx
    .updateTable("deliveries")
    .set({ recipients: JSON.stringify(recipients), changedAt: new Date() })
    .where("workspaceId", "=", workspaceId)
    .where("messageId", "=", messageId)
    .execute();
  const delivery = { workspaceId, conversationId, messageId };
  const to = failing[0]?.address;
  await deliveryEnded(
    db,
    tx,
    mailer,
    delivery,
    outcomeOf(recipients, writtenTo).state === "failed" || !recipients.length
      ? { sent: false, error, reopens: false, to }
      : { sent: true, missed: failing.map(({ address }) => ({ address, error })) },
  );
}

/** A server still tries: whom it has not reached yet is said beside the message, and nothing else changes. */
export async function noteDelay(tx: Tx, secret: Secret, mail: RawMail, receipt: Receipt): Promise<void> {
  if (receipt.kind !== "delayed") return;
  const recipients = receipt.recipient ? [receipt.recipient] : [];
  const found = await toldOf(tx, secret, mail, { recipients, originalMessageId: null });
  if (!found) return;
  const { messageId, all, failing } = found;
  const after = all.map((one) =>
    failing.includes(one) && one.state === "sent" ? { ...one, state: "delayed" as const } : one,
  );
  await tx
    .updateTable("deliveries")
    .set({ recipients: JSON.stringify(after), changedAt: new Date() })
    .where("workspaceId", "=", mail.workspaceId)
    .where("messageId", "=", messageId)
    .execute();
}

/** Somebody told their provider that they do not want our mail: nothing goes there any more. */
export async function noteComplaint(
  tx: Tx,
  secret: Secret,
  mail: RawMail,
  { type, ...report }: Feedback,
): Promise<void> {
  // Other reports praise, or tell of viruses and of failed checks.
  if (!/^(?:abuse|fraud|opt-out)/.test(type)) return;
  const found = await toldOf(tx, secret, mail, report);
  if (!found) return;
  const { messageId, conversationId } = found;
  const cause = { said: null, conversationId, messageId, because: "complaint" as const };
  for (const { address } of found.failing) await suppress(tx, mail.workspaceId, address, cause);
}

/** The message that a report tells of, to whom it went, and which of them the report means. */
async function toldOf(tx: Tx, secret: Secret, mail: RawMail, report: Report) {
  const message = await messageTold(tx, secret, mail, report);
  if (!message) return null;
  const { id: messageId, conversationId } = message;
  const { to = [], cc = [], bcc = [] } = message.recipients ?? {};
  const writtenTo = [...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase());
  const all = message.known.length
    ? message.known
    : writtenTo.map((address) => ({ address, state: "sent" as const, error: null }));
  const told = report.recipients.map((address) => address.toLowerCase());
  const named = all.filter(({ address }) => told.includes(address));
  // Forwarded on the other side, or not named at all: it is whoever it was written to.
  const failing = named.length ? named : all.filter(({ address }) => writtenTo.includes(address));
  return { messageId, conversationId, writtenTo, all, failing };
}

/**
 * By the id of the mail that came back; else by the signed address it was sent from, which many servers that return no
 * headers still answer to; else by whom it did not reach.
 */
async function messageTold(
  tx: Tx,
  secret: Secret,
  mail: RawMail,
  report: Report,
): Promise<Bounced | undefined> {
  if (report.originalMessageId) {
    const [found] = await ours(tx, mail, sql`m.mail_id = ${report.originalMessageId}`);
    if (found) return found;
  }
  const told = report.recipients.map((address) => address.toLowerCase());
  const lately = sql`m.sent_at > now() - make_interval(days => ${tellsWithinDays}) and m.sent_at < ${mail.receivedAt}`;
  const conversationId = await conversationOf(tx, secret, mail);
  if (conversationId) {
    const sent = await ours(tx, mail, sql`m.conversation_id = ${conversationId} and ${lately}`);
    return sent.find((one) => reaches(one, told)) ?? sent[0];
  }
  if (!told.length) return;
  const sent = await ours(
    tx,
    mail,
    sql`${lately} and m.conversation_id in (
      select c.id from conversations c
      join identities i on i.workspace_id = c.workspace_id and i.customer_id = c.customer_id
      where c.workspace_id = ${mail.workspaceId} and i.kind = 'email' and i.value = any(${told}))`,
  );
  return sent.find((one) => reaches(one, told));
}

const reaches = ({ recipients, known }: Bounced, told: string[]) =>
  [...(recipients?.to ?? []), ...(recipients?.cc ?? []), ...(recipients?.bcc ?? []), ...known].some(
    ({ address }) => told.includes(address.toLowerCase()),
  );

/** Mails of ours that went out of the brand the bounce came to, the newest first. */
async function ours(tx: Tx, mail: RawMail, which: ReturnType<typeof sql>): Promise<Bounced[]> {
  const { rows } = await sql<Bounced>`
    select m.id, m.conversation_id, m.recipients, d.recipients as known
    from messages m
    join deliveries d on d.workspace_id = m.workspace_id and d.message_id = m.id and d.by = 'email'
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    where m.workspace_id = ${mail.workspaceId} and c.brand_id = ${mail.brandId} and m.author_kind <> 'customer' and ${which}
    order by m.sent_at desc
    limit 20`.execute(tx);
  return rows;
}

async function conversationOf(tx: Tx, secret: Secret, mail: RawMail): Promise<string | null> {
  const found = readReplyAddress(mail.envelopeTo);
  if (!found) return null;
  const row = await tx
    .selectFrom("conversations")
    .select(["id", "inboxId", "customerId"])
    .where("workspaceId", "=", mail.workspaceId)
    .where("number", "=", found.number)
    .executeTakeFirst();
  if (!row) return null;
  const { inboxId, customerId } = row;
  const target = { workspaceId: mail.workspaceId, inboxId, number: found.number, customerId };
  return isGenuine(secret, target, found.signature) ? row.id : null;
}
