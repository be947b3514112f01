import { type RawBuilder, sql } from "kysely";
import type { Chat } from "../../contract/chat.ts";
import type { Db, Tx } from "../db/database.ts";
import { type CustomersRating, ratingsOf } from "../ratings/index.ts";
import { Refusal } from "../refusal.ts";
import type { Visitor } from "../visitor.ts";
import { availabilityOf } from "./availability.ts";
import { faceOf } from "./faces.ts";
import type { ChatNeeds } from "./needs.ts";
import { numberMessages } from "./numbers.ts";
import { type Widget, widgetById } from "./widget.ts";

/** So many of their chats a visitor is shown. */
const mostShown = 20;

/** SQL: the chats `t` of conversations `c` that are a visitor's: of this browser, and of the account the site vouches for. */
export const ownChats = ({ workspaceId, id, account, customerId }: Visitor): RawBuilder<boolean> =>
  account !== null && customerId
    ? sql`t.workspace_id = ${workspaceId} and (t.visitor_id = ${id} or c.customer_id = ${customerId})`
    : sql`t.workspace_id = ${workspaceId} and t.visitor_id = ${id}`;

/** The ids of a visitor's chats, newest first. */
export async function ownIds(tx: Tx, visitor: Visitor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from chats t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where ${ownChats(visitor)}
    order by c.last_message_at desc, c.id desc limit ${mostShown}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Refuses a conversation that is not this visitor's: to them it is not there. */
export async function refuseForeign(tx: Tx, visitor: Visitor, conversationId: string): Promise<void> {
  const { rows } = await sql`
    select from chats t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where ${ownChats(visitor)} and t.conversation_id = ${conversationId}`.execute(tx);
  if (!rows.length) throw new Refusal("not_found");
}

interface Row {
  id: string;
  number: number;
  subject: string;
  status: string;
  ownerId: string | null;
  ownerName: string | null;
  lastSeq: number;
  seenSeq: number;
  readSeq: number | null;
  unread: number;
  preview: string;
  lastMessageAt: Date;
  isNew: boolean;
  ahead: number | null;
  byMail: boolean;
  email: string | null;
  endedAt: Date | null;
  widgetId: string;
}

/** How conversations stand for the visitor whose they are, in the order asked for. */
export async function chatsByIds(
  needs: Pick<ChatNeeds, "db" | "secret">,
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<Chat[]> {
  await numberMessages(tx, workspaceId, ids);
  return readChats(needs, tx, workspaceId, ids);
}

/** The same where all messages have their numbers. */
export async function readChats(
  needs: Pick<ChatNeeds, "db" | "secret">,
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<Chat[]> {
  if (!ids.length) return [];
  const found = sql<Row>`
    select c.id, c.number, c.subject, c.status, c.owner_id, a.name as owner_name, t.last_seq, t.seen_seq, c.preview,
      c.last_message_at, t.by_mail, coalesce(t.email, p.email) as email, t.ended_at, c.status = 'new' as is_new,
      t.widget_id,
      case when looked.at is not null then (
        select x.seq from chat_messages x join messages m on m.workspace_id = x.workspace_id and m.id = x.message_id
        where x.workspace_id = t.workspace_id and x.conversation_id = t.conversation_id and m.sent_at <= looked.at
        order by x.seq desc limit 1) end as read_seq,
      (select count(*) from chat_messages x join messages m on m.workspace_id = x.workspace_id and m.id = x.message_id
        where x.workspace_id = t.workspace_id and x.conversation_id = t.conversation_id and x.seq > t.seen_seq
          and m.author_kind <> 'customer') as unread,
      case when c.status = 'new' and c.owner_id is null and c.queue_id is not null then (
        select count(*) from (select from conversations q where q.workspace_id = c.workspace_id and q.team_id = c.team_id
          and q.queue_id = c.queue_id and q.owner_id is null and q.status in ('new', 'open')
          and (q.rank_at, q.id) < (c.rank_at, c.id) limit 100) as before) end as ahead
    from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
    join chats t on t.workspace_id = ${workspaceId} and t.conversation_id = asked.id
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
    left join lateral (select max(r.read_at) as at from reads r
      where r.workspace_id = t.workspace_id and r.conversation_id = t.conversation_id) as looked on true
    order by asked.place`.execute(tx);
  const [{ rows }, ratings] = await Promise.all([found, ratingsOf(tx, workspaceId, ids)]);
  const widgets = new Map<string, Widget | null>();
  for (const { widgetId } of rows)
    if (!widgets.has(widgetId)) widgets.set(widgetId, await widgetById(needs.db, workspaceId, widgetId));
  const chats: Chat[] = [];
  for (const row of rows) {
    const widget = widgets.get(row.widgetId)!;
    const wait = row.isNew ? await waitOf(needs.db, widget) : null;
    chats.push(toChat(needs, { widget, row, wait, rated: ratings.get(row.id)! }));
  }
  return chats;
}

/** Minutes until an answer, while somebody is here to give it. */
async function waitOf(db: Db, widget: Widget | null): Promise<number | null> {
  if (!widget) return null;
  const { isAttended, minutes } = await availabilityOf(db, widget);
  return isAttended ? minutes : null;
}

function toChat(
  { secret }: Pick<ChatNeeds, "secret">,
  {
    widget,
    row,
    wait,
    rated,
  }: { widget: Widget | null; row: Row; wait: number | null; rated: CustomersRating },
): Chat {
  const isAnswered = rated.answeredBy !== null;
  const canRate = Boolean(widget?.settings.asksRating && isAnswered);
  return {
    conversation: row.id,
    number: row.number,
    subject: row.subject,
    state: row.status === "closed" ? "closed" : "open",
    agent: row.ownerId ? faceOf(secret, { id: row.ownerId, name: row.ownerName! }) : null,
    lastSeq: row.lastSeq,
    seenSeq: row.seenSeq,
    readSeq: row.readSeq ?? 0,
    unread: row.unread,
    lastWords: row.preview,
    lastMessageAt: row.lastMessageAt.toISOString(),
    wait: row.isNew ? { ahead: row.ahead, minutes: wait } : null,
    goesBy: row.byMail && row.email ? "email" : "chat",
    hasEnded: row.endedAt !== null,
    rating: canRate && rated.score !== null ? { score: rated.score, comment: rated.comment } : null,
    canRate,
    canHaveTranscript: Boolean(widget?.settings.offersTranscript && isAnswered && row.email),
  };
}

/** One of them. */
export async function chatById(
  needs: Pick<ChatNeeds, "db" | "secret">,
  tx: Tx,
  { workspaceId }: Pick<Visitor, "workspaceId">,
  id: string,
): Promise<Chat> {
  const [chat] = await chatsByIds(needs, tx, workspaceId, [id]);
  if (!chat) throw new Refusal("not_found");
  return chat;
}
