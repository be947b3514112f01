import { sql } from "kysely";
import { type Db, within } from "../db/database.ts";
import { contactHours } from "./offers.ts";

/**
 * Customers wrote, by whatever way: what they were offered within the day before was not the answer. For what arrives without
 * passing a form or a chat, which tell of it themselves.
 */
export function noteMessages(
  db: Db,
  workspaceId: string,
  written: readonly { conversationId: string; at: string }[],
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    await sql`
      update article_offers o set contacted_at = w.at
      from (
        select c.customer_id, min(m.at) as at
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as m ("conversationId" uuid, at timestamptz)
        join conversations c on c.workspace_id = ${workspaceId} and c.id = m."conversationId"
        where c.started_by = 'customer' group by 1
      ) as w
      where o.workspace_id = ${workspaceId} and o.customer_id = w.customer_id and o.contacted_at is null
        and o.offered_at <= w.at and o.offered_at > w.at - make_interval(hours => ${contactHours})`.execute(
      tx,
    );
  });
}
