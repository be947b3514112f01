import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { usualPoints } from "./profiles.ts";

/** Somebody who could be given work now: here, on shift, allowed to answer. */
export interface Person {
  id: string;
  name: string;
  teams: string[];
  /** Null: all. */
  brands: string[] | null;
  /** Empty: all. */
  languages: string[];
  lines: string[];
  skills: string[];
  /** Points that fit, and points carried, by line. */
  fits: Record<string, number>;
  carries: Record<string, number>;
}

/**
 * Who is here in these teams, with what they carry: matters in which it is our turn, each with the points of its channel.
 * `busy` and `away` take no new work.
 */
export async function peopleHere(
  tx: Tx,
  workspaceId: string,
  teams: string[],
  points: Record<string, number>,
): Promise<Person[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    teams: string[];
    brands: string[] | null;
    languages: string[];
    lines: string[];
    skills: string[];
    service: number;
    support: number;
    held: { line: string; channel: string; n: number }[] | null;
  }>`
    select a.id, a.name, m.teams,
      case when not a.all_brands then array(select b.brand_id::text from agent_brands b
        where b.workspace_id = a.workspace_id and b.agent_id = a.id) end as brands,
      coalesce(w.languages, '{}') as languages, coalesce(w.lines, '{}') as lines, coalesce(w.skills, '{}') as skills,
      coalesce(w.service_points, ${usualPoints}) as service, coalesce(w.support_points, ${usualPoints}) as support,
      (select json_agg(json_build_object('line', h.line, 'channel', h.channel, 'n', h.n)) from (
        select c.line, c.channel, count(*) as n from conversations c
        where c.workspace_id = a.workspace_id and c.owner_id = a.id and c.status <> 'closed' and c.status in ('new', 'open')
        group by c.line, c.channel) h) as held
    from (
      select agent_id, array_agg(team_id::text) as teams from team_members
      where workspace_id = ${workspaceId} and team_id = any(${teams}::uuid[]) group by agent_id
    ) m
    join agents a on a.workspace_id = ${workspaceId} and a.id = m.agent_id
    join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
    left join work_profiles w on w.workspace_id = a.workspace_id and w.agent_id = a.id
    where a.status = 'active' and a.role in ('owner', 'admin', 'lead', 'agent')
      and p.state = 'here' and p.gone_since is null
    order by a.id`.execute(tx);
  return rows.map(({ service, support, held, ...row }) => {
    const carries: Record<string, number> = { service: 0, support: 0 };
    for (const { line, channel, n } of held ?? []) carries[line]! += n * (points[channel] ?? 1);
    return { ...row, fits: { service, support }, carries };
  });
}

/** What decides whether somebody can take a matter. */
export interface Wanted {
  teamId: string;
  brandId: string;
  line: string;
  language: string;
  /** Skills its queue asks for. */
  skills: string[];
  /** Points it weighs. */
  points: number;
}

/** Whether somebody can take a matter now. A language nobody could tell asks for nothing. */
export const canTake = (person: Person, wanted: Wanted): boolean =>
  fitsTo(person, wanted) && person.carries[wanted.line]! + wanted.points <= person.fits[wanted.line]!;

export const fitsTo = (
  { teams, brands, languages, lines, skills }: Omit<Person, "fits" | "carries" | "name">,
  wanted: Omit<Wanted, "points">,
): boolean =>
  teams.includes(wanted.teamId) &&
  (brands === null || brands.includes(wanted.brandId)) &&
  (!lines.length || lines.includes(wanted.line)) &&
  (!languages.length ||
    languages.includes(wanted.language) ||
    wanted.language === "unknown" ||
    wanted.language === "other") &&
  wanted.skills.every((skill) => skills.includes(skill));
