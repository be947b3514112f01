import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/database.ts";

/** What is counted of settled requests, and how it is told from a row `r` of theirs. */
const figures = {
  answered: sql`1`,
  acknowledged: sql`(r.acknowledged_at is not null)::integer`,
  judged: sql`(r.due_at is not null)::integer`,
  in_time: sql`coalesce(r.answered_at <= r.due_at, false)::integer`,
  waived: sql`(r.answered_by = 'waived')::integer`,
};
const names = Object.keys(figures);
const columns = sql.raw(names.join(", "));
const sums = sql.raw(names.map((name) => `sum(${name}) as ${name}`).join(", "));

/** SQL: the day under which a request is counted, in UTC, since 1970. */
const dayOf = (askedAt: RawBuilder<unknown>) => sql`floor(extract(epoch from ${askedAt}) / 86400)::integer`;

export const dayMs = 86_400_000;

/**
 * SQL for a `with` of the statement that settles requests, opens them again or changes what is told of settled ones:
 * writes what that changes in their counts. `settled` is the name of rows of requests as they were while settled. Changes
 * are rows of their own, so that writers never wait for each other.
 */
export const countSettled = (settled: string, sign: 1 | -1): RawBuilder<unknown> => sql`
  insert into request_count_changes (workspace_id, day, brand_id, line, channel, ${columns})
  select r.workspace_id, ${dayOf(sql`r.asked_at`)}, r.brand_id, r.line, r.channel,
    ${sql.join(Object.values(figures).map((figure) => (sign === 1 ? figure : sql`-(${figure})`)))}
  from ${sql.ref(settled)} r`;

/** SQL: the counts of a workspace, folded or not, for days that `which` chooses. */
export const counted = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select workspace_id, day, brand_id, line, channel, ${columns} from request_counts q where ${which}
  union all
  select workspace_id, day, brand_id, line, channel, ${columns} from request_count_changes q where ${which})`;

/** Counts what a workspace has settled that was written without its counts: the history of a demo, a filled bench. */
export async function countHistory(tx: Tx, workspaceId: string): Promise<void> {
  await sql`
    with settled as (
      select * from requests where workspace_id = ${workspaceId} and answered_at is not null
    )
    ${countSettled("settled", 1)}`.execute(tx);
}

/** Folds the changes into the counts, at most so many at once; returns how many. Runs across workspaces. */
export async function foldRequestCounts(tx: Tx, limit = 10_000): Promise<number> {
  const { rows } = await sql<{ folded: number }>`
    with taken as (
      delete from request_count_changes
      where (workspace_id, id) in (
        select workspace_id, id from request_count_changes limit ${limit} for update skip locked
      )
      returning workspace_id, day, brand_id, line, channel, ${columns}
    ), folded as (
      insert into request_counts as c (workspace_id, day, brand_id, line, channel, ${columns})
      select workspace_id, day, brand_id, line, channel, ${sums} from taken group by 1, 2, 3, 4, 5
      order by 1, 2, 3, 4, 5
      on conflict (workspace_id, day, brand_id, line, channel) do update
        set ${sql.raw(names.map((name) => `${name} = c.${name} + excluded.${name}`).join(", "))}
    )
    select count(*) as folded from taken`.execute(tx);
  return Number(rows[0]!.folded);
}

/** Where the counts differ from the requests themselves; empty is right. Looks at everything: for the night. */
export async function requestCountDrift(tx: Tx): Promise<{ workspaceId: string; drift: number }[]> {
  const { rows } = await sql<{ workspaceId: string; drift: number }>`
    with told as (
      select workspace_id, day, brand_id, line, channel, ${sums}
      from ${counted(sql`true`)} as q group by 1, 2, 3, 4, 5
    ), truth as (
      select workspace_id, day, brand_id, line, channel, ${sums}
      from (
        select r.workspace_id, ${dayOf(sql`r.asked_at`)} as day, r.brand_id, r.line, r.channel,
          ${sql.join(Object.entries(figures).map(([name, figure]) => sql`${figure} as ${sql.ref(name)}`))}
        from requests r where r.answered_at is not null
      ) as each group by 1, 2, 3, 4, 5
    )
    select workspace_id,
      sum(${sql.join(
        names.map((name) => sql.raw(`abs(coalesce(c.${name}, 0) - coalesce(t.${name}, 0))`)),
        sql` + `,
      )}) as drift
    from told c full join truth t using (workspace_id, day, brand_id, line, channel)
    group by 1`.execute(tx);
  return rows
    .map(({ workspaceId, drift }) => ({ workspaceId, drift: Number(drift) }))
    .filter(({ drift }) => drift > 0);
}
