import { sql } from "kysely";
import type { PresenceState, Shift } from "../../contract/routing.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record, recordAll } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { isOnShift } from "./rota.ts";

/** Whoever has not been seen for so long has gone: a desk that is open is seen every minute. */
const unseenMinutes = 3;

/** SQL: how somebody stands by their row `p` of presence, which may be missing. */
export const presenceState = sql<PresenceState>`case when p.agent_id is null or p.gone_since is not null then 'off' else p.state end`;

/** Whether the caller counts as here; whoever never was is off since they joined. */
export function readPresence(db: Db, caller: Caller): Promise<{ state: PresenceState; since: string }> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<{ state: PresenceState; since: Date }>`
      select ${presenceState} as state,
        coalesce(p.gone_since, p.since, a.created_at) as since
      from agents a
      left join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
      where a.workspace_id = ${caller.workspaceId} and a.id = ${caller.id}`.execute(tx);
    const { state, since } = rows[0]!;
    return { state, since: since.toISOString() };
  });
}

/** Says whether the caller is here, busy or away. */
export function sayPresence(
  db: Db,
  caller: Caller,
  state: "here" | "busy" | "away",
): Promise<{ state: PresenceState; since: string }> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const { workspaceId, id: agentId } = caller;
  return within(db, workspaceId, async (tx) => {
    const since = new Date();
    const { rows } = await sql<{ since: Date }>`
      insert into presence as p (workspace_id, agent_id, state, since)
      values (${workspaceId}, ${agentId}, ${state}, ${since})
      on conflict (workspace_id, agent_id) do update set state = excluded.state, gone_since = null,
        since = case when p.state = excluded.state and p.gone_since is null then p.since else excluded.since end
      returning since`.execute(tx);
    await tx
      .updateTable("agents")
      .set({ lastSeenAt: since })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", agentId)
      .execute();
    await record(tx, {
      workspaceId,
      kind: "agent.presence_changed",
      actor: actorOf(caller),
      data: { agentId, state },
    });
    return { state, since: rows[0]!.since.toISOString() };
  });
}

/**
 * Notes who has gone since it was last asked, by closing the desk or by the end of a shift, and who has come. Looks
 * across workspaces: needs a transaction `withoutWall`.
 */
export async function noticePresence(tx: Tx, now: Date): Promise<void> {
  const { rows } = await sql<{
    workspaceId: string;
    agentId: string;
    name: string;
    timeZone: string;
    rota: Shift[] | null;
    seen: boolean;
    isGone: boolean;
  }>`
    select a.workspace_id, a.id as agent_id, a.name, a.time_zone, w.rota,
      coalesce(a.last_seen_at > ${now}::timestamptz - make_interval(mins => ${unseenMinutes}), false) as seen,
      coalesce(p.gone_since is not null, true) as is_gone
    from agents a
    left join work_profiles w on w.workspace_id = a.workspace_id and w.agent_id = a.id
    left join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
    where a.status = 'active'`.execute(tx);
  const changed = rows
    .map((row) => ({ ...row, goes: !row.seen || !isOnShift(row.rota ?? [], row.timeZone, now) }))
    .filter(({ goes, isGone }) => goes !== isGone);
  if (!changed.length) return;
  await sql`
    insert into presence (workspace_id, agent_id, since, gone_since)
    select workspace_id, agent_id, ${now}, case when goes then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(
      changed.map(({ workspaceId, agentId, goes }) => ({
        workspace_id: workspaceId,
        agent_id: agentId,
        goes,
      })),
    )}::jsonb) as r (workspace_id uuid, agent_id uuid, goes boolean)
    order by 1, 2
    on conflict (workspace_id, agent_id) do update set gone_since = excluded.gone_since, since = excluded.since`.execute(
    tx,
  );
  await recordAll(
    tx,
    changed.map(({ workspaceId, agentId, goes }) => ({
      workspaceId,
      kind: "agent.presence_changed",
      actor: { kind: "automation", id: null, name: "presence" },
      data: { agentId, state: goes ? "off" : "here" },
    })),
  );
}

/** Whose waiting work moves on by now, since they are away or gone for longer than their workspace allows. */
export async function longAway(tx: Tx, now: Date): Promise<{ workspaceId: string; agentId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; agentId: string }>`
    select p.workspace_id, p.agent_id from presence p
    join workspaces w on w.id = p.workspace_id
    where (p.gone_since is not null or p.state = 'away')
      and coalesce(p.gone_since, p.since) < ${now}::timestamptz - make_interval(mins => w.return_after_minutes)
      and exists (select from conversations c where c.workspace_id = p.workspace_id and c.owner_id = p.agent_id
        and c.status in ('new', 'open') and c.waiting_since is not null)`.execute(tx);
  return rows;
}
