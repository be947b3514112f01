import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { listViews, View } from "../../contract/conversations.ts";
import type { ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, send, type Tx } from "../db/database.ts";
import { inView } from "./in-view.ts";

/** Stands for "the team's queue" where a count needs an owner. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** What of a conversation says in which bucket of the counts it is. */
export interface Counted {
  status: string;
  ownerId: string | null;
  snoozedUntil: Date | null;
  mergedInto: string | null;
}
type Held = Counted & { workspaceId: string; brandId: string };

/** What is out of sight is counted apart, whatever its status: it is in none of the lists of work. */
export const bucketOf = ({ status, ownerId, snoozedUntil, mergedInto }: Counted) => ({
  status: mergedInto ? "merged" : snoozedUntil ? "snoozed" : status,
  ownerId: ownerId ?? nobody,
});

/** The same of the conversation `c`. */
const statusInCounts = sql`case when c.merged_into is not null then 'merged' when c.snoozed_until is not null then 'snoozed' else c.status end`;

/**
 * Notes that a conversation moved from one bucket of the counts to another. Changes are rows of their own, so that
 * writers never wait for each other; a job folds them.
 */
export const countChange = (tx: Tx, before: Held, after: Partial<Counted>): void =>
  countChanges(tx, [{ before, after }]);

/** Counts a conversation that did not exist before. */
export function countNew(tx: Tx, fresh: Omit<Held, "snoozedUntil" | "mergedInto">): void {
  const { workspaceId, brandId } = fresh;
  const bucket = bucketOf({ ...fresh, snoozedUntil: null, mergedInto: null });
  const row = { workspaceId, id: randomUUIDv7(), brandId, ...bucket, n: 1 };
  send(tx, tx.insertInto("conversationCountChanges").values(row));
}

export function countChanges(tx: Tx, moves: { before: Held; after: Partial<Counted> }[]): void {
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
export function movesOf(before: Counted, after: Partial<Counted>) {
  const [from, to] = [bucketOf(before), bucketOf({ ...before, ...after })];
  return from.status === to.status && from.ownerId === to.ownerId
    ? []
    : [
        { status: from.status, owner_id: from.ownerId, n: -1 },
        { status: to.status, owner_id: to.ownerId, n: 1 },
      ];
}

/** What is looked up instead of kept is counted so far; from there on it is "more". */
export const countedUpTo = 1000;

/**
 * How many conversations each view holds behind the caller's wall: the folded counts and what came since. Of what no
 * bucket tells, an index is asked, and which views hold more than it was asked for.
 */
export function countViews(db: Db, caller: Caller): Promise<ReplyOf<typeof listViews>> {
  return look(db, caller.workspaceId, async (tx) => {
    const wall = caller.brands ? sql`and brand_id = any(${caller.brands}::uuid[])` : sql``;
    const upTo = (view: View) => sql`(select count(*) from (
      select from conversations c where c.workspace_id = ${caller.workspaceId} ${wall} and ${inView(view, caller)}
      limit ${countedUpTo + 1}) as found)`;
    const { rows } = await sql<Record<string, number>>`
      select
        coalesce(sum(n) filter (where status <> 'merged'), 0) as all,
        coalesce(sum(n) filter (where owner_id = ${caller.id} and ${atWork}), 0) as mine,
        ${upTo("to-sort")} as "to-sort",
        ${upTo("mentioned")} as mentioned,
        ${upTo("due-soon")} as "due-soon",
        coalesce(sum(n) filter (where owner_id = ${nobody} and ${atWork}), 0) as unassigned,
        coalesce(sum(n) filter (where status in ('new', 'open')), 0) as "waiting-for-us",
        coalesce(sum(n) filter (where status = 'waiting'), 0) as "waiting-for-them",
        coalesce(sum(n) filter (where status = 'snoozed'), 0) as snoozed,
        coalesce(sum(n) filter (where ${atWork}), 0) as open,
        coalesce(sum(n) filter (where status = 'closed'), 0) as closed
      from (
        select brand_id, status, owner_id, n from conversation_counts where workspace_id = ${caller.workspaceId} ${wall}
        union all
        select brand_id, status, owner_id, n from conversation_count_changes where workspace_id = ${caller.workspaceId} ${wall}
      ) as counted`.execute(tx);
    const found = Object.entries(rows[0]!).map(([view, n]) => [view as View, Number(n)] as const);
    const more = found.flatMap(([view, n]) => (lookedUp.includes(view) && n > countedUpTo ? view : []));
    return {
      counts: Object.fromEntries(
        found.map(([view, n]) => [view, more.includes(view) ? countedUpTo : n]),
      ) as Record<View, number>,
      more,
    };
  });
}

const atWork = sql`status in ('new', 'open', 'waiting')`;
const lookedUp: readonly View[] = ["to-sort", "mentioned", "due-soon"];

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
      select c.workspace_id, c.brand_id, ${statusInCounts} as status, coalesce(c.owner_id, ${nobody}) as owner_id, count(*) as n
      from conversations c group by 1, 2, 3, 4
    )
    select coalesce(c.workspace_id, t.workspace_id) as workspace_id,
      sum(abs(coalesce(c.n, 0) - coalesce(t.n, 0))) as drift
    from counted c full join truth t using (workspace_id, brand_id, status, owner_id)
    where coalesce(c.n, 0) <> coalesce(t.n, 0)
    group by 1`.execute(tx);
  return rows.map((row) => ({ workspaceId: row.workspaceId, drift: Number(row.drift) }));
}
