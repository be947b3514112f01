import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { recount } from "../checklists/act.ts";
import type { ConversationRow } from "../read.ts";

/** What is to be done in the one is done in the other, below what is there. Returns the ids of the items that went. */
export async function takeChecklist(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  now: Date,
): Promise<string[]> {
  const { workspaceId } = into;
  const { rows } = await sql<{ id: string }>`
    update checklist_items set conversation_id = ${into.id}, place = place + (
      select coalesce(max(place) + 1, 0) from checklist_items
      where workspace_id = ${workspaceId} and conversation_id = ${into.id})
    where workspace_id = ${workspaceId} and conversation_id = ${from.id} returning id`.execute(tx);
  if (rows.length) await recountBoth(tx, from, into, now);
  return rows.map(({ id }) => id);
}

/** The items are where they were; what was added since stays. */
export async function giveChecklistBack(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  items: readonly string[],
  now: Date,
): Promise<void> {
  if (!items.length) return;
  await sql`
    update checklist_items set conversation_id = ${from.id}
    where workspace_id = ${into.workspaceId} and conversation_id = ${into.id} and id = any(${[...items]}::uuid[])`.execute(
    tx,
  );
  await recountBoth(tx, from, into, now);
}

async function recountBoth(tx: Tx, from: ConversationRow, into: ConversationRow, now: Date): Promise<void> {
  for (const { workspaceId, id } of [from, into]) await recount(tx, workspaceId, id, now);
}
