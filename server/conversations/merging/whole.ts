import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { type ConversationRow, lockConversation } from "../read.ts";

/**
 * The conversation in which what belongs to this one is found now: itself, or what it became part of. Each is locked
 * before the one it leads to, as undoing a merge does, so that the two take turns.
 */
export async function lockWhole(tx: Tx, workspaceId: string, id: string): Promise<ConversationRow> {
  let row = await lockConversation(tx, workspaceId, id);
  while (row.mergedInto) row = await lockConversation(tx, workspaceId, row.mergedInto);
  return row;
}

/** The same without a lock, for who only looks. */
export async function wholeOf(tx: Tx, workspaceId: string, id: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive way (id, next) as (
      select id, merged_into from conversations where workspace_id = ${workspaceId} and id = ${id}
      union
      select c.id, c.merged_into from way join conversations c on c.workspace_id = ${workspaceId} and c.id = way.next
    )
    select id from way where next is null`.execute(tx);
  return rows[0]?.id ?? id;
}

/** SQL: the ids of all conversations that are part of this one, by way of others too. */
export const partsOf = (workspaceId: string, id: string) => sql`
  with recursive part (id) as (
    select id from conversations where workspace_id = ${workspaceId} and merged_into = ${id}
    union
    select c.id from part join conversations c on c.workspace_id = ${workspaceId} and c.merged_into = part.id
  )
  select id from part`;
