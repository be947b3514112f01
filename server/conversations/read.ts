import { type RawBuilder, type Selectable, type SqlBool, sql } from "kysely";
import type {
  Conversation,
  Delivery,
  Event,
  listConversations,
  Message,
  View,
} from "../../contract/conversations.ts";
import type { Linked, MailFacts, SenderCheck } from "../../contract/mail.ts";
import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { search } from "../../contract/search.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Hit } from "../search/index.ts";
import type { Secret } from "../secret.ts";
import { conditionsFor } from "./filters.ts";
import { excerptsOf, findConversations } from "./find.ts";
import { orderingBy } from "./orders.ts";
import { snoozeOf } from "./snooze/stored.ts";
import { claimOf } from "./together/claimed.ts";

/** A conversation's row, locked until the transaction ends: two agents acting at once take turns here. */
export async function lockConversation(
  tx: Tx,
  workspaceId: string,
  id: string,
  brands?: readonly string[] | null,
) {
  const { rows } = await sql<Selectable<Tables["conversations"]>>`
    select * from conversations where workspace_id = ${workspaceId} and id = ${id} for no key update`.execute(
    tx,
  );
  const row = rows[0];
  if (!row || (brands && !brands.includes(row.brandId))) throw new Refusal("not_found");
  return row;
}
export type ConversationRow = Awaited<ReturnType<typeof lockConversation>>;

