import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { View } from "../../contract/conversations.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, send, type Tx } from "../db/database.ts";

/** Stands for "the team's queue" where a count needs an owner. */
export const nobody = "00000000-0000-0000-0000-000000000000";

interface Bucket {
  status: string;
  ownerId: string | null;
}
type Row = Bucket & { snoozedUntil?: Date | null; mergedInto?: string | null };
type Held = Row & { workspaceId: string; brandId: string };

/** Where a conversation is counted: by its status, unless it is out of sight or part of another. */
export const bucketOf = ({ status, ownerId, snoozedUntil, mergedInto }: Row): Bucket => ({
  status: mergedInto ? "merged" : snoozedUntil ? "snoozed" : status,
  ownerId,
});

/**
 * Notes that a conversation moved from one bucket of the counts to another. Changes are rows of their own, so that
 * writers never wait for each other; a job folds them.
 */
export const countChange = (tx: Tx, before: Held, after: Partial<Row>): void =>
  countChanges(tx, [{ before, after }]);

/** Counts a conversation that did not exist before. */
export function countNew(tx: Tx, conversation: Held): void {
  const { workspaceId, brandId } = conversation;
  const { status, ownerId } = bucketOf(conversation);
  send(
    tx,
    tx
      .insertInto("conversationCountChanges")
      .values({ workspaceId, id: randomUUIDv7(), brandId, status, ownerId: ownerId ?? nobody, n: 1 }),
  );
}

export function countChanges(tx: Tx, moves: { before: Held; after: Partial<Row> }[]): void {
  const rows = moves.flatMap(({ before, after }) =>
    movesOf(before, after).map(({ status, owner_id, n }) => ({
      workspaceId: before.workspaceId,
      id: randomUUIDv7(),
      brandId: before.brandId,
      status,
      ownerId: owner_id,
      n,
    })),
  );
  if (rows.length) send(tx, tx.insertInto("conversationCountChanges").values(rows));
}

/** Which buckets hold one less and one more; none where nothing moved. What `after` does not say is as it was. */
export function movesOf(before: Row, after: Partial<Row>) {
  const [was, is] = [bucketOf(before), bucketOf({ ...before, ...after })];
  return was.status === is.status && was.ownerId === is.ownerId
    ? []
    : [
        { status: was.status, owner_id: was.ownerId ?? nobody, n: -1 },
        { status: is.status, owner_id: is.ownerId ?? nobody, n: 1 },
      ];
}

/** SQL: whether a bucket's conversations are in the working lists. */
const inSight = sql`status in ('new', 'open', 'waiting')`;

/** How many conversations each view holds behind the caller's wall: the folded counts and what came since. */
export function countViews(db: Db, caller: Caller): Promise<Record<View, number>> {
  return look(db, caller.workspaceId, async (tx) => {
    const wall = caller.brands ? sql`and brand_id = any(${caller.brands}::uuid[])` : sql``;
    const { rows } = await sql<Record<string, number>>`
      select
        coalesce(sum(n) filter (where status <> 'merged'), 0) as all,
        coalesce(sum(n) filter (where owner_id = ${caller.id} and ${inSight}), 0) as mine,
        (select count(*) from conversations where workspace_id = ${caller.workspaceId} ${wall}
          and to_sort and status <> 'closed' and snoozed_until is null) as "to-sort",
        coalesce(sum(n) filter (where owner_id = ${nobody} and ${inSight}), 0) as unassigned,
        coalesce(sum(n) filter (where status in ('new', 'open')), 0) as "waiting-for-us",
        coalesce(sum(n) filter (where status = 'waiting'), 0) as "waiting-for-them",
        coalesce(sum(n) filter (where ${inSight}), 0) as open,
        coalesce(sum(n) filter (where status = 'closed'), 0) as closed
      from (
        select brand_id, status, owner_id, n from conversation_counts where workspace_id = ${caller.workspaceId} ${wall}
        union all
        select brand_id, status, owner_id, n from conversation_count_changes where workspace_id = ${caller.workspaceId} ${wall}
      ) as counted`.execute(tx);
    return Object.fromEntries(Object.entries(rows[0]!).map(([view, n]) => [view, Number(n)])) as Record<
      View,
      number
    >;
  });
}

/** Folds the changes into the counts, at most so many at once; returns how many. Runs across workspaces. */
export async function foldCounts(tx: Tx, limit = 10_000): Promise<number> {
  const { rows } = await sql<{ folded: number }>`
    with taken as (
      delete from conversation_count_changes
      where (workspace_id, id, status) in (
        select workspace_id, id, status from conversation_count_changes order by id limit ${limit} for update skip locked
      )
      returning workspace_id, brand_id, status, owner_id, n
    ), folded as (
      insert into conversation_counts as c (workspace_id, brand_id, status, owner_id, n)
      select workspace_id, brand_id, status, owner_id, sum(n) from taken group by 1, 2, 3, 4
      on conflict (workspace_id, brand_id, status, owner_id) do update set n = c.n + excluded.n
    )
    select count(*) as folded from taken`.execute(tx);
  return Number(rows[0]!.folded);
}

/** Where the counts differ from the conversations themselves; empty is right. Looks at everything: for the night. */
export async function countDrift(tx: Tx): Promise<{ workspaceId: string; drift: number }[]> {
  const { rows } = await sql<{ workspaceId: string; drift: number }>`
    with counted as (
      select workspace_id, brand_id, status, owner_id, sum(n) as n from (
        select workspace_id, brand_id, status, owner_id, n from conversation_counts
        union all
        select workspace_id, brand_id, status, owner_id, n from conversation_count_changes
      ) as both_parts group by 1, 2, 3, 4
    ), truth as (
      select workspace_id, brand_id,
        case when merged_into is not null then 'merged' when snoozed_until is not null then 'snoozed' else status end as status,
        coalesce(owner_id, ${nobody}) as owner_id, count(*) as n
      from conversations group by 1, 2, 3, 4
    )
    select coalesce(c.workspace_id, t.workspace_id) as workspace_id,
      sum(abs(coalesce(c.n, 0) - coalesce(t.n, 0))) as drift
    from counted c full join truth t using (workspace_id, brand_id, status, owner_id)
    where coalesce(c.n, 0) <> coalesce(t.n, 0)
    group by 1`.execute(tx);
  return rows.map((row) => ({ workspaceId: row.workspaceId, drift: Number(row.drift) }));
}
