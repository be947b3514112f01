import { sql } from "kysely";
import type { getOutgoing, OutgoingDomain } from "../../../../contract/outgoing.ts";
import type { ReplyOf } from "../../../../contract/route.ts";
import type { Caller } from "../../../caller.ts";
import { type Db, look, type Tx, within, withoutWall } from "../../../db/database.ts";
import { enqueue } from "../../../jobs/index.ts";
import { notify } from "../../../notices/index.ts";
import { deliverQueue } from "../deliver.ts";

/** When mail has waited for so long, whoever runs the workspace hears of it, and again only after a day. */
const alarmMinutes = 30;
const quietHours = 24;
const mostDomains = 50;
const mostAtOnce = 1000;

/** What waits, since when, and what the other servers say. */
export function outgoing(db: Db, caller: Caller): Promise<ReplyOf<typeof getOutgoing>> {
  const { workspaceId } = caller;
  return look(db, workspaceId, async (tx) => {
    const [{ rows: domains }, { rows: totals }] = await Promise.all([
      sql<OutgoingRow>`
        select domain, count(*)::integer as waiting, min(begun) as oldest_at, min(next_try_at) as next_try_at,
          (array_agg(error order by changed_at desc) filter (where error is not null))[1] as error
        from (${waiting(workspaceId)}) w
        group by domain
        order by min(begun)
        limit ${mostDomains}`.execute(tx),
      sql<{ waiting: number; oldestAt: Date | null; failed: number }>`
        select count(*)::integer as waiting, min(begun) as oldest_at,
          (select count(*)::integer from deliveries f where f.workspace_id = ${workspaceId} and f.by = 'email'
            and f.state = 'failed' and f.changed_at > now() - interval '7 days') as failed
        from (${waiting(workspaceId)}) w`.execute(tx),
    ]);
    const total = totals[0]!;
    return {
      waiting: total.waiting,
      oldestAt: total.oldestAt?.toISOString() ?? null,
      failed: total.failed,
      domains: domains.map(
        (row): OutgoingDomain => ({
          ...row,
          oldestAt: row.oldestAt.toISOString(),
          nextTryAt: row.nextTryAt?.toISOString() ?? null,
        }),
      ),
    };
  });
}

/** Does not wait for the next tries: to be called when what was in the way is gone. */
export function tryAllNow(db: Db, caller: Caller): Promise<{ tried: number }> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ messageId: string }>`
      update deliveries set next_try_at = now()
      where (workspace_id, message_id) in (
        select workspace_id, message_id from deliveries
        where workspace_id = ${workspaceId} and by = 'email' and state = 'queued' and next_try_at > now()
        limit ${mostAtOnce} for update skip locked)
      returning message_id`.execute(tx);
    await enqueue(
      tx,
      deliverQueue,
      rows.map(({ messageId }) => ({ workspaceId, messageId })),
    );
    return { tried: rows.length };
  });
}

/** Tells who runs a workspace that its mail does not leave. */
export function watchOutgoing(db: Db, now: Date): Promise<void> {
  return withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; waiting: number; oldestAt: Date }>`
      select d.workspace_id, count(*)::integer as waiting, min(m.sent_at) as oldest_at
      from deliveries d
      join messages m on m.workspace_id = d.workspace_id and m.id = d.message_id
      where d.by = 'email' and d.state in ('queued', 'sending')
      group by d.workspace_id
      having min(m.sent_at) < ${now}::timestamptz - make_interval(mins => ${alarmMinutes})`.execute(tx);
    for (const { workspaceId, waiting, oldestAt } of rows) {
      const to = await notToldLately(tx, workspaceId, now);
      const minutes = Math.floor((now.getTime() - oldestAt.getTime()) / 60_000);
      await notify(tx, workspaceId, {
        to,
        kind: "outbox",
        conversationId: null,
        data: { waiting, minutes },
        at: now,
      });
    }
  });
}

async function notToldLately(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from agents a
    where a.workspace_id = ${workspaceId} and a.status = 'active' and a.role in ('owner', 'admin')
      and not exists (select from notices n where n.workspace_id = a.workspace_id and n.agent_id = a.id
        and n.kind = 'outbox' and n.at > ${now}::timestamptz - make_interval(hours => ${quietHours}))`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

interface OutgoingRow {
  domain: string;
  waiting: number;
  oldestAt: Date;
  nextTryAt: Date | null;
  error: string | null;
}

const waiting = (workspaceId: string) => sql`
  select coalesce(lower(split_part(m.recipients -> 'to' -> 0 ->> 'address', '@', 2)), '') as domain,
    m.sent_at as begun, d.next_try_at, d.error, d.changed_at
  from deliveries d
  join messages m on m.workspace_id = d.workspace_id and m.id = d.message_id
  where d.workspace_id = ${workspaceId} and d.by = 'email' and d.state in ('queued', 'sending')`;
