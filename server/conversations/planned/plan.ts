import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { PlannedReply, postPlannedReply } from "../../../contract/planned-replies.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, send, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { lockConversation } from "../read.ts";
import { reply } from "../reply.ts";
import { forgetDraft, readable } from "../say.ts";
import { wayTo } from "../way.ts";
import { planById } from "./rows.ts";

const furthestDays = 366;

/**
 * Keeps a reply until its time. What `reply` would refuse is refused now, beside the words: it is carried out and undone
 * within the transaction. A chat is answered at once, and so is everything where the undo window is zero.
 */
export async function plan(
  db: Db,
  caller: Caller,
  conversationId: string,
  { sendAt, ...body }: BodyOf<typeof postPlannedReply>,
): Promise<PlannedReply> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const said = await readable(body);
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const now = new Date();
    const matter = await lockConversation(tx, workspaceId, conversationId, caller.brands);
    const [{ undoSeconds }, newestId, where] = await Promise.all([
      tx
        .selectFrom("workspaces")
        .select("undoSeconds")
        .where("id", "=", workspaceId)
        .executeTakeFirstOrThrow(),
      newestOf(tx, workspaceId, conversationId),
      wayTo(tx, { workspaceId, id: conversationId }, now),
    ]);
    const isLater = sendAt !== null;
    const leavesAt = isLater ? timeOf(sendAt, now) : new Date(now.getTime() + undoSeconds * 1000);
    const leavesNow = !isLater && (undoSeconds === 0 || where!.way.by === "chat");
    const id = randomUUIDv7();
    const row = {
      workspaceId,
      id,
      conversationId,
      agentId: caller.id,
      body: JSON.stringify({ ...body, html: said.html ?? undefined }),
      words: said.text,
      isLater,
      sendAt: leavesAt,
      ownerId: matter.ownerId,
      newestId,
      createdAt: now,
    };
    await settleStopped(tx, caller, conversationId, now);
    if (leavesNow) {
      const message = await reply(db, caller, conversationId, body);
      const ended = { state: "sent", messageId: message.id, sendAt: now, endedAt: now };
      await tx
        .insertInto("plannedReplies")
        .values({ ...row, ...ended })
        .execute();
      return planById(tx, workspaceId, id);
    }
    await sql`savepoint tried`.execute(tx);
    await reply(db, caller, conversationId, body);
    await sql`rollback to savepoint tried`.execute(tx);
    await tx.insertInto("plannedReplies").values(row).execute();
    forgetDraft(tx, caller, conversationId);
    await record(tx, {
      workspaceId,
      kind: "conversation.reply_planned",
      actor: actorOf(caller),
      conversationId,
      brandId: matter.brandId,
      data: { plan: id, sendAt: leavesAt, isLater },
    });
    return planById(tx, workspaceId, id);
  });
}

/** A time to come, and not so far that nobody is left who knows of it. */
export function timeOf(sendAt: string, now: Date): Date {
  const at = new Date(sendAt);
  const days = (at.getTime() - now.getTime()) / 86_400_000;
  const fault = days <= 0 ? "in_the_past" : days > furthestDays ? "too_far" : null;
  if (fault) throw new Refusal("invalid", { fields: [{ path: "body.sendAt", message: fault }] });
  return at;
}

async function newestOf(tx: Tx, workspaceId: string, conversationId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select max(id::text)::uuid as id from messages
    where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and kind = 'message'`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}

/** Who answers anew has seen what was stopped before. */
async function settleStopped(tx: Tx, caller: Caller, conversationId: string, now: Date) {
  send(
    tx,
    tx
      .updateTable("plannedReplies")
      .set({ state: "taken_back", endedAt: now })
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", conversationId)
      .where("agentId", "=", caller.id)
      .where("state", "=", "stopped"),
  );
}
