import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { type Permission, type Role, roles } from "../../contract/permissions.ts";
import type { Caller } from "../caller.ts";
import { afterCommit, type Db, type Tx, within } from "../db/database.ts";
import { readSessionCookie, type Sender } from "./cookie.ts";
import { keyPrefix, readToken, type Token } from "./tokens.ts";

/** A session ends when it has not been used for so long. */
export const sessionDays = 30;

/**
 * Who sent a request: an agent by the session cookie, or an API key by `Authorization: Bearer`. Null when nobody
 * we know. An answer is remembered for a few seconds, because a busy client asks the same question a thousand
 * times; what changes an answer in this process is seen at once (`forgetCallers`), what another process changed
 * within `rememberedMs`, or at once by whoever heard of it and asks anew.
 */
export function authenticate(
  db: Db,
  { publicUrl }: { publicUrl: string },
): (request: Sender, how?: { anew: boolean }) => Promise<Caller | null> {
  return async (request, { anew } = { anew: false }) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = authorization.match(/^Bearer +(\S+) *$/i)?.[1];
      const token = key && readToken(key, keyPrefix);
      return token ? remembered(db, token, lookUpKey, anew) : null;
    }
    const cookie = readSessionCookie(request, publicUrl);
    const token = cookie && readToken(cookie);
    return token ? remembered(db, token, lookUpSession, anew) : null;
  };
}

const rememberedMs = 3000;
const mostRemembered = 20_000;

interface Memory {
  answers: Map<string, { answer: Promise<Caller | null>; until: number }>;
}
const memories = new WeakMap<Db, Memory>();

function memoryOf(db: Db): Memory {
  const memory = memories.get(db) ?? { answers: new Map() };
  memories.set(db, memory);
  return memory;
}

type LookUp = (db: Db, token: Token) => Promise<Caller | null>;

function remembered(db: Db, token: Token, lookUp: LookUp, anew: boolean): Promise<Caller | null> {
  const { answers } = memoryOf(db);
  const id = token.hash.toString("base64");
  const known = answers.get(id);
  if (!anew && known && known.until > performance.now()) return known.answer;

  if (answers.size >= mostRemembered) answers.clear();
  const answer = lookUp(db, token);
  answers.set(id, { answer, until: performance.now() + rememberedMs });
  // Neither a failure nor a stranger is worth a place; forged tokens could fill it.
  const drop = () => {
    if (answers.get(id)?.answer === answer) answers.delete(id);
  };
  answer.then((caller) => caller ?? drop(), drop);
  return answer;
}

/**
 * To be called in the transaction that changes what somebody may do. All of them are forgotten, also those being
 * looked up at this moment: it is rare, and asking again costs a query.
 */
export function forgetCallers(db: Db): void {
  afterCommit(() => memoryOf(db).answers.clear());
}

const permissionsOf = Object.fromEntries(
  Object.entries(roles).map(([role, permissions]) => [role, new Set<Permission>(permissions)]),
) as unknown as Record<Role, ReadonlySet<Permission>>;

function lookUpSession(db: Db, { workspaceId, hash }: Token): Promise<Caller | null> {
  return within(db, workspaceId, async (tx) => {
    const session = await tx
      .selectFrom("sessions")
      .innerJoin("agents", (join) =>
        join
          .onRef("agents.workspaceId", "=", "sessions.workspaceId")
          .onRef("agents.id", "=", "sessions.agentId"),
      )
      .select(["sessions.id as sessionId", "agents.id", "agents.name", "agents.role", "agents.locale"])
      .select("agents.allBrands")
      .select(brandsOfAgent.as("brands"))
      .select(sql<boolean>`sessions.last_seen_at < now() - interval '1 minute'`.as("stale"))
      .where("sessions.workspaceId", "=", workspaceId)
      .where("sessions.tokenHash", "=", hash)
      .where(sql<boolean>`sessions.expires_at > now()`)
      .where("agents.status", "=", "active")
      .executeTakeFirst();
    if (!session) return null;
    if (session.stale) await touch(tx, workspaceId, session.id, session.sessionId);
    return {
      kind: "agent",
      workspaceId,
      id: session.id,
      name: session.name,
      permissions: permissionsOf[session.role as Role],
      brands: session.allBrands ? null : session.brands,
      locale: session.locale as Locale,
      sessionId: session.sessionId,
    };
  });
}

export const brandsOfAgent = sql<string[]>`array(select agent_brands.brand_id::text from agent_brands
  where agent_brands.workspace_id = agents.workspace_id and agent_brands.agent_id = agents.id)`;

async function touch(tx: Tx, workspaceId: string, agentId: string, sessionId: string) {
  await tx
    .updateTable("sessions")
    .set({
      lastSeenAt: sql<Date>`now()`,
      expiresAt: sql<Date>`now() + make_interval(days => ${sessionDays})`,
    })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", sessionId)
    .execute();
  await tx
    .updateTable("agents")
    .set({ lastSeenAt: sql<Date>`now()` })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", agentId)
    .execute();
}

function lookUpKey(db: Db, { workspaceId, hash }: Token): Promise<Caller | null> {
  return within(db, workspaceId, async (tx) => {
    const key = await tx
      .selectFrom("apiKeys")
      .innerJoin("workspaces", "workspaces.id", "apiKeys.workspaceId")
      .select(["apiKeys.id", "apiKeys.name", "apiKeys.scopes", "apiKeys.brands", "workspaces.locale"])
      .select(sql<boolean>`coalesce(api_keys.last_used_at < now() - interval '1 minute', true)`.as("stale"))
      .where("apiKeys.workspaceId", "=", workspaceId)
      .where("apiKeys.tokenHash", "=", hash)
      .where("apiKeys.revokedAt", "is", null)
      .executeTakeFirst();
    if (!key) return null;
    if (key.stale)
      await tx
        .updateTable("apiKeys")
        .set({ lastUsedAt: sql<Date>`now()` })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", key.id)
        .execute();
    return {
      kind: "key",
      workspaceId,
      id: key.id,
      name: key.name,
      permissions: new Set(key.scopes as Permission[]),
      brands: key.brands,
      locale: key.locale as Locale,
      sessionId: null,
    };
  });
}
