import { sql } from "kysely";
import { type Db, look } from "../db/database.ts";

/** How long customers of a brand and line have lately waited for a reply, in minutes of the clock's own time. */
export interface Pace {
  /** Eight in ten waited no longer. */
  usualMinutes: number;
  /** How many wait now, and how many did on average. */
  waiting: number;
  usuallyWaiting: number;
  /** Out of so many replies. */
  replies: number;
}

const days = 14;
/** From fewer replies nothing can be told. */
const fewest = 20;
/** So long a pace is remembered. */
const freshMilliseconds = 60_000;
/** Where history is told quicker than it happened, each message is minutes later than the one before. */
const leastMilliseconds = 1000;

interface Remembered {
  at: number;
  readAt: number;
  paces: Promise<Map<string, Pace>>;
}
const remembered = new WeakMap<Db, Map<string, Remembered>>();

/** The paces of a workspace by brand and line, at most a minute old; read once a second at most. */
export function pacesOf(db: Db, workspaceId: string, now: Date): Promise<Map<string, Pace>> {
  const known = remembered.get(db) ?? new Map<string, Remembered>();
  remembered.set(db, known);
  const before = known.get(workspaceId);
  const readAt = performance.now();
  if (
    before &&
    (Math.abs(now.getTime() - before.at) < freshMilliseconds || readAt - before.readAt < leastMilliseconds)
  )
    return before.paces;
  const paces = readPaces(db, workspaceId, now);
  known.set(workspaceId, { at: now.getTime(), readAt, paces });
  paces.catch(() => known.delete(workspaceId));
  return paces;
}

export const paceKey = ({ brandId, line }: { brandId: string; line: string }) => `${brandId} ${line}`;

function readPaces(db: Db, workspaceId: string, now: Date): Promise<Map<string, Pace>> {
  const since = new Date(now.getTime() - days * 86_400_000);
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      brandId: string;
      line: string;
      usual: number | null;
      waited: number | null;
      replies: number;
      waiting: number;
      asked: number;
    }>`
      select brand_id, line, count(waited_minutes) as replies,
        percentile_cont(0.8) within group (order by waited_minutes) as usual,
        avg(extract(epoch from answered_at - asked_at) / 60) as waited,
        count(*) filter (where answered_at is null) as waiting, count(*) as asked
      from requests
      where workspace_id = ${workspaceId} and asked_at >= ${since}
      group by brand_id, line`.execute(tx);
    return new Map(
      rows.map((row) => [
        paceKey(row),
        {
          usualMinutes: row.usual ?? 0,
          waiting: Number(row.waiting),
          // Little's law: as many wait as come in the time that one waits. Both by the clock on the wall, nights included.
          usuallyWaiting: (Number(row.asked) / (days * 24 * 60)) * (row.waited ?? 0),
          replies: Number(row.replies),
        },
      ]),
    );
  });
}

/**
 * Minutes after which a reply can honestly be told to come: what eight in ten waited at most, longer by as much as more
 * wait now than usually. Null while too little is known.
 */
export function honestMinutes(pace: Pace | undefined): number | null {
  if (!pace || pace.replies < fewest) return null;
  return pace.usualMinutes * Math.max(1, (pace.waiting + 1) / (pace.usuallyWaiting + 1));
}
