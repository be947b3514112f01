import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import type { ConversationRow } from "../read.ts";
import { countAgain } from "../repeats/find.ts";
import type { Kept } from "./kept.ts";

/** What repeated the one, or was repeated by it, repeats the other now; the two are no repeats of each other any more. */
export async function takeRepeats(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
): Promise<Kept["repeats"]> {
  const { workspaceId } = into;
  const { rows: was } = await sql<{ row: Kept["repeats"]["was"][number] }>`
    delete from repeats r where workspace_id = ${workspaceId} and ${from.id} in (conversation_id, earlier_id)
    returning to_jsonb(r) as row`.execute(tx);
  const { rows: made } = await sql<Kept["repeats"]["made"][number]>`
    insert into repeats
    select (jsonb_populate_record(null::repeats, was.row || jsonb_build_object(
      'conversation_id', later.id, 'earlier_id', former.id, 'took', null))).*
    from jsonb_array_elements(${JSON.stringify(was.map(({ row }) => row))}::jsonb) as was (row)
    join conversations later on later.workspace_id = ${workspaceId}
      and later.id = case when was.row ->> 'conversation_id' = ${from.id} then ${into.id}::uuid else (was.row ->> 'conversation_id')::uuid end
    join conversations former on former.workspace_id = ${workspaceId}
      and former.id = case when was.row ->> 'earlier_id' = ${from.id} then ${into.id}::uuid else (was.row ->> 'earlier_id')::uuid end
    where later.id <> former.id and former.created_at <= later.created_at
    on conflict do nothing
    returning conversation_id, earlier_id`.execute(tx);
  await countAgain(tx, workspaceId, [into.id, ...made.map(({ conversationId }) => conversationId)]);
  return { was: was.map(({ row }) => row), made };
}

/** All of that as it was before. */
export async function giveRepeatsBack(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  { was, made }: Kept["repeats"],
): Promise<void> {
  const { workspaceId } = into;
  for (const { conversationId, earlierId } of made)
    await tx
      .deleteFrom("repeats")
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", conversationId)
      .where("earlierId", "=", earlierId)
      .execute();
  await sql`
    insert into repeats
    select (jsonb_populate_record(null::repeats, row)).* from jsonb_array_elements(${JSON.stringify(was)}::jsonb) as was (row)
    on conflict do nothing`.execute(tx);
  await countAgain(tx, workspaceId, [from.id, into.id]);
}
