import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { patchWorkProfile, WorkProfile } from "../../contract/routing.ts";
import { isColleague } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";

/** What somebody carries at once, until a lead says otherwise. */
export const usualPoints = 12;

async function profileRows(tx: Tx, caller: Caller, id?: string) {
  const { rows } = await sql<{
    agent: string;
    languages: Locale[];
    lines: Line[];
    skills: string[];
    service: number;
    support: number;
    rota: WorkProfile["rota"];
  }>`
    select a.id as agent, coalesce(w.languages, '{}') as languages, coalesce(w.lines, '{}') as lines,
      coalesce(w.skills, '{}') as skills, coalesce(w.service_points, ${usualPoints}) as service,
      coalesce(w.support_points, ${usualPoints}) as support, coalesce(w.rota, '[]') as rota
    from agents a
    left join work_profiles w on w.workspace_id = a.workspace_id and w.agent_id = a.id
    where a.workspace_id = ${caller.workspaceId} and a.status <> 'disabled' ${id ? sql`and a.id = ${id}` : sql``}
      and ${isColleague(caller)}
    order by a.id`.execute(tx);
  return rows.map(
    ({ service, support, ...row }): WorkProfile => ({ ...row, capacity: { service, support } }),
  );
}

/** What each colleague can take on. */
export const listProfiles = (db: Db, caller: Caller): Promise<WorkProfile[]> =>
  look(db, caller.workspaceId, (tx) => profileRows(tx, caller));

export function changeProfile(
  db: Db,
  caller: Caller,
  agentId: string,
  change: BodyOf<typeof patchWorkProfile>,
): Promise<WorkProfile> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const [before] = await profileRows(tx, caller, agentId);
    if (!before) throw new Refusal("not_found");
    const { capacity, rota, ...fields } = { ...before, ...change };
    await refuseUnknownSkills(tx, workspaceId, fields.skills);
    const set = {
      languages: fields.languages,
      lines: fields.lines,
      skills: fields.skills,
      servicePoints: capacity.service ?? before.capacity.service,
      supportPoints: capacity.support ?? before.capacity.support,
      rota: JSON.stringify(rota),
    };
    await tx
      .insertInto("workProfiles")
      .values({ workspaceId, agentId, ...set })
      .onConflict((conflict) => conflict.columns(["workspaceId", "agentId"]).doUpdateSet(set))
      .execute();
    await record(tx, {
      workspaceId,
      kind: "agent.changed",
      actor: actorOf(caller),
      data: { agentId, work: true },
    });
    return (await profileRows(tx, caller, agentId))[0]!;
  });
}

async function refuseUnknownSkills(tx: Tx, workspaceId: string, skills: string[]) {
  if (!skills.length) return;
  const known = await tx
    .selectFrom("skills")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "in", skills)
    .execute();
  if (known.length < new Set(skills).size) throw new Refusal("not_found");
}
