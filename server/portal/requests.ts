import { type SqlBool, sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { arrivedAt, closeForCustomer, continueConversation } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { claimUploads } from "../files/index.ts";
import { type CustomersRating, rate, ratingOf } from "../ratings/index.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "./sessions.ts";

/** A matter as its customer sees it in a list. */
export interface OwnRequest {
  id: string;
  number: number;
  subject: string;
  state: RequestState;
  lastMessageAt: Date;
  createdAt: Date;
}

/**
 * Where a matter stands, for its customer. `waiting`: they wait for us, until a time that they were told or that our clock
 * says; `late`: that time is over. `held`: somebody else is waited for. `asked`: we answered, it is their turn.
 */
export type RequestState =
  | { is: "waiting" | "late"; at: Date | null }
  | { is: "held"; at: Date }
  | { is: "asked" }
  | { is: "closed"; at: Date };

export interface OwnMessage {
  id: string;
  isMine: boolean;
  author: string;
  text: string;
  language: string;
  sentAt: Date;
  files: { id: string; filename: string; size: number }[];
  promises: { text: string; dueAt: Date; state: string }[];
}

const mostListed = 100;

/** The matters of a customer with this brand, whichever way they came, newest words first. */
export function ownRequests(db: Db, customer: SignedIn, now = new Date()): Promise<OwnRequest[]> {
  return look(db, customer.workspaceId, async (tx) => {
    const { rows } = await sql<Row>`${rowsOf(customer)}
      order by c.last_message_at desc, c.id desc limit ${mostListed}`.execute(tx);
    return rows.map((row) => toRequest(row, now));
  });
}

/** One of them with all that was said to its customer and by them; never a note. Null for what is not theirs. */
export function ownRequest(
  db: Db,
  customer: SignedIn,
  number: number,
  now = new Date(),
): Promise<
  (OwnRequest & { messages: OwnMessage[]; rating: CustomersRating; owed: OwnMessage["promises"] }) | null
> {
  const { workspaceId } = customer;
  return look(db, workspaceId, async (tx) => {
    const row = await ownRow(tx, customer, number);
    if (!row) return null;
    const [messages, promises, rating] = await Promise.all([
      tx
        .selectFrom("messages")
        .select(["id", "authorKind", "authorName", "reply", "text", "language", "sentAt"])
        .where("workspaceId", "=", workspaceId)
        .where("conversationId", "in", [row.id, row.mergedInto ?? row.id])
        .where(ownWords(customer))
        .where("kind", "=", "message")
        .where("auto", "is", null)
        .orderBy("sentAt")
        .orderBy("id")
        .limit(500)
        .execute(),
      tx
        .selectFrom("promises")
        .select(["messageId", "text", "dueAt", "state", "settledAt"])
        .where("workspaceId", "=", workspaceId)
        .where("conversationId", "=", row.id)
        .where("shownToCustomer", "=", true)
        .orderBy("dueAt")
        .execute(),
      ratingOf(tx, workspaceId, row.id),
    ]);
    const files = messages.length ? await filesOf(tx, workspaceId, messages) : [];
    return {
      ...toRequest(row, now),
      messages: messages.map((message) => ({
        id: message.id,
        isMine: message.authorKind === "customer",
        author: message.authorName,
        text: message.reply || message.text,
        language: message.language,
        sentAt: message.sentAt,
        files: files
          .filter(({ messageId }) => messageId === message.id)
          .map(({ id, filename, size }) => ({ id, filename, size: Number(size) })),
        promises: promises.filter(({ messageId }) => messageId === message.id),
      })),
      rating,
      owed: promises.filter(({ settledAt }) => !settledAt),
    };
  });
}

const filesOf = (tx: Tx, workspaceId: string, messages: readonly { id: string }[]) =>
  tx
    .selectFrom("attachments")
    .select(["id", "messageId", "filename", "size"])
    .where("workspaceId", "=", workspaceId)
    .where(
      "messageId",
      "in",
      messages.map(({ id }) => id),
    )
    .orderBy("id")
    .execute();

interface Row {
  id: string;
  number: number;
  subject: string;
  status: string;
  mergedInto: string | null;
  heldUntil: Date | null;
  closedAt: Date | null;
  lastMessageAt: Date;
  createdAt: Date;
  expectedAt: Date | null;
  isWaiting: boolean;
}

/** The wall: of this customer, and of this brand. */
const rowsOf = ({ workspaceId, brandId, id }: SignedIn) => sql`
  select c.id, c.number, c.subject, c.status, c.merged_into, c.held_until, c.closed_at, c.last_message_at, c.created_at,
    q.expected_at, q.asked_at is not null as is_waiting
  from conversations c
  left join lateral (
    select min(q.asked_at) as asked_at, min(coalesce(q.told_at, q.due_at)) as expected_at from requests q
    where q.workspace_id = c.workspace_id and q.conversation_id = c.id and q.answered_at is null
  ) q on true
  where c.workspace_id = ${workspaceId} and c.brand_id = ${brandId} and c.customer_id = ${id}
    and not exists (select from conversations whole where whole.workspace_id = c.workspace_id
      and whole.id = c.merged_into and whole.customer_id = c.customer_id)`;

/**
 * What stands in a matter of theirs, or where it became part of another's: what was said in matters of theirs, and what
 * they wrote in another's by mistake; nothing that another wrote or was told.
 */
const ownWords = ({ workspaceId, id: customerId }: SignedIn) =>
  sql<SqlBool>`exists (select from conversations here where here.workspace_id = ${workspaceId}
      and here.customer_id = ${customerId} and messages.conversation_id in (here.id, here.merged_into))
    and (exists (select from conversations own where own.workspace_id = ${workspaceId}
        and own.customer_id = ${customerId} and own.id = coalesce(messages.began_in, messages.conversation_id))
      or (messages.author_kind = 'customer' and exists (select from identities i
        where i.workspace_id = ${workspaceId} and i.customer_id = ${customerId} and i.kind = 'email'
          and i.value = lower(messages.mail -> 'from' ->> 'address'))))`;

async function ownRow(tx: Tx, customer: SignedIn, number: number): Promise<Row | undefined> {
  const { rows } = await sql<Row>`${rowsOf(customer)} and (c.number = ${number} or exists (
    select from conversations part where part.workspace_id = c.workspace_id and part.merged_into = c.id
      and part.customer_id = c.customer_id and part.number = ${number})) limit 1`.execute(tx);
  return rows[0];
}

function toRequest(row: Row, now: Date): OwnRequest {
  const { id, subject, lastMessageAt, createdAt } = row;
  return { id, number: Number(row.number), subject, state: stateOf(row, now), lastMessageAt, createdAt };
}

function stateOf({ status, closedAt, heldUntil, isWaiting, expectedAt }: Row, now: Date): RequestState {
  if (status === "closed") return { is: "closed", at: closedAt ?? now };
  if (heldUntil && heldUntil > now) return { is: "held", at: heldUntil };
  if (isWaiting) return { is: expectedAt && expectedAt <= now ? "late" : "waiting", at: expectedAt };
  return { is: "asked" };
}

/** A file of a matter of theirs that stands in a message, never in a note. */
export function ownFile(db: Db, customer: SignedIn, fileId: string) {
  const { workspaceId, brandId } = customer;
  return look(db, workspaceId, (tx) =>
    tx
      .selectFrom("attachments as f")
      .innerJoin("messages", (join) =>
        join.onRef("messages.workspaceId", "=", "f.workspaceId").onRef("messages.id", "=", "f.messageId"),
      )
      .innerJoin("conversations as c", (join) =>
        join.onRef("c.workspaceId", "=", "f.workspaceId").onRef("c.id", "=", "messages.conversationId"),
      )
      .select(["f.filename", "f.mimeType", "f.size", "f.sha256"])
      .where("f.workspaceId", "=", workspaceId)
      .where("f.id", "=", fileId)
      .where("c.brandId", "=", brandId)
      .where("messages.kind", "=", "message")
      .where(ownWords(customer))
      .executeTakeFirst(),
  );
}

/**
 * Adds what the customer writes to a matter of theirs; a closed one is open again. `once` is that of the page: sent
 * twice, it is one message.
 */
export async function answerOwn(
  db: Db,
  customer: SignedIn,
  number: number,
  { text, files, once, locale }: { text: string; files: string[]; once: string; locale: Locale },
): Promise<void> {
  const { workspaceId } = customer;
  await within(db, workspaceId, async (tx) => {
    const row = await ownRow(tx, customer, number);
    if (!row) throw new Refusal("not_found");
    const { inboxId } = await tx
      .selectFrom("conversations")
      .select("inboxId")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", row.id)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    // Two that are the same wait for each other at the conversation; the second finds what the first wrote.
    const mailId = `<${once}@help.tandem.invalid>`;
    const twin = await tx
      .selectFrom("messages")
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", row.id)
      .where("mailId", "=", mailId)
      .executeTakeFirst();
    if (twin) return;
    await continueConversation(
      db,
      workspaceId,
      { kind: "customer", id: customer.id, name: customer.name },
      row.id,
      {
        inbox: await arrivedAt(tx, workspaceId, inboxId),
        from: { email: customer.email ?? "", name: customer.name },
        channel: "form",
        subject: row.subject,
        text,
        html: null,
        reply: text,
        sentAt: new Date(),
        locale,
        linkedBy: "help_centre",
        mailId,
      },
    );
    if (files.length) {
      const { id: messageId } = await tx
        .selectFrom("messages")
        .select("id")
        .where("workspaceId", "=", workspaceId)
        .where("conversationId", "=", row.id)
        .where("mailId", "=", mailId)
        .executeTakeFirstOrThrow();
      await claimUploads(tx, { workspaceId, id: once }, files, { conversationId: row.id, messageId });
    }
  });
}

/** Their word that it is solved. */
export async function closeOwn(db: Db, customer: SignedIn, number: number): Promise<void> {
  const row = await look(db, customer.workspaceId, (tx) => ownRow(tx, customer, number));
  if (!row) throw new Refusal("not_found");
  await closeForCustomer(db, customer, row.id);
}

/** What they think of our answer. Before one there is nothing to think of. */
export function rateOwn(
  db: Db,
  customer: SignedIn,
  number: number,
  said: { score: number; comment?: string },
): Promise<void> {
  const { workspaceId } = customer;
  return within(db, workspaceId, async (tx) => {
    const row = await ownRow(tx, customer, number);
    if (!row) throw new Refusal("not_found");
    await rate(tx, { workspaceId, conversationId: row.id, ...said, via: "help" });
  });
}
