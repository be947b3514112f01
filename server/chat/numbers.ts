import { sql } from "kysely";
import { send, type Tx } from "../db/database.ts";

/**
 * Gives the messages of these conversations that have none their numbers: 1, 2, 3 … in the order in which they were
 * written down, without gaps, and the same for ever. Given when they are first told rather than when they are written,
 * because a message comes by many ways (a reply, a mail, a rule), and none of them need know of visitors.
 */
export async function numberMessages(tx: Tx, workspaceId: string, conversationIds: string[]): Promise<void> {
  if (!conversationIds.length) return;
  const { rows } = await sql<{ id: string }>`
    select t.conversation_id as id from chats t
    where t.workspace_id = ${workspaceId} and t.conversation_id = any(${conversationIds}::uuid[])
      and exists (select from messages m where m.workspace_id = t.workspace_id
        and m.conversation_id = t.conversation_id and m.kind = 'message'
        and not exists (select from chat_messages x where x.workspace_id = ${workspaceId} and x.message_id = m.id))`.execute(
    tx,
  );
  if (!rows.length) return;
  const ids = rows.map(({ id }) => id);
  send(
    tx,
    sql`
      select from chats where workspace_id = ${workspaceId} and conversation_id = any(${ids}::uuid[])
      order by conversation_id for no key update`,
  );
  giveNumbers(tx, workspaceId, ids);
}

/** The same for conversations whose row of `chats` this transaction has locked. */
export function giveNumbers(tx: Tx, workspaceId: string, ids: string[]): void {
  // A statement of its own: its snapshot must be younger than the locks.
  send(
    tx,
    sql`
    with fresh as materialized (
      select m.conversation_id, m.id, row_number() over (partition by m.conversation_id order by m.sent_at, m.id) as n
      from messages m
      where m.workspace_id = ${workspaceId} and m.conversation_id = any(${ids}::uuid[]) and m.kind = 'message'
        and not exists (select from chat_messages x where x.workspace_id = ${workspaceId} and x.message_id = m.id)
    ), numbered as (
      insert into chat_messages (workspace_id, conversation_id, seq, message_id)
      select ${workspaceId}, f.conversation_id, t.last_seq + f.n, f.id
      from fresh f join chats t on t.workspace_id = ${workspaceId} and t.conversation_id = f.conversation_id
    )
    update chats t set last_seq = t.last_seq + g.n
    from (select conversation_id, count(*) as n from fresh group by conversation_id) as g
    where t.workspace_id = ${workspaceId} and t.conversation_id = g.conversation_id`,
  );
}
