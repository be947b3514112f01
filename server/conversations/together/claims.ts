import { sql } from "kysely";
import type { Claim } from "../../../contract/conversations.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import { type Actor, actorOf, record, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { lockConversation, mayRead } from "../read.ts";
import { strokeSince } from "./claimed.ts";

const bySweep: Actor = { kind: "automation", id: null, name: "claims" };

/**
 * Says that the caller writes an answer, and answers whose claim holds now: a colleague who began before keeps theirs
 * unless it is taken over. Two who begin at once take turns at the conversation's row.
 */
export function claim(
  db: Db,
  caller: Caller,
  conversationId: string,
  { takeOver }: { takeOver: boolean },
): Promise<Claim> {
  const { workspaceId } = caller;
  const me = { id: caller.id, name: caller.name };
  return within(db, workspaceId, async (tx) => {
    const { brandId, status } = await lockConversation(tx, workspaceId, conversationId, caller.brands);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    if (status === "closed") throw new Refusal("conversation_closed");
    const now = new Date();
    const held = await claimNow(tx, workspaceId, conversationId, now);
    const isMine = held?.agent.id === caller.id;
    if (held && !isMine && !takeOver) return held;
    const since = held && isMine ? new Date(held.since) : now;
    const row = { agentId: caller.id, since, writtenAt: now };
    await tx
      .insertInto("claims")
      .values({ workspaceId, conversationId, ...row })
      .onConflict((conflict) => conflict.columns(["workspaceId", "conversationId"]).doUpdateSet(row))
      .execute();
    const claimed = { agent: me, since: since.toISOString() };
    if (!isMine)
      await record(tx, {
        workspaceId,
        kind: "conversation.claimed",
        actor: actorOf(caller),
        conversationId,
        brandId,
        data: { claim: claimed, ...(held && { from: held.agent }) },
      });
    return claimed;
  });
}

/** The caller no longer writes an answer; nothing happens to a colleague's claim. */
export function dropClaim(db: Db, caller: Caller, conversationId: string): Promise<void> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const { brandId } = await mayRead(tx, caller, conversationId);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    const { numDeletedRows } = await tx
      .deleteFrom("claims")
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", conversationId)
      .where("agentId", "=", caller.id)
      .executeTakeFirst();
    if (numDeletedRows)
      await record(tx, {
        workspaceId,
        kind: "conversation.claim_ended",
        actor: actorOf(caller),
        conversationId,
        brandId,
        data: { agentId: caller.id },
      });
  });
}

/** Ends the claims of who has not written for some minutes or went away since, and those on what is closed. */
export function endOldClaims(db: Db, now: Date): Promise<void> {
  return withoutWall(db, async (tx) => {
    const { rows } = await sql<{
      workspaceId: string;
      conversationId: string;
      agentId: string;
      brandId: string;
    }>`
      delete from claims k using conversations c
      where c.workspace_id = k.workspace_id and c.id = k.conversation_id
        and (k.written_at <= ${strokeSince(now)} or c.status = 'closed' or exists (select from presence p
          where p.workspace_id = k.workspace_id and p.agent_id = k.agent_id
            and (p.gone_since > k.written_at or (p.state = 'away' and p.since > k.written_at))))
      returning k.workspace_id, k.conversation_id, k.agent_id, c.brand_id`.execute(tx);
    await recordAll(
      tx,
      rows.map(({ workspaceId, conversationId, agentId, brandId }) => ({
        workspaceId,
        kind: "conversation.claim_ended",
        actor: bySweep,
        conversationId,
        brandId,
        data: { agentId },
      })),
    );
  });
}

async function claimNow(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  now: Date,
): Promise<Claim | null> {
  const row = await tx
    .selectFrom("claims as k")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "k.workspaceId").onRef("a.id", "=", "k.agentId"),
    )
    .select(["a.id", "a.name", "k.since"])
    .where("k.workspaceId", "=", workspaceId)
    .where("k.conversationId", "=", conversationId)
    .where("k.writtenAt", ">", strokeSince(now))
    .executeTakeFirst();
  return row ? { agent: { id: row.id, name: row.name }, since: row.since.toISOString() } : null;
}
