import { sql } from "kysely";
import type { Channel } from "../../contract/conversations.ts";
import type { getLedger, LedgerCount } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import type { ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { counted, dayMs } from "./counts.ts";
import { type Asked, inPeriod, isLate, isOpen, narrowed } from "./period.ts";
import { proofOf } from "./prove.ts";

/** How many requests of a period were answered, acknowledged and in time, and whether the ledger is whole. */
export function readLedger(db: Db, caller: Caller, asked: Asked): Promise<ReplyOf<typeof getLedger>> {
  const now = new Date();
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await countsOf(tx, caller, asked, now);
    const brands = await tx
      .selectFrom("brands")
      .select(["id", "name"])
      .where("workspaceId", "=", caller.workspaceId)
      .execute();
    const nameOf = new Map(brands.map(({ id, name }) => [id, name]));
    const { compare } = new Intl.Collator(caller.locale);
    const by = <Key extends string>(keyOf: (row: CountRow) => Key) =>
      [...Map.groupBy(rows, keyOf)].map(([key, some]) => ({ key, ...summed(some) }));
    const oldest = rows.flatMap((row) => row.oldest?.getTime() ?? []);
    return {
      total: summed(rows),
      byBrand: by(({ brandId }) => brandId)
        .map(({ key, ...count }) => ({ brand: { id: key, name: nameOf.get(key) ?? "" }, ...count }))
        .sort((a, b) => compare(a.brand.name, b.brand.name)),
      byLine: by(({ line }) => line)
        .map(({ key, ...count }) => ({ line: key, ...count }))
        .sort((a, b) => (a.line < b.line ? -1 : 1)),
      byChannel: by(({ channel }) => channel)
        .map(({ key, ...count }) => ({ channel: key, ...count }))
        .sort((a, b) => b.requests - a.requests),
      oldestOpenAt: oldest.length ? new Date(Math.min(...oldest)).toISOString() : null,
      proof: await proofOf(tx, caller, now),
    };
  });
}

interface CountRow extends LedgerCount {
  brandId: string;
  line: Line;
  channel: Channel;
  oldest: Date | null;
}

/**
 * By brand, line and channel: what is settled from the counts of whole days and, at the edges of the period, from the
 * requests themselves; what is open always from these, for it grows late by itself.
 */
async function countsOf(tx: Tx, caller: Caller, asked: Asked, now: Date): Promise<CountRow[]> {
  const from = new Date(asked.from).getTime();
  const to = new Date(asked.to).getTime();
  const firstDay = Math.ceil(from / dayMs);
  const endDay = Math.max(firstDay, Math.floor(to / dayMs));
  // Two stretches of their own: of an `or` no index makes use.
  const atEdge = (begin: number, end: number) => sql`
    select q.brand_id, q.line, q.channel, count(*), count(q.acknowledged_at), count(*) filter (where q.answered_at <= q.due_at),
      count(q.due_at), count(*) filter (where q.answered_by = 'waived'), 0, 0, null
    from requests q
    where ${narrowed(caller, asked)} and q.asked_at >= ${new Date(begin)} and q.asked_at < ${new Date(Math.min(end, to))}
      and q.answered_at is not null
    group by q.brand_id, q.line, q.channel`;
  const { rows } = await sql<CountRow>`
    select brand_id, line, channel, sum(answered) + sum(open) as requests, sum(answered) as answered,
      sum(acknowledged) as acknowledged, sum(in_time) as in_time, sum(judged) as judged, sum(waived) as waived, sum(open) as open,
      sum(open_late) as open_late, min(oldest) as oldest
    from (
      select brand_id, line, channel, answered, acknowledged, in_time, judged, waived, 0 as open, 0 as open_late,
        null::timestamptz as oldest
      from ${counted(sql`${narrowed(caller, asked)} and day >= ${firstDay} and day < ${endDay}`)} as whole
      union all ${atEdge(from, firstDay * dayMs)}
      union all ${atEdge(endDay * dayMs, to)}
      union all
      select q.brand_id, q.line, q.channel, 0, count(q.acknowledged_at), 0, count(*) filter (where ${isLate(now)}), 0,
        count(*), count(*) filter (where ${isLate(now)}), min(q.asked_at)
      from requests q
      where ${inPeriod(caller, asked)} and ${isOpen}
      group by q.brand_id, q.line, q.channel
    ) as parts
    group by brand_id, line, channel
    having sum(answered) + sum(open) > 0`.execute(tx);
  return rows;
}

function summed(rows: LedgerCount[]): LedgerCount {
  const sum = (name: keyof LedgerCount) => rows.reduce((all, row) => all + Number(row[name]), 0);
  return {
    requests: sum("requests"),
    answered: sum("answered"),
    acknowledged: sum("acknowledged"),
    inTime: sum("inTime"),
    judged: sum("judged"),
    waived: sum("waived"),
    open: sum("open"),
    openLate: sum("openLate"),
  };
}
