import { sql } from "kysely";
import type { SenderCheck } from "../../../../contract/mail.ts";
import type { Standing } from "../../../../contract/participants.ts";
import type { Tx } from "../../../db/database.ts";
import type { Secret } from "../../../secret.ts";
import type { ReadMail } from "../reading/index.ts";
import { bareSubject, isReplySubject } from "../reading/subjects.ts";
import { isGenuine, readReplyAddress } from "../reply-address.ts";
import type { Match, Signals } from "./rule.ts";

export interface Arrived {
  workspaceId: string;
  inboxId: string;
  brandId: string;
  envelopeTo: string;
}

/** A conversation that something points to, as its row tells it. */
interface Row {
  conversationId: string;
  number: number;
  inboxId: string;
  customerId: string;
  language: string;
  standing: Standing | null;
  isVerified: boolean;
}
export type Candidate = Match & { customerId: string; language: string };

/** So long after the last word a subject alone still points to its matter. */
const alikeDays = 14;
const threadDays = 120;
const mostTokens = 100;
const mostIds = 50;

/** Who takes part is known by the address in From, since that is what a domain vouches for. */
export const senderOf = ({ from, replyTo }: ReadMail): string =>
  (from ?? replyTo[0])?.address.toLowerCase() ?? "";

/** Everything in a mail that says where it belongs, looked up. */
export async function signalsOf(
  tx: Tx,
  secret: Secret,
  mail: Arrived,
  read: ReadMail,
  check: SenderCheck | null,
): Promise<Signals> {
  const look = lookIn(tx, mail, senderOf(read));
  const signals: Signals = {
    sender: { address: senderOf(read), is: check?.verdict ?? "unknown" },
    bounced: await bouncedBy(look, read),
    token: await tokenIn(look, secret, mail, read),
    answers: await answeredBy(look, read),
    number: null,
    alike: null,
  };
  if (signals.bounced || signals.token || signals.answers) return signals;
  const number = await numberIn(look, read);
  return { ...signals, number, alike: number ? null : await alikeTo(look, read) };
}

type Look = ReturnType<typeof lookIn>;

/** Conversations of the brand, with what the sender is to each; what was joined to another is that other. */
function lookIn(tx: Tx, { workspaceId, brandId }: Arrived, sender: string) {
  const rows = async <More>(
    more: ReturnType<typeof sql>,
    from: ReturnType<typeof sql>,
    where: ReturnType<typeof sql>,
  ): Promise<(Row & More)[]> => {
    const { rows: found } = await sql<Row & More>`
      select c.id as conversation_id, c.number, c.inbox_id, c.customer_id, c.language,
        case when exists (select from identities i where i.workspace_id = c.workspace_id and i.customer_id = c.customer_id
          and i.kind = 'email' and i.value = ${sender}) then 'customer' else p.standing end as standing,
        p.verified_at is not null as is_verified ${more}
      from ${from}
      join conversations c on c.workspace_id = ${workspaceId} and c.id = coalesce(o.merged_into, o.id)
      left join participants p on p.workspace_id = c.workspace_id and p.conversation_id = c.id and p.address = ${sender}
      where o.workspace_id = ${workspaceId} and o.brand_id = ${brandId} ${where}`.execute(tx);
    return found;
  };
  return { tx, workspaceId, brandId, sender, rows };
}

const toMatch = ({ conversationId, number, standing, isVerified, customerId, language }: Row): Candidate => ({
  conversationId,
  number: Number(number),
  standing,
  isVerified,
  customerId,
  language,
});

/** Where relays note whom a mail was for, when it no longer stands in To. */
const deliveredTo = [
  "delivered-to",
  "x-original-to",
  "x-envelope-to",
  "envelope-to",
  "x-forwarded-to",
  "resent-to",
];

function* tokensIn(
  { envelopeTo }: Arrived,
  read: ReadMail,
): Generator<{ in: "address" | "header" | "body" | "references"; text: string }> {
  for (const text of [envelopeTo, ...read.to.map((to) => to.address), ...read.cc.map((cc) => cc.address)])
    yield { in: "address", text };
  for (const name of deliveredTo)
    for (const line of read.headers.get(name) ?? [])
      for (const text of line.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []) yield { in: "header", text };
  for (const id of [read.inReplyTo ?? "", ...read.references])
    yield { in: "references", text: id.replace(/[<>]/g, "") };
  // Some programs answer the address in From and leave ours in what they quote.
  const written = `${read.text.slice(0, 200_000)}\n${(read.html ?? "").slice(0, 400_000)}`;
  for (const text of written.match(/[\w.+=-]{1,64}\+r-[0-9a-z]{1,9}-[a-z2-7]{26}@[\w.-]{1,255}/gi) ?? [])
    yield { in: "body", text };
}

async function tokenIn(look: Look, secret: Secret, mail: Arrived, read: ReadMail): Promise<Signals["token"]> {
  let tried = 0;
  const seen = new Set<string>();
  for (const { in: where, text } of tokensIn(mail, read)) {
    const found = readReplyAddress(text);
    const known = found && `${found.number} ${found.signature.toString("hex")}`;
    if (!found || seen.has(known!) || tried++ > mostTokens) continue;
    seen.add(known!);
    const [row] = await look.rows<{ itsNumber: number; itsInbox: string; customers: string[] }>(
      sql`, o.number as its_number, o.inbox_id as its_inbox, array(
        select o.customer_id union select from_id from customer_changes h
          where h.workspace_id = o.workspace_id and h.conversation_id = o.id
        union select to_id from customer_changes h where h.workspace_id = o.workspace_id and h.conversation_id = o.id
      ) as customers`,
      sql`conversations o`,
      sql`and o.number = ${found.number}`,
    );
    // Whoever was its customer when we wrote still holds what we wrote.
    const isOurs = row?.customers.some((customerId) =>
      isGenuine(
        secret,
        {
          workspaceId: mail.workspaceId,
          inboxId: row.itsInbox,
          number: Number(row.itsNumber),
          customerId,
        },
        found.signature,
      ),
    );
    if (row && isOurs) return { ...toMatch(row), in: where };
  }
  return null;
}

