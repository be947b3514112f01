import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";

export interface QueueHealth {
  queue: string;
  /** Due and not begun. */
  waiting: number;
  active: number;
  /** To be tried again, or not due yet. */
  later: number;
  /** Of the oldest job that is due; 0 when none is. */
  oldestSeconds: number;
  /** Given up after the last try, and kept for a month. */
  dead: number;
}

/** How each queue fares, for `/metrics` and `doctor`. */
export async function queueHealth(db: Db): Promise<QueueHealth[]> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<QueueHealth>`
      select q.name as queue, coalesce(j.waiting, 0) as waiting, coalesce(j.active, 0) as active,
        coalesce(j.later, 0) as later, coalesce(j.oldest, 0)::float8 as oldest_seconds, coalesce(d.waiting, 0) as dead
      from pgboss.queue q
      left join ${perQueue} j on j.name = q.name
      left join ${perQueue} d on d.name = q.dead_letter
      where q.dead_letter is not null
      order by q.name`.execute(tx),
  );
  return rows;
}

const perQueue = sql`(
  select name,
    count(*) filter (where state < 'active' and start_after <= now()) as waiting,
    count(*) filter (where state = 'active') as active,
    count(*) filter (where state < 'active' and start_after > now()) as later,
    extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after <= now())) as oldest
  from pgboss.job group by name)`;
