import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";

/** Whether whoever wrote last may be somebody else than they say: machines of ours tell them nothing. */
export async function isInDoubt(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<boolean> {
  const { rows } = await sql<{ isUnverified: boolean | null }>`
    select (linked ->> 'isUnverified')::boolean as is_unverified from messages
    where workspace_id = ${workspaceId} and conversation_id = ${id} and kind = 'message' and author_kind = 'customer'
    order by sent_at desc, id desc limit 1`.execute(tx);
  return rows[0]?.isUnverified === true;
}
