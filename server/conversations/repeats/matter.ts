import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../db/database.ts";

/**
 * SQL: a recursive CTE `matter (asked, id)` with all conversations of the same matter for each of these, themselves too:
 * whatever repeats what they repeat, or is repeated by them, in any number of steps, but not by way of `besides`.
 */
export const matterOf = (
  workspaceId: string,
  ids: readonly string[],
  besides: string | null = null,
): RawBuilder<unknown> => sql`
  matter (asked, id) as (
    select id, id from unnest(${[...ids]}::uuid[]) as asked (id)
    union
    select m.asked, other.id from matter m
    cross join lateral (
      select earlier_id as id from repeats
      where workspace_id = ${workspaceId} and conversation_id = m.id and state <> 'dismissed'
      union all
      select conversation_id from repeats
      where workspace_id = ${workspaceId} and earlier_id = m.id and state <> 'dismissed'
    ) as other
    where other.id is distinct from ${besides}::uuid
  )`;

/** The conversations of the same matter, for each of these. */
export async function mattersOf(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ asked: string; id: string }>`
    with recursive ${matterOf(workspaceId, ids)} select asked, id from matter`.execute(tx);
  const matters = new Map(ids.map((id) => [id, new Set([id])]));
  for (const { asked, id } of rows) matters.get(asked)!.add(id);
  return matters;
}
