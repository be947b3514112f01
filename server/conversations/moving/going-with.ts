import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import type { ConversationRow } from "../read.ts";

/** Which messages of a conversation go when these leave it again: they, and, in any number of steps, what has answered only them since. */
export async function goingWith(
  tx: Tx,
  into: ConversationRow,
  messageIds: string[],
  since: Date,
): Promise<string[]> {
  const { workspaceId, id } = into;
  const { rows } = await sql<{
    id: string;
    mailId: string | null;
    inReplyTo: string | null;
    asks: string[] | null;
  }>`
    select m.id, m.mail_id, m.in_reply_to,
      (select array_agg(q.message_id) from requests q
        where q.workspace_id = m.workspace_id and q.conversation_id = m.conversation_id and q.answer_id = m.id) as asks
    from messages m where m.workspace_id = ${workspaceId} and m.conversation_id = ${id}
      and (m.id = any(${messageIds}::uuid[]) or m.sent_at >= ${since})
    order by m.sent_at, m.id`.execute(tx);
  const own = new Set(messageIds);
  const going = rows.filter((row) => own.has(row.id));
  const mails = new Set(going.flatMap(({ mailId }) => mailId ?? []));
  const ids = new Set(going.map((row) => row.id));
  for (let before = -1; before !== ids.size; ) {
    before = ids.size;
    for (const row of rows) {
      const answers = row.asks?.length
        ? row.asks.every((ask) => ids.has(ask))
        : row.inReplyTo !== null && mails.has(row.inReplyTo);
      if (!answers) continue;
      ids.add(row.id);
      if (row.mailId) mails.add(row.mailId);
    }
  }
  return [...ids];
}
