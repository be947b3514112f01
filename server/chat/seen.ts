import { sql } from "kysely";
import { type Db, within } from "../db/database.ts";
import { record } from "../events.ts";
import type { Visitor } from "../visitor.ts";
import { refuseForeign } from "./chats.ts";

/**
 * Notes how far a visitor has read: what they have seen goes by no other way any more. Those who look after the matter
 * are told when it is an answer that was seen, once for all that was.
 */
export function see(db: Db, visitor: Visitor, conversationId: string, seq: number): Promise<void> {
  const { workspaceId } = visitor;
  return within(db, workspaceId, async (tx) => {
    await refuseForeign(tx, visitor, conversationId);
    const now = new Date();
    const { rows } = await sql<{ brandId: string; answers: number; upTo: string | null }>`
      with moved as (
        update chats set seen_seq = least(${seq}, last_seq), seen_at = ${now}
        where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and seen_seq < least(${seq}, last_seq)
        returning seen_seq
      ), seen as (
        update deliveries d set seen_at = ${now}, mail_at = null, state = 'sent', changed_at = ${now}
        from chat_messages x, moved
        where x.workspace_id = ${workspaceId} and x.conversation_id = ${conversationId} and x.seq <= moved.seen_seq
          and d.workspace_id = x.workspace_id and d.message_id = x.message_id and d.by = 'chat' and d.seen_at is null
        returning d.message_id, x.seq
      )
      select c.brand_id, (select count(*) from seen) as answers,
        (select message_id from seen order by seq desc limit 1) as up_to
      from conversations c where c.workspace_id = ${workspaceId} and c.id = ${conversationId}`.execute(tx);
    const { brandId, answers, upTo } = rows[0]!;
    if (!answers) return;
    await record(tx, {
      workspaceId,
      kind: "chat.seen",
      actor: { kind: "customer", id: visitor.customerId, name: visitor.name ?? "" },
      conversationId,
      brandId,
      data: { messageId: upTo, at: now.toISOString() },
    });
  });
}
