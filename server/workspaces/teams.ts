import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Team } from "../../contract/workspace.ts";
import { hiddenTeams, isColleague, refuseForeignBrands, servedOf } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { broken, taken } from "../taken.ts";

const teamRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("teams")
    .select(["id", "name"])
    .select(
      sql<string[]>`array(select team_brands.brand_id::text from team_brands
        where team_brands.workspace_id = teams.workspace_id and team_brands.team_id = teams.id)`.as("brands"),
    )
    .select(
      sql<string[]>`array(select team_members.agent_id::text from team_members
        where team_members.workspace_id = teams.workspace_id and team_members.team_id = teams.id)`.as(
        "members",
      ),
    )
    .where("workspaceId", "=", workspaceId);

/** The teams that the caller may know of, by name. */
export function listTeams(db: Db, caller: Caller): Promise<Team[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const teams = await teamRows(tx, caller.workspaceId).execute();
    const known = await colleagues(tx, caller);
    const hidden = await hiddenTeams(tx, caller);
    const { compare } = new Intl.Collator(caller.locale);
    return teams
      .filter((team) => !hidden.has(team.id))
      .sort((a, b) => compare(a.name, b.name))
      .map((team) => asSeen(caller, known, team));
  });
}

const asSeen = (caller: Caller, known: Set<string> | null, team: Team): Team => ({
  ...team,
  brands: servedOf(caller, team.brands),
  members: team.members.filter((id) => known === null || known.has(id)),
});

/** Whom somebody limited to some brands may know of: whoever serves one of them. Null is everybody. */
async function colleagues(tx: Tx, caller: Caller): Promise<Set<string> | null> {
  if (caller.brands === null) return null;
  const rows = await tx
    .selectFrom("agents as a")
    .select("a.id")
    .where("a.workspaceId", "=", caller.workspaceId)
    .where(isColleague(caller))
    .execute();
  return new Set(rows.map((row) => row.id));
}

export interface TeamFields {
  name: string;
  brands: readonly string[];
  members: readonly string[];
}

export async function insertTeam(tx: Tx, workspaceId: string, team: TeamFields): Promise<string> {
  const id = randomUUIDv7();
  await tx.insertInto("teams").values({ workspaceId, id, name: team.name }).execute().catch(taken("name"));
  await setTeamBrands(tx, workspaceId, id, team.brands);
  await setMembers(tx, workspaceId, id, team.members);
  return id;
}

async function setTeamBrands(tx: Tx, workspaceId: string, teamId: string, brandIds: readonly string[]) {
  await tx
    .deleteFrom("teamBrands")
    .where("workspaceId", "=", workspaceId)
    .where("teamId", "=", teamId)
    .execute();
  const rows = [...new Set(brandIds)].map((brandId) => ({ workspaceId, teamId, brandId }));
  if (rows.length > 0) await tx.insertInto("teamBrands").values(rows).execute().catch(broken("not_found"));
}

async function setMembers(tx: Tx, workspaceId: string, teamId: string, agentIds: readonly string[]) {
  await tx
    .deleteFrom("teamMembers")
    .where("workspaceId", "=", workspaceId)
    .where("teamId", "=", teamId)
    .execute();
  const rows = [...new Set(agentIds)].map((agentId) => ({ workspaceId, teamId, agentId }));
  if (rows.length > 0) await tx.insertInto("teamMembers").values(rows).execute().catch(broken("not_found"));
}

export function addTeam(db: Db, caller: Caller, team: TeamFields): Promise<Team> {
  return within(db, caller.workspaceId, async (tx) => {
    refuseForeignBrands(caller, team.brands);
    await refuseStrangers(tx, caller, team.members);
    const id = await insertTeam(tx, caller.workspaceId, team);
    return changed(tx, caller, id);
  });
}

export function changeTeam(db: Db, caller: Caller, id: string, change: Partial<TeamFields>): Promise<Team> {
  return within(db, caller.workspaceId, async (tx) => {
    await lockTeam(tx, caller, id);
    if (change.name)
      await tx
        .updateTable("teams")
        .set({ name: change.name })
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", id)
        .execute()
        .catch(taken("name"));
    if (change.brands) {
      refuseForeignBrands(caller, change.brands);
      await setTeamBrands(tx, caller.workspaceId, id, change.brands);
    }
    if (change.members) {
      await refuseStrangers(tx, caller, change.members);
      await setMembers(tx, caller.workspaceId, id, change.members);
    }
    return changed(tx, caller, id);
  });
}

export function removeTeam(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const team = await lockTeam(tx, caller, id);
    // The database knows of every inbox and conversation that leans on it.
    await tx
      .deleteFrom("teams")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(broken("still_in_use"));
    await recordChange(tx, caller, id, { removed: true, name: team.name });
  });
}

/** Somebody limited to some brands does not change a team that others, behind other walls, rely on. */
async function lockTeam(tx: Tx, caller: Caller, id: string): Promise<Team> {
  const team = await teamRows(tx, caller.workspaceId).where("id", "=", id).forUpdate().executeTakeFirst();
  if (!team || (await hiddenTeams(tx, caller)).has(id)) throw new Refusal("not_found");
  const known = await colleagues(tx, caller);
  const seen = asSeen(caller, known, team);
  if (seen.brands.length < team.brands.length || seen.members.length < team.members.length)
    throw new Refusal("forbidden");
  return team;
}

async function refuseStrangers(tx: Tx, caller: Caller, agentIds: readonly string[]) {
  const known = await colleagues(tx, caller);
  if (known !== null && agentIds.some((id) => !known.has(id))) throw new Refusal("not_found");
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<Team> {
  await recordChange(tx, caller, id, {});
  const team = await teamRows(tx, caller.workspaceId).where("id", "=", id).executeTakeFirstOrThrow();
  return asSeen(caller, await colleagues(tx, caller), team);
}

const recordChange = (tx: Tx, caller: Caller, teamId: string, more: Record<string, unknown>) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "team.changed",
    actor: actorOf(caller),
    data: { teamId, ...more },
  });