interface Found {
  mailId: string;
  message: string;
  sentAt: Date;
  linkedBy: string;
}

const byMailIds = (look: Look, ids: string[]) =>
  look.rows<Found>(
    sql`, m.mail_id, m.id as message, m.sent_at, m.linked_by`,
    sql`messages m join conversations o on o.workspace_id = m.workspace_id and o.id = m.conversation_id`,
    sql`and m.workspace_id = ${look.workspaceId} and m.mail_id = any(${ids}::text[])`,
  );

async function answeredBy(look: Look, read: ReadMail): Promise<Signals["answers"]> {
  const ids = [read.inReplyTo, ...read.references.toReversed()].filter((id) => id !== null).slice(0, mostIds);
  if (look.sender && ids.length) {
    const rows = await byMailIds(look, ids);
    // The mail that is answered directly says more than one further back; what its sender takes part in, more than the rest.
    const [best] = rows.sort(
      (a, b) => Number(!a.standing) - Number(!b.standing) || ids.indexOf(a.mailId) - ids.indexOf(b.mailId),
    );
    if (best)
      return {
        ...toMatch(best),
        message: best.message,
        at: best.sentAt,
        by: best.mailId === read.inReplyTo ? "in_reply_to" : "references",
        isMoved: best.linkedBy === "moved",
      };
  }
  return byThread(look, read);
}

/** Outlook drops References and keeps a thread's own number: it finds the matter by another mail of the same thread. */
async function byThread(look: Look, read: ReadMail): Promise<Signals["answers"]> {
  const thread = threadOf(read);
  if (!thread || !look.sender) return null;
  const since = new Date(Date.now() - threadDays * 86_400_000);
  const [row] = await look.rows<Found>(
    sql`, m.mail_id, m.id as message, m.sent_at, m.linked_by`,
    sql`identities s
      join conversations o on o.workspace_id = s.workspace_id and o.customer_id = s.customer_id and o.last_message_at > ${since}
      join messages m on m.workspace_id = o.workspace_id and m.conversation_id = o.id`,
    sql`and s.workspace_id = ${look.workspaceId} and s.brand_id = ${look.brandId} and s.kind = 'email' and s.value = ${look.sender}
      and m.workspace_id = ${look.workspaceId} and m.linked ->> 'thread' = ${thread}
      order by m.sent_at desc limit 1`,
  );
  return row
    ? {
        ...toMatch(row),
        message: row.message,
        at: row.sentAt,
        by: "thread_index",
        isMoved: row.linkedBy === "moved",
      }
    : null;
}

/** What all mails of one of Outlook's threads have in common: the first 22 bytes of Thread-Index. */
export function threadOf({ headers }: ReadMail): string | null {
  const bytes = Buffer.from(headers.get("thread-index")?.[0]?.trim() ?? "", "base64");
  return bytes.length >= 22 ? bytes.subarray(0, 22).toString("hex") : null;
}

async function bouncedBy(look: Look, read: ReadMail): Promise<Match | null> {
  const id = read.bounce?.originalMessageId;
  if (!id) return null;
  const rows = await byMailIds(look, [id]);
  return rows[0] ? { ...toMatch(rows[0]), message: rows[0].message, at: rows[0].sentAt } : null;
}

/** Our number as `[#123]`: in the subject, or in what they quote of us. */
async function numberIn(look: Look, read: ReadMail): Promise<Signals["number"]> {
  const inSubject = read.subject.match(/\[#(\d{1,9})\]/)?.[1];
  const inBody = read.quoted.slice(0, 50_000).match(/\[#(\d{1,9})\]/)?.[1];
  const told = inSubject ?? inBody;
  if (!told || !look.sender) return null;
  const [row] = await look.rows(sql``, sql`conversations o`, sql`and o.number = ${Number(told)}`);
  return row ? { ...toMatch(row), in: inSubject ? "subject" : "body" } : null;
}

/** The newest matter of this sender under the same subject; of mails alone that say they answer something. */
async function alikeTo(look: Look, read: ReadMail): Promise<Match | null> {
  const subject = bareSubject(read.subject);
  if (!look.sender || subject.length < 4 || !isReplySubject(read.subject)) return null;
  const since = new Date(Date.now() - alikeDays * 86_400_000);
  const rows = await look.rows<{ subject: string; lastMessageAt: Date }>(
    sql`, o.subject, o.last_message_at`,
    sql`identities s
      join conversations o on o.workspace_id = s.workspace_id and o.customer_id = s.customer_id and o.last_message_at > ${since}`,
    sql`and s.workspace_id = ${look.workspaceId} and s.brand_id = ${look.brandId} and s.kind = 'email' and s.value = ${look.sender}
      order by o.last_message_at desc limit 20`,
  );
  const found = rows.find((row) => bareSubject(row.subject) === subject);
  return found ? { ...toMatch(found), at: found.lastMessageAt } : null;
}
