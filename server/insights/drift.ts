import { sql } from "kysely";
import { type Db, within, withoutWall } from "../db/database.ts";
import { rules } from "./fold.ts";

/** Something that is counted otherwise than it is. */
export interface FigureDrift {
  workspaceId: string;
  what: string;
  counted: number;
  truth: number;
}

/**
 * Where figures differ from what happened; empty is right. Compares facts with the events they were told by, what is
 * thought to be open with the conversations, and packed days with their facts. Looks at everything: for the night.
 */
export async function figureDrift(db: Db): Promise<FigureDrift[]> {
  const folded = await withoutWall(db, (tx) =>
    tx
      .selectFrom("foldCursors as c")
      .innerJoin("streams as s", "s.workspaceId", "c.workspaceId")
      .select(["c.workspaceId", "c.seq"])
      .where("c.rules", "=", rules)
      .whereRef("c.seq", "=", "s.seq")
      .execute(),
  );
  const drift: FigureDrift[] = [];
  for (const { workspaceId, seq } of folded) drift.push(...(await driftOf(db, workspaceId, seq)));
  return drift;
}

const driftOf = (db: Db, workspaceId: string, seq: number): Promise<FigureDrift[]> =>
  within(db, workspaceId, async (tx) => {
    // Nobody folds meanwhile, or the one side would be younger than the other.
    const held = await sql`
      select from fold_cursors where workspace_id = ${workspaceId} and seq = ${seq} for update skip locked`.execute(
      tx,
    );
    if (!held.rows.length) return [];
    const { rows } = await sql<Omit<FigureDrift, "workspaceId">>`
      with told as (
        select kind, count(*) filter (where conversation_id in (
          select conversation_id from folded_conversations where workspace_id = ${workspaceId}))::integer as n
        from events where workspace_id = ${workspaceId} and seq <= ${seq}
          and (kind in ('conversation.replied', 'conversation.handed_over')
            or kind = 'conversation.customer_wrote' and data ->> 'auto' is null)
        group by kind
      ), counted as (
        select case kind when 'replied' then 'conversation.replied' when 'handed_over' then 'conversation.handed_over'
          else 'conversation.customer_wrote' end as kind, count(*)::integer as n
        from facts where workspace_id = ${workspaceId}
          and (kind in ('replied', 'handed_over') or kind = 'received' and detail = '')
        group by 1
      ), packed as (
        select coalesce(sum(size), 0)::integer as n from sheets where workspace_id = ${workspaceId}
      )
      select coalesce(c.kind, t.kind) as what, coalesce(c.n, 0) as counted, coalesce(t.n, 0) as truth
      from counted c full join told t on t.kind = c.kind where coalesce(c.n, 0) <> coalesce(t.n, 0)
      union all
      select 'open conversations', counted, truth from (
        select (select count(*)::integer from folded_conversations f
            join conversations c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
            where f.workspace_id = ${workspaceId} and f.is_open and c.status = 'closed') as counted,
          (select count(*)::integer from folded_conversations f
            join conversations c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
            where f.workspace_id = ${workspaceId} and not f.is_open and c.status <> 'closed') as truth
      ) as wrongly where counted + truth > 0
        and not exists (select from outbox where workspace_id = ${workspaceId})
      union all
      select 'packed days', (select n from packed), n from (
        select count(*)::integer as n from facts where workspace_id = ${workspaceId}
      ) as all_facts
      where n <> (select n from packed)
        and not exists (select from sheets where workspace_id = ${workspaceId} and size is null)`.execute(tx);
    return rows.map((row) => ({ workspaceId, ...row }));
  });