/** Refuses unless the caller may look at this conversation. */
export async function mayRead(
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<{ brandId: string; createdAt: Date }> {
  const row = await tx
    .selectFrom("conversations")
    .select(["brandId", "createdAt"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || (caller.brands && !caller.brands.includes(row.brandId))) throw new Refusal("not_found");
  return row;
}

/** So many of the best are listed; what is not among them is found by saying more. */
const mostRelevant = 200;
/** So many of those that were found are put into another order. */
const mostFound = 1000;

type ListReply = ReplyOf<typeof listConversations>;

/** A page of conversations behind the caller's wall. */
export async function listOfConversations(
  db: Db,
  secret: Secret,
  caller: Caller,
  filters: QueryOf<typeof listConversations>,
): Promise<ListReply> {
  const { cursor, limit, sort: wanted, ...asked } = filters;
  const conditions = conditionsFor(filters, caller);
  const found = asked.text?.trim()
    ? await findConversations(db, caller, asked.text, {
        only: conditions,
        limit: wanted && wanted !== "relevance" ? mostFound : mostRelevant,
      })
    : null;
  const sort =
    wanted && (wanted !== "relevance" || found?.hits)
      ? wanted
      : found?.hits
        ? "relevance"
        : usualSort(asked.view);
  const list = JSON.stringify({ ...asked, sort });
  const after = readCursor(secret, list, cursor);
  const query = found?.query ?? null;
  if (found?.hits?.length === 0) return { items: [], next: null, query, found: {} };
  if (found?.hits && sort === "relevance") {
    const begins = after ? found.hits.findIndex((hit) => comesAfter(hit, after as Place)) : 0;
    const hits = begins < 0 ? [] : found.hits.slice(begins, begins + limit);
    const last = hits.at(-1);
    return look(db, caller.workspaceId, async (tx) => ({
      items: await conversationsByIds(
        tx,
        caller,
        hits.map(({ subjectId }) => subjectId),
      ),
      next: last && found.hits!.at(-1) !== last ? writeCursor(secret, list, placeOf(last)) : null,
      query,
      found: await excerptsOf(tx, caller, found.read, hits),
    }));
  }

  const ordering = orderingBy(sort as Exclude<typeof sort, "relevance">);
  const ids = found?.hits?.map(({ subjectId }) => subjectId);
  return look(db, caller.workspaceId, async (tx) => {
    let page = tx
      .selectFrom("conversations as c")
      .selectAll("c")
      .where("c.workspaceId", "=", caller.workspaceId);
    if (caller.brands) page = page.where(sql<SqlBool>`c.brand_id = any(${caller.brands}::uuid[])`);
    for (const condition of [...conditions, ...(found?.conditions ?? [])]) page = page.where(condition);
    if (ids) page = page.where(sql<SqlBool>`c.id = any(${ids}::uuid[])`);
    if (after) page = page.where(ordering.after(after));
    const one = page.modifyEnd(ordering.orderBy).modifyEnd(sql`limit ${limit + 1}`);
    const place = sql`, ${ordering.place} as place`;
    const { rows } = await shown<{ place: string[] }>(
      caller,
      sql`(${one}) as c`,
      ordering.orderBy,
      place,
    ).execute(tx);

    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const listed = new Set(items.map(({ id }) => id));
    const hits = found?.hits?.filter(({ subjectId }) => listed.has(subjectId)) ?? [];
    return {
      items: items.map(toConversation),
      next: rows.length > limit && last ? writeCursor(secret, list, [...last.place, last.id]) : null,
      query,
      found: found && hits.length ? await excerptsOf(tx, caller, found.read, hits) : {},
    };
  });
}

/** What is due soon is asked for in the order in which it is due. */
const usualSort = (view: View) => (view === "due-soon" ? "due" : "newest");

type Place = [score: string, at: string, id: string];
const placeOf = ({ score, at, id }: Hit): Place => [String(score), at.toISOString(), id];

/** The conversations that answer best, each with the piece of a message that does. */
export async function foundConversations(
  db: Db,
  caller: Caller,
  text: string,
  limit: number,
): Promise<Pick<ReplyOf<typeof search>, "query" | "conversations">> {
  const found = await findConversations(db, caller, text, { only: [], limit: Math.max(limit, 1) });
  const hits = found.hits?.slice(0, limit) ?? [];
  return look(db, caller.workspaceId, async (tx) => {
    const [conversations, excerpts] = [
      await conversationsByIds(
        tx,
        caller,
        hits.map(({ subjectId }) => subjectId),
      ),
      await excerptsOf(tx, caller, found.read, hits),
    ];
    return {
      query: found.query,
      conversations: conversations.map((conversation) => {
        const { message, text, marks } = excerpts[conversation.id] ?? {};
        return {
          conversation,
          excerpt: text === undefined || !marks ? null : { text, marks },
          messageId: message ?? null,
        };
      }),
    };
  });
}

/** Whether a hit stands behind the last one of a page, also when that is no longer among them. */
function comesAfter(hit: Hit, [lastScore, lastAt, lastId]: Place): boolean {
  const [, at, id] = placeOf(hit);
  if (hit.score !== Number(lastScore)) return hit.score < Number(lastScore);
  return at === lastAt ? id < lastId : at < lastAt;
}

/** These conversations in this order, behind the caller's wall. */
async function conversationsByIds(tx: Tx, caller: Caller, ids: string[]): Promise<Conversation[]> {
  if (!ids.length) return [];
  const { rows } = await shown(
    caller,
    sql`unnest(${ids}::uuid[]) with ordinality as asked (id, place)
      join conversations c on c.workspace_id = ${caller.workspaceId} and c.id = asked.id`,
    sql`where true ${caller.brands ? sql`and c.brand_id = any(${caller.brands}::uuid[])` : sql``} order by asked.place`,
  ).execute(tx);
  return rows.map(toConversation);
}

/** One conversation behind the caller's wall. */
export async function conversationById(tx: Tx, caller: Caller, id: string): Promise<Conversation> {
  const which = sql`where c.workspace_id = ${caller.workspaceId} and c.id = ${id}`;
  const { rows } = await shown(caller, sql`conversations c`, which).execute(tx);
  if (!rows[0] || (caller.brands && !caller.brands.includes(rows[0].brandId))) throw new Refusal("not_found");
  return toConversation(rows[0]);
}

const conversationColumns = columnsOf("c", [
  "id",
  "number",
  "brand_id",
  "inbox_id",
  "customer_id",
  "line",
  "intent",
  "to_sort",
  "status",
  "stage",
  "fields",
  "channel",
  "subject",
  "language",
  "priority",
  "mood",
  "team_id",
  "owner_id",
  "started_by",
  "waiting_since",
  "first_step",
  "first_step_at",
  "held_until",
  "snoozed_until",
  "snoozed_for",
  "snooze",
  "merged_into",
  "queue_id",
  "preview",
  "preview_by",
  "last_message_at",
  "created_at",
  "updated_at",
  "closed_at",
  "version",
]);

/** Columns under the names they have in the code, so that nobody has to rename them row by row. */
function columnsOf(table: string, columns: string[]): RawBuilder<unknown> {
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return sql.raw(columns.map((column) => `${table}.${column} as "${camel(column)}"`).join(", "));
}

/** The tables around conversations, each joined by its key; `more` is selected too. */
const shown = <More = unknown>(
  caller: Caller,
  conversations: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
  more: RawBuilder<unknown> = sql``,
) =>
  sql<ShownRow & More>`
    select ${conversationColumns}, b.name as "brandName", t.name as "teamName", a.name as "ownerName", p.name as "customerName",
      p.email as "customerEmail", p.company as "customerCompany", p.tier as "customerTier", q.name as "queueName", r.read_at as "readAt" ${more},
      ${claimOf(new Date())} as claim,
      case when c.merged_into is not null then (select number from conversations x
        where x.workspace_id = c.workspace_id and x.id = c.merged_into) end as "mergedIntoNumber",
      (select max(nth) from repeats
        where workspace_id = c.workspace_id and conversation_id = c.id and state <> 'dismissed') as "repeatNth",
      (select min(l.send_at) from planned_replies l
        where l.workspace_id = c.workspace_id and l.conversation_id = c.id and l.state = 'planned' and l.is_later) as "replyPlannedAt",
      (select max(l.send_at) from planned_replies l where l.workspace_id = c.workspace_id and l.conversation_id = c.id
        and l.state = 'planned' and l.body ->> 'after' = 'close') as "closesAt",
      (select json_agg(json_build_object('id', g.id, 'name', g.name, 'colour', g.colour) order by g.name)
        from conversation_tags ct join tags g on g.workspace_id = ct.workspace_id and g.id = ct.tag_id
        where ct.workspace_id = c.workspace_id and ct.conversation_id = c.id) as tags
    from ${conversations}
    join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
    join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    left join queues q on q.workspace_id = c.workspace_id and q.id = c.queue_id
    left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
    left join reads r on r.workspace_id = c.workspace_id and r.agent_id = ${caller.id} and r.conversation_id = c.id
    ${which}`;

type ShownRow = Omit<ConversationRow, "workspaceId" | "triage" | "rankAt" | "heldFor" | "acknowledgedAt"> & {
  brandName: string;
  teamName: string;
  ownerName: string | null;
  customerName: string;
  customerEmail: string | null;
  customerCompany: string | null;
  customerTier: string | null;
  queueName: string | null;
  readAt: Date | null;
  repeatNth: number | null;
  mergedIntoNumber: number | null;
  replyPlannedAt: Date | null;
  closesAt: Date | null;
  tags: Conversation["tags"] | null;
  claim: { agent: { id: string; name: string }; since: string } | null;
};

/** A conversation of the moment it began: nobody's yet, without tags, read by nobody. */
export const shownAtFirst = (
  row: ConversationRow &
    Pick<ShownRow, "customerName" | "customerEmail" | "customerCompany" | "customerTier">,
  at: { brandName: string; teamName: string; queueName: string | null },
): Conversation =>
  toConversation({
    ...row,
    brandName: at.brandName,
    teamName: at.teamName,
    queueName: at.queueName,
    ownerName: null,
    readAt: null,
    repeatNth: null,
    mergedIntoNumber: null,
    replyPlannedAt: null,
    closesAt: null,
    tags: null,
    claim: null,
  });

function toConversation(row: ShownRow): Conversation {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    line: row.line as Conversation["line"],
    intent: row.intent,
    toSort: row.toSort,
    status: row.status as Conversation["status"],
    stage: row.stage,
    fields: row.fields,
    channel: row.channel as Conversation["channel"],
    language: row.language as Conversation["language"],
    priority: row.priority as Conversation["priority"],
    mood: row.mood as Conversation["mood"],
    brand: { id: row.brandId, name: row.brandName },
    team: { id: row.teamId, name: row.teamName },
    queue: row.queueId && row.queueName !== null ? { id: row.queueId, name: row.queueName } : null,
    owner: row.ownerId
      ? { kind: "agent", id: row.ownerId, name: row.ownerName! }
      : { kind: "team", id: row.teamId, name: row.teamName },
    claim: row.claim && { ...row.claim, since: new Date(row.claim.since).toISOString() },
    tags: row.tags ?? [],
    customer: {
      id: row.customerId,
      name: row.customerName,
      email: row.customerEmail,
      company: row.customerCompany,
      tier: (row.customerTier ?? "none") as Conversation["customer"]["tier"],
    },
    inbox: row.inboxId,
    startedBy: row.startedBy as Conversation["startedBy"],
    waitingSince: row.waitingSince?.toISOString() ?? null,
    nextStep:
      row.firstStep && row.firstStepAt
        ? { what: row.firstStep as "reply", at: row.firstStepAt.toISOString() }
        : null,
    heldUntil: row.heldUntil?.toISOString() ?? null,
    snooze: snoozeOf(row),
    mergedInto: row.mergedInto ? { id: row.mergedInto, number: row.mergedIntoNumber! } : null,
    preview: row.preview,
    previewBy: row.previewBy as Conversation["previewBy"],
    lastMessageAt: row.lastMessageAt.toISOString(),
    unread: !row.readAt || row.readAt < row.lastMessageAt,
    readAt: row.readAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    replyPlannedAt: row.replyPlannedAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    repeatNth: row.repeatNth,
    version: row.version,
  };
}

/** A page of what was said, newest page first, each page in time order. */
export function listOfMessages(
  db: Db,
  secret: Secret,
  caller: Caller,
  conversationId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Message[]; next: string | null }> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const list = `messages ${conversationId}`;
    const after = readCursor(secret, list, cursor);
    const older = after ? sql`and (m.sent_at, m.id) < (${after[0]}, ${after[1]})` : sql``;
    const { rows } = await messagesWhere(
      tx,
      sql`m.workspace_id = ${caller.workspaceId} and m.conversation_id = ${conversationId} ${older}`,
      limit + 1,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.reverse().map(toMessage),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.exactly, last.id]) : null,
    };
  });
}

