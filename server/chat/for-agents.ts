import { sql } from "kysely";
import type { ChatBeside, LiveChat, listChats, PageContext, TrailStep } from "../../contract/chat.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { isHere, lockConversation, mayRead, wayOf } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { turnToMail } from "./answers-by-mail.ts";

/** What stands beside a conversation that came by chat. */
export const besideOf = (db: Db, caller: Caller, id: string): Promise<ChatBeside> =>
  look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, id);
    return readBeside(tx, caller, id);
  });

interface Row {
  widgetId: string | null;
  widgetName: string | null;
  showsTyping: boolean;
  graceMinutes: number;
  visitorId: string;
  locale: ChatBeside["visitor"]["locale"];
  isKnown: boolean;
  seenAt: Date;
  isHere: boolean;
  page: PageContext | null;
  timeZone: string | null;
  userAgent: string | null;
  trail: TrailStep[];
  blocked: ChatBeside["visitor"]["blocked"];
  address: string | null;
  isVerified: boolean | null;
  byMail: boolean;
  seenMessage: string | null;
  seenMessageAt: Date | null;
  unseen: number;
  mailsAt: Date | null;
  mailedAt: Date | null;
  isAnswered: boolean;
}

/** The same within a transaction that has seen to it that the caller may know of it. */
export async function readBeside(tx: Tx, { workspaceId }: Caller, id: string): Promise<ChatBeside> {
  const now = new Date();
  const { rows } = await sql<Row>`
    select case when w.deleted_at is null then w.id end as widget_id, w.name as widget_name,
      coalesce((w.settings ->> 'showsTyping')::boolean, false) as shows_typing,
      (w.settings ->> 'graceMinutes')::integer as grace_minutes, v.id as visitor_id, v.locale,
      v.account is not null as is_known, v.seen_at, ${isHere(now)} as is_here, v.page, v.time_zone, v.user_agent, v.trail, v.blocked,
      coalesce(t.email, p.email) as address, t.by_mail,
      t.verified_at is not null or exists (select from identities i where i.workspace_id = t.workspace_id
        and i.brand_id = c.brand_id and i.kind = 'email' and i.value = coalesce(t.email, p.email)
        and i.customer_id = c.customer_id and i.is_verified) as is_verified,
      seen.message_id as seen_message, seen.seen_at as seen_message_at,
      (select count(*) from deliveries d join messages m on m.workspace_id = d.workspace_id and m.id = d.message_id
        where d.workspace_id = t.workspace_id and d.conversation_id = t.conversation_id and d.by = 'chat'
          and d.seen_at is null and m.auto is null) as unseen,
      (select min(d.mail_at) from deliveries d
        where d.workspace_id = t.workspace_id and d.conversation_id = t.conversation_id and d.by = 'chat'
          and d.seen_at is null) as mails_at,
      (select case when d.by = 'email' and coalesce(x.seq > t.seen_seq, true) then d.changed_at end
        from messages m
        join deliveries d on d.workspace_id = m.workspace_id and d.message_id = m.id
        left join chat_messages x on x.workspace_id = m.workspace_id and x.message_id = m.id
        where m.workspace_id = t.workspace_id and m.conversation_id = t.conversation_id and m.kind = 'message'
          and m.author_kind <> 'customer' and m.auto is null
        order by m.sent_at desc, m.id desc limit 1) as mailed_at,
      exists (select from messages m where m.workspace_id = t.workspace_id and m.conversation_id = t.conversation_id
        and m.kind = 'message' and m.author_kind = 'agent') as is_answered
    from chats t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    join chat_visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
    join chat_widgets w on w.workspace_id = t.workspace_id and w.id = t.widget_id
    left join lateral (select d.message_id, d.seen_at from deliveries d
      where d.workspace_id = t.workspace_id and d.conversation_id = t.conversation_id and d.seen_at is not null
      order by d.seen_at desc, d.message_id desc limit 1) as seen on true
    where t.workspace_id = ${workspaceId} and t.conversation_id = ${id}`.execute(tx);
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  const hasAddress = Boolean(row.address);
  const { by } = wayOf({ ...row, inChat: true, hasAddress }, now);
  return {
    conversation: id,
    widget: row.widgetId ? { id: row.widgetId, name: row.widgetName! } : null,
    visitor: {
      id: row.visitorId,
      locale: row.locale,
      isKnown: row.isKnown,
      lastSeenAt: row.seenAt.toISOString(),
      isHere: row.isHere,
      page: row.page,
      timeZone: row.timeZone,
      userAgent: row.userAgent,
      trail: row.trail,
      blocked: row.blocked,
    },
    email: row.address ? { address: row.address, isVerified: Boolean(row.isVerified) } : null,
    goesBy: by === "email" ? "email" : row.isHere ? "chat" : "later",
    seen: row.seenMessage ? { message: row.seenMessage, at: row.seenMessageAt!.toISOString() } : null,
    unseen: row.unseen,
    mailsAt: row.mailsAt?.toISOString() ?? null,
    mailedAt: row.mailedAt?.toISOString() ?? null,
    canSendTranscript: hasAddress && row.isAnswered,
    showsTyping: row.showsTyping,
  };
}

