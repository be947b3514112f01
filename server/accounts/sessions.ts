import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Session } from "../../contract/accounts.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { forgetCallers, sessionDays } from "./callers.ts";
import { makeToken } from "./tokens.ts";

/** From where somebody signs in, as they see it in the list of their sessions. */
export interface Browser {
  userAgent: string | null;
  address: string;
}

/** Signs an agent in; the token goes to the browser and nowhere else. */
export async function startSession(
  tx: Tx,
  agent: { workspaceId: string; id: string; name: string },
  browser: Browser,
): Promise<{ token: string; sessionId: string }> {
  const token = makeToken(agent.workspaceId);
  const sessionId = randomUUIDv7();
  await tx
    .insertInto("sessions")
    .values({
      workspaceId: agent.workspaceId,
      id: sessionId,
      agentId: agent.id,
      tokenHash: token.hash,
      userAgent: browser.userAgent?.slice(0, 300) ?? null,
      address: browser.address,
      expiresAt: sql<Date>`now() + make_interval(days => ${sessionDays})`,
    })
    .execute();
  await tx
    .updateTable("agents")
    .set({ lastSeenAt: sql<Date>`now()` })
    .where("workspaceId", "=", agent.workspaceId)
    .where("id", "=", agent.id)
    .execute();
  await record(tx, {
    workspaceId: agent.workspaceId,
    kind: "agent.signed_in",
    actor: { kind: "agent", id: agent.id, name: agent.name },
    data: { agentId: agent.id },
  });
  return { token: token.text, sessionId };
}

export function listSessions(db: Db, caller: Caller): Promise<Session[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const sessions = await tx
      .selectFrom("sessions")
      .select(["id", "userAgent", "address", "createdAt", "lastSeenAt"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where(sql<boolean>`expires_at > now()`)
      .orderBy("lastSeenAt", "desc")
      .execute();
    return sessions.map((session) => ({
      ...session,
      current: session.id === caller.sessionId,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
    }));
  });
}

/** Ends one of the caller's own sessions; another person's is not there. */
export function endSession(db: Db, caller: Caller, sessionId: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const ended = await tx
      .deleteFrom("sessions")
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("id", "=", sessionId)
      .executeTakeFirst();
    if (!ended.numDeletedRows) throw new Refusal("not_found");
    forgetCallers(db);
    // Whoever signs out leaves their desk by themselves, before it could be closed in front of them.
    if (sessionId === caller.sessionId) return;
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "agent.session_ended",
      actor: actorOf(caller),
      data: { agentId: caller.id },
    });
  });
}

/** Ends all sessions of an agent, but for one that may stay. */
export async function endSessions(
  db: Db,
  tx: Tx,
  workspaceId: string,
  agentId: string,
  but: string | null = null,
): Promise<void> {
  await tx
    .deleteFrom("sessions")
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .$if(but !== null, (query) => query.where("id", "<>", but!))
    .execute();
  forgetCallers(db);
}
