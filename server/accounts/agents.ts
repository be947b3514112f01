import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Agent } from "../../contract/accounts.ts";
import type { Locale } from "../../contract/languages.ts";
import { type Role, roles } from "../../contract/permissions.ts";
import { hiddenTeams, refuseForeignBrands, servedOf, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { releaseWork } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { broken, taken } from "../taken.ts";
import { brandsOfAgent, forgetCallers } from "./callers.ts";
import { endLinks, type Post, sendInvitation } from "./one-time-links.ts";
import { clearSecondFactor } from "./second-factor.ts";
import { endSessions } from "./sessions.ts";

interface AgentRow {
  id: string;
  name: string;
  email: string;
  role: string;
  status: string;
  locale: string;
  allBrands: boolean;
  brands: string[];
  teams: string[];
  secondFactor: boolean;
  lastSeenAt: Date | null;
  createdAt: Date;
}

const agentRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("agents")
    .select(["id", "name", "email", "role", "status", "locale", "allBrands", "lastSeenAt", "createdAt"])
    .select(brandsOfAgent.as("brands"))
    .select(
      sql<string[]>`array(select team_members.team_id::text from team_members
        where team_members.workspace_id = agents.workspace_id and team_members.agent_id = agents.id)`.as(
        "teams",
      ),
    )
    .select(sql<boolean>`totp_confirmed_at is not null`.as("secondFactor"))
    .where("workspaceId", "=", workspaceId);

/** Somebody limited to some brands knows of others only what they share. */
const toAgent = (caller: Pick<Caller, "brands">, hidden: Set<string>, row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  status: row.status as Agent["status"],
  locale: row.locale as Locale,
  brands: row.allBrands ? null : servedOf(caller, row.brands),
  teams: row.teams.filter((id) => !hidden.has(id)),
  secondFactor: row.secondFactor,
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

const isColleague = (caller: Pick<Caller, "id" | "brands">, row: AgentRow) =>
  caller.brands === null ||
  row.allBrands ||
  row.id === caller.id ||
  row.brands.some((id) => serves(caller, id));

/** The people who work here, by name; for somebody limited to some brands, those who share one of them. */
export function listAgents(db: Db, caller: Caller): Promise<Agent[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await agentRows(tx, caller.workspaceId).execute();
    const hidden = await hiddenTeams(tx, caller);
    const { compare } = new Intl.Collator(caller.locale);
    return rows
      .filter((row) => isColleague(caller, row))
      .sort((a, b) => compare(a.name, b.name))
      .map((row) => toAgent(caller, hidden, row));
  });
}

export async function readAgent(
  tx: Tx,
  caller: Pick<Caller, "workspaceId" | "id" | "brands">,
  agentId: string,
): Promise<Agent> {
  const row = await agentRows(tx, caller.workspaceId).where("id", "=", agentId).executeTakeFirst();
  if (!row || !isColleague(caller, row)) throw new Refusal("not_found");
  return toAgent(caller, await hiddenTeams(tx, caller), row);
}

interface NewAgent {
  name: string;
  email: string;
  role: Role;
  locale: Locale;
  timeZone?: string;
  /** Null serves all brands. */
  brands: readonly string[] | null;
  teams: readonly string[];
  /** Null for people who are still to choose one, by the link that invites them. */
  passwordHash: string | null;
  createdAt?: Date;
}

/** Adds a person. An address works in one workspace only, so that signing in needs nothing but the address. */
export async function addAgent(tx: Tx, workspaceId: string, agent: NewAgent): Promise<string> {
  const id = randomUUIDv7();
  const { name, role, locale, passwordHash } = agent;
  const email = agent.email.toLowerCase();
  await tx
    .insertInto("directoryEmails")
    .values({ email, workspaceId, agentId: id })
    .execute()
    .catch(taken("email"));
  await tx
    .insertInto("agents")
    .values({
      workspaceId,
      id,
      name,
      email,
      role,
      status: passwordHash ? "active" : "invited",
      locale,
      allBrands: agent.brands === null,
      passwordHash,
      ...(agent.timeZone && { timeZone: agent.timeZone }),
      ...(agent.createdAt && { createdAt: agent.createdAt }),
    })
    .execute()
    .catch(taken("email"));
  if (agent.brands) await setBrands(tx, workspaceId, id, agent.brands);
  await setTeams(tx, workspaceId, id, agent.teams);
  return id;
}

async function setBrands(tx: Tx, workspaceId: string, agentId: string, brandIds: readonly string[]) {
  await tx
    .deleteFrom("agentBrands")
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .execute();
  const rows = [...new Set(brandIds)].map((brandId) => ({ workspaceId, agentId, brandId }));
  if (rows.length > 0) await tx.insertInto("agentBrands").values(rows).execute().catch(broken("not_found"));
}

/** Sets the teams of an agent, but for those that are hidden from whoever sets them. */
async function setTeams(
  tx: Tx,
  workspaceId: string,
  agentId: string,
  teamIds: readonly string[],
  hidden = new Set<string>(),
) {
  if (teamIds.some((id) => hidden.has(id))) throw new Refusal("not_found");
  await tx
    .deleteFrom("teamMembers")
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .$if(hidden.size > 0, (query) => query.where("teamId", "not in", [...hidden]))
    .execute();
  const rows = [...new Set(teamIds)].map((teamId) => ({ workspaceId, agentId, teamId }));
  if (rows.length > 0) await tx.insertInto("teamMembers").values(rows).execute().catch(broken("not_found"));
}