/** One message as the contract shows it. */
export async function messageById(tx: Tx, workspaceId: string, id: string): Promise<Message> {
  const { rows } = await messagesWhere(tx, sql`m.workspace_id = ${workspaceId} and m.id = ${id}`, 1);
  if (!rows[0]) throw new Refusal("not_found");
  return toMessage(rows[0]);
}

const messageColumns = columnsOf("m", [
  "id",
  "kind",
  "author_kind",
  "author_id",
  "author_name",
  "channel",
  "subject",
  "text",
  "html",
  "reply",
  "language",
  "recipients",
  "auto",
  "linked_by",
  "linked",
  "sender_check",
  "mail",
  "problems",
  "raw_mail_id",
  "quick_replies",
  "sent_at",
]);

const messagesWhere = (tx: Tx, condition: ReturnType<typeof sql>, limit: number) =>
  sql<MessageRow>`
    select ${messageColumns}, m.sent_at::text as exactly,
      case when m.began_in is not null then (select json_build_object('id', b.id, 'number', b.number) from conversations b
        where b.workspace_id = m.workspace_id and b.id = m.began_in) end as "beganIn", d.state as "deliveryState", d.error as "deliveryError",
      d.tries as "deliveryTries", d.changed_at as "deliveryAt", d.next_try_at as "deliveryNextTryAt",
      d.by as "deliveryBy", d.seen_at as "deliverySeenAt",
      d.recipients as "deliveryRecipients", d.answer as "deliveryAnswer",
      q.message_id is not null as "isRequest", q.due_at as "dueAt", q.acknowledged_at as "acknowledgedAt",
      q.told_at as "toldAt", q.answered_at as "answeredAt", q.answered_by as "answeredBy",
      case when m.has_attachments then (
        select json_agg(json_build_object('id', f.id, 'filename', f.filename, 'mimeType', f.mime_type, 'size', f.size, 'inline', f.inline) order by f.id)
        from attachments f where f.workspace_id = m.workspace_id and f.message_id = m.id) end as attachments
    from messages m
    left join deliveries d on d.workspace_id = m.workspace_id and d.message_id = m.id
    left join requests q on q.workspace_id = m.workspace_id and q.message_id = m.id
    where ${condition}
    order by m.sent_at desc, m.id desc
    limit ${limit}`.execute(tx);

