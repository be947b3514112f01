import { sql } from "kysely";
import type { ReplyOf } from "../../../contract/route.ts";
import type { BoardAgent, getBoard, getPlace } from "../../../contract/routing.ts";
import { hiddenTeams, isColleague } from "../../brand-wall.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { presenceState, queuesSeen, rankInWords, usualPoints } from "../../routing/index.ts";

/** So many of one person's matters are shown; the rest is counted. */
const mostShown = 50;

/** Who is here, with what and how full, and what waits, behind the caller's wall. */
export function board(db: Db, caller: Caller): Promise<ReplyOf<typeof getBoard>> {
  const { workspaceId, brands } = caller;
  return look(db, workspaceId, async (tx) => {
    const own = brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``;
    const { rows } = await sql<{
      id: string;
      name: string;
      state: BoardAgent["presence"]["state"];
      since: Date;
      languages: BoardAgent["languages"];
      lines: BoardAgent["lines"];
      skills: string[];
      teams: string[];
      service: number;
      support: number;
      serviceCarried: number;
      supportCarried: number;
      count: number;
      conversations: BoardAgent["conversations"] | null;
    }>`
      select a.id, a.name, ${presenceState} as state,
        coalesce(p.gone_since, p.since, a.last_seen_at, a.created_at) as since,
        coalesce(w.languages, '{}') as languages, coalesce(w.lines, '{}') as lines, coalesce(w.skills, '{}') as skills,
        array(select m.team_id::text from team_members m where m.workspace_id = a.workspace_id and m.agent_id = a.id) as teams,
        coalesce(w.service_points, ${usualPoints}) as service, coalesce(w.support_points, ${usualPoints}) as support,
        held.service_carried, held.support_carried, held.count, shown.conversations
      from agents a
      join workspaces ws on ws.id = a.workspace_id
      left join work_profiles w on w.workspace_id = a.workspace_id and w.agent_id = a.id
      left join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
      cross join lateral (
        select count(*) filter (where true ${own}) as count,
          coalesce(sum(coalesce((ws.points ->> c.channel)::integer, 1))
            filter (where c.line = 'service' and c.status in ('new', 'open')), 0) as service_carried,
          coalesce(sum(coalesce((ws.points ->> c.channel)::integer, 1))
            filter (where c.line = 'support' and c.status in ('new', 'open')), 0) as support_carried
        from conversations c
        where c.workspace_id = a.workspace_id and c.owner_id = a.id and c.status <> 'closed'
      ) as held
      cross join lateral (
        select json_agg(one) as conversations from (
          select c.id, c.number, c.subject, c.line, c.language, c.priority, c.status,
            json_build_object('what', c.first_step, 'at', to_char(c.first_step_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as "nextStep",
            json_build_object('id', b.id, 'name', b.name) as brand
          from conversations c
          join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
          where c.workspace_id = a.workspace_id and c.owner_id = a.id and c.status <> 'closed' ${own}
          order by c.first_step_at, c.id
          limit ${mostShown}
        ) as one
      ) as shown
      where a.workspace_id = ${workspaceId} and a.status = 'active' and a.role in ('owner', 'admin', 'lead', 'agent')
        and ${isColleague(caller)}`.execute(tx);
    const { compare } = new Intl.Collator(caller.locale);
    const hidden = await hiddenTeams(tx, caller);
    return {
      agents: rows
        .map(
          (row): BoardAgent => ({
            id: row.id,
            name: row.name,
            presence: { state: row.state, since: row.since.toISOString() },
            languages: row.languages,
            lines: row.lines,
            skills: row.skills,
            teams: row.teams.filter((id) => !hidden.has(id)),
            load: {
              service: { carries: Number(row.serviceCarried), fits: row.service },
              support: { carries: Number(row.supportCarried), fits: row.support },
            },
            conversations: row.conversations ?? [],
            count: Number(row.count),
          }),
        )
        .sort((a, b) => compare(a.name, b.name)),
      queues: await queuesSeen(tx, caller),
    };
  });
}

/** Why a conversation comes when it comes. */
export function placeInQueue(db: Db, caller: Caller, id: string): Promise<ReplyOf<typeof getPlace>> {
  return look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<{
      brandId: string;
      teamId: string;
      ownerId: string | null;
      status: string;
      priority: string;
      mood: string | null;
      isShort: boolean | null;
      tier: string | null;
      nextStepAt: Date | null;
      rankAt: Date | null;
      queueId: string | null;
      queueName: string | null;
      timeZone: string;
      ahead: number;
    }>`
      select c.brand_id, c.team_id, c.owner_id, c.status, c.priority, c.mood, (c.triage ->> 'isShort')::boolean as is_short,
        p.tier, c.first_step_at as next_step_at, c.rank_at, q.id as queue_id, q.name as queue_name, w.time_zone,
        (select count(*) from conversations o where o.workspace_id = c.workspace_id and o.team_id = c.team_id
          and o.owner_id is null and o.status in ('new', 'open') and o.queue_id is not distinct from c.queue_id
          and (o.rank_at, o.id) < (c.rank_at, c.id)) as ahead
      from conversations c
      join workspaces w on w.id = c.workspace_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      left join queues q on q.workspace_id = c.workspace_id and q.id = c.queue_id
      where c.workspace_id = ${caller.workspaceId} and c.id = ${id}`.execute(tx);
    const row = rows[0];
    if (!row || (caller.brands && !caller.brands.includes(row.brandId))) throw new Refusal("not_found");
    const waits = row.ownerId === null && (row.status === "new" || row.status === "open");
    return {
      queue: row.queueId && row.queueName ? { id: row.queueId, name: row.queueName } : null,
      rankAt: waits ? (row.rankAt?.toISOString() ?? null) : null,
      before: waits ? Number(row.ahead) : null,
      lines: row.nextStepAt
        ? rankInWords(
            { ...row, nextStepAt: row.nextStepAt, isShort: row.isShort === true },
            caller.locale,
            row.timeZone,
          )
        : [],
    };
  });
}