/** Chats that are going on, who waits longest first; then by the newest words. */
export function chatsGoingOn(db: Db, caller: Caller, { of }: QueryOf<typeof listChats>): Promise<LiveChat[]> {
  const whose =
    of === "me" ? sql`and c.owner_id = ${caller.id}` : of === "nobody" ? sql`and c.owner_id is null` : sql``;
  const wall = caller.brands ? sql`and c.brand_id = any(${[...caller.brands]}::uuid[])` : sql``;
  return look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<
      Omit<LiveChat, "customer" | "brand" | "owner" | "waitingSince" | "lastMessageAt"> & {
        customerId: string;
        customerName: string;
        brandId: string;
        brandName: string;
        ownerId: string | null;
        ownerName: string | null;
        waitingSince: Date | null;
        lastMessageAt: Date;
      }
    >`
      select c.id as conversation, c.number, c.subject, c.status, c.customer_id, p.name as customer_name, c.brand_id,
        b.name as brand_name, c.owner_id, a.name as owner_name, c.waiting_since, c.preview, c.preview_by,
        c.last_message_at, ${isHere(new Date())} as is_here,
        (select count(*) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
          and m.kind = 'message' and m.author_kind = 'customer'
          and m.sent_at > coalesce((select r.read_at from reads r where r.workspace_id = c.workspace_id
            and r.agent_id = ${caller.id} and r.conversation_id = c.id), '-infinity')) as unread
      from chats t
      join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
      join chat_visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
      left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
      where t.workspace_id = ${caller.workspaceId} and c.status <> 'closed' and not t.by_mail ${whose} ${wall}
      order by c.waiting_since nulls last, c.last_message_at desc, c.id
      limit 100`.execute(tx);
    return rows.map(
      ({ customerId, customerName, brandId, brandName, ownerId, ownerName, waitingSince, ...row }) => ({
        ...row,
        customer: { id: customerId, name: customerName },
        brand: { id: brandId, name: brandName },
        owner: ownerId ? { id: ownerId, name: ownerName! } : null,
        waitingSince: waitingSince?.toISOString() ?? null,
        lastMessageAt: row.lastMessageAt.toISOString(),
      }),
    );
  });
}

/** Says how answers go from now on. By mail, what was not seen yet goes with it. */
export function sendBy(db: Db, caller: Caller, id: string, channel: "chat" | "email"): Promise<ChatBeside> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await lockConversation(tx, caller.workspaceId, id, caller.brands);
    const before = await readBeside(tx, caller, id);
    const byMail = channel === "email";
    if (byMail && !before.email) throw new Refusal("no_address");
    await tx
      .updateTable("chats")
      .set({ byMail })
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", id)
      .execute();
    if (byMail) await turnToMail(tx, caller.workspaceId, id);
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.changed",
      actor: actorOf(caller),
      conversationId: id,
      brandId,
      data: { answersGoBy: { from: before.goesBy, to: channel } },
    });
    return readBeside(tx, caller, id);
  });
}

/** Keeps the visitor of a conversation from writing, or lets them write again; null takes it back. */
export function block(db: Db, caller: Caller, id: string, reason: string | null): Promise<ChatBeside> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId, customerId } = await lockConversation(tx, caller.workspaceId, id, caller.brands);
    const { visitor } = await readBeside(tx, caller, id);
    const blocked =
      reason === null ? null : JSON.stringify({ reason, by: caller.name, at: new Date().toISOString() });
    await tx
      .updateTable("chatVisitors")
      .set({ blocked })
      .where("workspaceId", "=", caller.workspaceId)
      // Whom the site vouches for may be blocked in another browser.
      .where((eb) =>
        eb.or([
          eb("id", "=", visitor.id),
          ...(visitor.isKnown && reason === null ? [eb("customerId", "=", customerId)] : []),
        ]),
      )
      .execute();
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.changed",
      actor: actorOf(caller),
      conversationId: id,
      brandId,
      data: { blocked: { from: visitor.blocked !== null, to: reason !== null, ...(reason && { reason }) } },
    });
    return readBeside(tx, caller, id);
  });
}

/** Whoever answers a mail that went to this address reads there: it is theirs. For a mail that came by its signed reply address. */
export async function noteVerified(
  db: Db,
  told: { workspaceId: string; conversationId: string }[],
): Promise<void> {
  for (const [workspaceId, those] of Map.groupBy(told, (one) => one.workspaceId))
    await within(db, workspaceId, (tx) =>
      sql`
        with shown as (
          update chats t set verified_at = ${new Date()}
          from conversations c
          where t.workspace_id = ${workspaceId} and t.verified_at is null and t.email is not null
            and t.conversation_id = any(${those.map(({ conversationId }) => conversationId)}::uuid[])
            and c.workspace_id = t.workspace_id and c.id = t.conversation_id
          returning t.email, c.brand_id, c.customer_id
        )
        update identities i set is_verified = true from shown s
        where i.workspace_id = ${workspaceId} and i.brand_id = s.brand_id and i.kind = 'email' and i.value = s.email
          and i.customer_id = s.customer_id`.execute(tx),
    );
}