interface MessageRow {
  id: string;
  exactly: string;
  kind: string;
  authorKind: string;
  authorId: string | null;
  authorName: string;
  channel: string;
  subject: string | null;
  text: string;
  html: string | null;
  reply: string;
  language: string;
  recipients: (Pick<Message, "to" | "cc"> & Partial<Pick<Message, "bcc">>) | null;
  auto: string | null;
  linkedBy: string;
  linked: Partial<Linked> | null;
  senderCheck: Partial<SenderCheck> | null;
  mail: Partial<MailFacts> | null;
  problems: string[];
  rawMailId: string | null;
  sentAt: Date;
  attachments: Message["attachments"] | null;
  deliveryState: string | null;
  deliveryError: string | null;
  deliveryTries: number | null;
  deliveryAt: Date | null;
  deliveryNextTryAt: Date | null;
  deliveryBy: "email" | "chat" | null;
  deliverySeenAt: Date | null;
  deliveryRecipients: Delivery["recipients"] | null;
  deliveryAnswer: string | null;
  quickReplies: string[] | null;
  beganIn: Message["beganIn"];
  isRequest: boolean;
  dueAt: Date | null;
  acknowledgedAt: Date | null;
  toldAt: Date | null;
  answeredAt: Date | null;
  answeredBy: NonNullable<Message["request"]>["answeredBy"];
}

