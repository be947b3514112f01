import { sql } from "kysely";
import { deliverQueue } from "../channels/index.ts";
import { isHere, lockConversation, mailIdFor } from "../conversations/index.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { enqueue } from "../jobs/index.ts";
import { oneByOne } from "../one-by-one.ts";
import type { Visitor } from "../visitor.ts";

/**
 * Sends by mail what has lain unseen in chats for longer than its grace: all of one conversation in one mail, in the name
 * of the newest. In the transaction that decides so it becomes a mail like any other, so that it goes out once, whatever
 * happens in between.
 */
export async function mailUnseen(db: Db, now: Date): Promise<void> {
  const due = await withoutWall(db, (tx) =>
    tx
      .selectFrom("deliveries")
      .select(["workspaceId", "conversationId"])
      .distinct()
      .where("mailAt", "<=", now)
      .limit(500)
      .execute(),
  );
  await oneByOne(due, ({ workspaceId, conversationId }) =>
    within(db, workspaceId, (tx) => turnToMail(tx, workspaceId, conversationId)),
  );
}

/** What is not seen in a chat goes by mail now. Without an address it stays where it is. Returns how many go. */
export async function turnToMail(tx: Tx, workspaceId: string, conversationId: string): Promise<number> {
  const now = new Date();
  const conversation = await lockConversation(tx, workspaceId, conversationId);
  const { rows } = await sql<{ name: string; address: string | null; ours: string; ids: string[] | null }>`
    select p.name, coalesce(t.email, p.email) as address, i.address as ours,
      (select array_agg(m.id::text order by m.sent_at, m.id) from deliveries d
        join messages m on m.workspace_id = d.workspace_id and m.id = d.message_id
        where d.workspace_id = ${workspaceId} and d.conversation_id = ${conversationId} and d.by = 'chat'
          and d.seen_at is null and m.auto is null) as ids
    from chats t
    join customers p on p.workspace_id = t.workspace_id and p.id = ${conversation.customerId}
    join inboxes i on i.workspace_id = t.workspace_id and i.id = ${conversation.inboxId}
    where t.workspace_id = ${workspaceId} and t.conversation_id = ${conversationId}`.execute(tx);
  const { name, address, ours, ids } = rows[0] ?? { ids: null };
  if (!address || !ids?.length) {
    await tx
      .updateTable("deliveries")
      .set({ mailAt: null })
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", conversationId)
      .where("mailAt", "is not", null)
      .execute();
    return 0;
  }
  const mailed = ids.at(-1)!;
  await sql`
    with gone as (
      update deliveries set by = 'email', state = 'queued', mail_at = null, changed_at = ${now},
        carried_by = case when message_id <> ${mailed} then ${mailed}::uuid end,
        next_try_at = case when message_id = ${mailed} then ${now}::timestamptz end
      where workspace_id = ${workspaceId} and message_id = any(${ids}::uuid[])
    )
    update messages set channel = 'email', subject = ${conversation.subject},
      recipients = ${JSON.stringify({ to: [{ name: name!, address }], cc: [] })}::jsonb,
      mail_id = case when id = ${mailed} then ${mailIdFor(ours!, mailed)} end
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx);
  await enqueue(tx, deliverQueue, [{ workspaceId, messageId: mailed }]);
  return ids.length;
}

/** An address was left: what waited without one goes there, at once where nobody is here to see it. */
export async function mailWhatWaits(tx: Tx, visitor: Visitor): Promise<void> {
  const now = new Date();
  await sql`
    update deliveries d set mail_at = case
        when v.left_at is null and ${isHere(now)}
          then ${now}::timestamptz + make_interval(mins => (w.settings ->> 'graceMinutes')::integer)
        else ${now}::timestamptz end
    from chats t
    join chat_visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
    join chat_widgets w on w.workspace_id = t.workspace_id and w.id = t.widget_id
    where t.workspace_id = ${visitor.workspaceId} and t.visitor_id = ${visitor.id}
      and d.workspace_id = t.workspace_id and d.conversation_id = t.conversation_id
      and d.by = 'chat' and d.seen_at is null and d.mail_at is null
      and exists (select from messages m where m.workspace_id = d.workspace_id and m.id = d.message_id and m.auto is null)`.execute(
    tx,
  );
}