export function inviteAgent(
  db: Db,
  caller: Caller,
  post: Post,
  agent: Omit<NewAgent, "passwordHash">,
): Promise<Agent> {
  return within(db, caller.workspaceId, async (tx) => {
    refuseGrantBeyondOwn(caller, agent.role, agent.brands);
    const id = await addAgent(tx, caller.workspaceId, { ...agent, teams: [], passwordHash: null });
    await setTeams(tx, caller.workspaceId, id, agent.teams, await hiddenTeams(tx, caller));
    await sendInvitation(tx, post, caller.workspaceId, id, caller.name);
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "agent.invited",
      actor: actorOf(caller),
      data: { agentId: id },
    });
    return readAgent(tx, caller, id);
  });
}

export function inviteAgain(db: Db, caller: Caller, post: Post, agentId: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const agent = await lockAgent(tx, caller, agentId);
    if (agent.status !== "invited") throw new Refusal("already_exists");
    await sendInvitation(tx, post, caller.workspaceId, agentId, caller.name);
  });
}

interface AgentChange {
  name?: string;
  role?: Role;
  brands?: string[] | null;
  teams?: string[];
  status?: "active" | "disabled";
  secondFactor?: false;
}

/**
 * Changes what somebody is and may do. Whoever may no longer answer, or no longer for a brand, gives the
 * conversations back to the queues of their teams in the same transaction; whoever is disabled is signed out
 * everywhere.
 */
export function changeAgent(db: Db, caller: Caller, agentId: string, change: AgentChange): Promise<Agent> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    await lockOwners(tx, workspaceId);
    const agent = await lockAgent(tx, caller, agentId);
    const role = change.role ?? agent.role;
    const brands = change.brands === undefined ? agent.brands : change.brands;
    const status = statusAfter(agent, change.status);

    if (change.role !== undefined || change.brands !== undefined) refuseGrantBeyondOwn(caller, role, brands);
    // What only the person may do to themselves stands under `/me`, behind their password.
    if (agentId === caller.id && (status === "disabled" || change.secondFactor === false))
      throw new Refusal("forbidden");
    if (agent.role === "owner" && agent.status === "active" && (role !== "owner" || status !== "active"))
      await refuseLastOwner(tx, workspaceId, agentId);

    await tx
      .updateTable("agents")
      .set({ name: change.name ?? agent.name, role, status, allBrands: brands === null })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", agentId)
      .execute();
    if (change.brands !== undefined) await setBrands(tx, workspaceId, agentId, brands ?? []);
    if (change.teams) await setTeams(tx, workspaceId, agentId, change.teams, await hiddenTeams(tx, caller));
    if (change.secondFactor === false) await clearSecondFactor(tx, workspaceId, agentId);

    if (status === "disabled") {
      await endSessions(db, tx, workspaceId, agentId);
      await endLinks(tx, workspaceId, agentId);
    }
    if (status === "disabled" || !mayAnswer(role))
      await releaseWork(tx, actorOf(caller), workspaceId, agentId);
    else if (change.brands) await releaseWork(tx, actorOf(caller), workspaceId, agentId, change.brands);
    await record(tx, { workspaceId, kind: "agent.changed", actor: actorOf(caller), data: { agentId } });
    forgetCallers(db);
    return readAgent(tx, caller, agentId);
  });
}

const mayAnswer = (role: Role) => (roles[role] as readonly string[]).includes("conversations.reply");

/** An invited person becomes active by their own password, not by somebody else's wish. */
function statusAfter(
  agent: { status: string; hasPassword: boolean },
  wish: "active" | "disabled" | undefined,
) {
  if (wish === "disabled") return "disabled";
  if (wish === "active") return agent.hasPassword ? "active" : "invited";
  return agent.status;
}

/** Changes to owners take turns, so that two who lower each other do not leave none. */
async function lockOwners(tx: Tx, workspaceId: string) {
  await tx
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("role", "=", "owner")
    .orderBy("id")
    .forUpdate()
    .execute();
}

async function refuseLastOwner(tx: Tx, workspaceId: string, agentId: string) {
  const another = await tx
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("role", "=", "owner")
    .where("status", "=", "active")
    .where("id", "<>", agentId)
    .executeTakeFirst();
  if (!another) throw new Refusal("last_owner");
}

/** The agent to be changed; whoever may do more than the caller, or behind more walls, is not theirs to change. */
async function lockAgent(tx: Tx, caller: Caller, agentId: string) {
  const locked = await tx
    .selectFrom("agents")
    .select(sql<boolean>`password_hash is not null`.as("hasPassword"))
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", agentId)
    .forUpdate()
    .executeTakeFirst();
  const row = await agentRows(tx, caller.workspaceId).where("id", "=", agentId).executeTakeFirst();
  if (!locked || !row || !isColleague(caller, row)) throw new Refusal("not_found");
  const role = row.role as Role;
  const brands = row.allBrands ? null : row.brands;
  refuseBeyondOwn(caller, role, brands);
  return { ...row, role, brands, ...locked };
}

/** Nobody makes, or has a say over, somebody who may do more than they may themselves. */
function refuseBeyondOwn(caller: Caller, role: Role, brands: readonly string[] | null): void {
  const more = roles[role].some((permission) => !caller.permissions.has(permission));
  const further = caller.brands !== null && (brands === null || brands.some((id) => !serves(caller, id)));
  if (more || further) throw new Refusal("forbidden");
}

function refuseGrantBeyondOwn(caller: Caller, role: Role, brands: readonly string[] | null): void {
  // An owner who cannot see a brand could not mend it either.
  if (role === "owner" && brands !== null)
    throw new Refusal("invalid", { fields: [{ path: "brands", message: "owner_serves_all" }] });
  if (brands) refuseForeignBrands(caller, brands);
  refuseBeyondOwn(caller, role, brands);
}