/** Answers to choose from, each known by its place. */
export const quickRepliesOf = (labels: string[]) =>
  labels.map((label, at) => ({ id: String(at + 1), label }));

/** A mail that says nothing but its words. */
const plainMail: MailFacts = {
  from: null,
  replyTo: [],
  forwarded: null,
  invitations: [],
  signed: null,
  encrypted: null,
  receipt: null,
};

const toLinked = ({
  reasons = [],
  isUnverified = false,
  isForged = false,
  related = null,
}: Partial<Linked>): Linked => ({
  reasons,
  isUnverified,
  isForged,
  related,
});

/** Mails from before it was kept tell no details, and what they tell was read like this. */
const toSenderCheck = ({
  spf = "none",
  dkim = "none",
  dmarc = "none",
  ...kept
}: Partial<SenderCheck>): SenderCheck => ({
  spf,
  dkim,
  dmarc,
  verdict: kept.verdict ?? (dmarc === "pass" ? "confirmed" : dmarc === "fail" ? "forged" : "unknown"),
  details: kept.details ?? null,
});

function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    kind: row.kind as Message["kind"],
    author: { kind: row.authorKind as Message["author"]["kind"], id: row.authorId, name: row.authorName },
    channel: row.channel as Message["channel"],
    subject: row.subject,
    text: row.text,
    html: row.html,
    reply: row.reply,
    language: row.language as Message["language"],
    attachments: row.attachments ?? [],
    quickReplies: row.quickReplies ? quickRepliesOf(row.quickReplies) : [],
    to: row.recipients?.to ?? [],
    cc: row.recipients?.cc ?? [],
    bcc: row.recipients?.bcc ?? [],
    mail: row.mail && { ...plainMail, ...row.mail },
    delivery: row.deliveryState
      ? {
          state: row.deliveryState as "queued",
          at: row.deliveryAt!.toISOString(),
          error: row.deliveryError,
          tries: row.deliveryTries!,
          nextTryAt: row.deliveryState === "queued" ? (row.deliveryNextTryAt?.toISOString() ?? null) : null,
          by: row.deliveryBy!,
          seenAt: row.deliverySeenAt?.toISOString() ?? null,
          recipients: row.deliveryRecipients!,
          answer: row.deliveryAnswer,
        }
      : null,
    auto: row.auto as Message["auto"],
    linkedBy: row.linkedBy as Message["linkedBy"],
    linked: row.linked && toLinked(row.linked),
    senderCheck: row.senderCheck && toSenderCheck(row.senderCheck),
    request: row.isRequest
      ? {
          dueAt: row.dueAt?.toISOString() ?? null,
          acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
          toldAt: row.toldAt?.toISOString() ?? null,
          answeredAt: row.answeredAt?.toISOString() ?? null,
          answeredBy: row.answeredBy,
        }
      : null,
    beganIn: row.beganIn,
    hasRaw: row.rawMailId !== null,
    problems: row.problems,
    sentAt: row.sentAt.toISOString(),
  };
}

/** What happened to a conversation, oldest first; at most the last thousand. */
export function listOfEvents(db: Db, caller: Caller, conversationId: string): Promise<Event[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const { createdAt } = await mayRead(tx, caller, conversationId);
    const rows = await tx
      .selectFrom("events")
      .selectAll()
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", conversationId)
      // Who writes at a moment is shown at that moment; it is no part of the story.
      .where("kind", "not in", ["conversation.claimed", "conversation.claim_ended"])
      // Nothing happened to it before it began: the months before are not looked at.
      .where("at", ">=", new Date(createdAt.getTime() - 1000))
      .orderBy("seq", "desc")
      .limit(1000)
      .execute();
    return rows.reverse().map((row) => ({
      seq: row.seq,
      kind: row.kind,
      at: row.at.toISOString(),
      conversationId: row.conversationId,
      brandId: row.brandId,
      actor: row.actor,
      data: row.data,
    }));
  });
}
