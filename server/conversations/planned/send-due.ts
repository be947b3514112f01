import { sql } from "kysely";
import type { StoppedBecause } from "../../../contract/planned-replies.ts";
import type { CallerAgain } from "../../caller.ts";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import { type Actor, record } from "../../events.ts";
import { leadsOf, notify } from "../../notices/index.ts";
import { oneByOne } from "../../one-by-one.ts";
import { Refusal } from "../../refusal.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { reply } from "../reply.ts";
import { becauseRefused, type PlanRow } from "./rows.ts";
import { end, returnWords } from "./take-back.ts";

const clockwork: Actor = { kind: "automation", id: null, name: "planned replies" };
const mostAtOnce = 100;

interface Needs {
  db: Db;
  callerAgain: CallerAgain;
}

/** Carries out the replies whose time has come. True when more are left. */
export async function sendDueReplies({ db, callerAgain }: Needs, now: Date): Promise<boolean> {
  const due = await withoutWall(db, (tx) =>
    tx
      .selectFrom("plannedReplies")
      .select(["workspaceId", "id"])
      .where("state", "=", "planned")
      .where("sendAt", "<=", now)
      .orderBy("sendAt")
      .limit(mostAtOnce)
      .execute(),
  );
  await oneByOne(due, (plan) => sendPlanned({ db, callerAgain }, plan, now));
  return due.length === mostAtOnce;
}

/**
 * Answers in the name of whoever planned it, as if they pressed the button now, or stops and says why. The answer and the
 * end of the plan are one transaction: neither a crash nor a second process makes two of it.
 */
async function sendPlanned(
  { db, callerAgain }: Needs,
  { workspaceId, id }: { workspaceId: string; id: string },
  now: Date,
): Promise<void> {
  try {
    await within(db, workspaceId, async (tx) => {
      const plan = await lockDue(tx, workspaceId, id, now);
      if (!plan) return;
      const matter = await lockConversation(tx, workspaceId, plan.conversationId);
      const author = await callerAgain(db, workspaceId, { kind: "agent", id: plan.agentId });
      if (!author?.permissions.has("conversations.reply")) return stop(tx, plan, matter, "author_left");
      const because = await changedSince(tx, plan, matter);
      if (because) return stop(tx, plan, matter, because);
      const body = { ...plan.body, seen: undefined };
      const message = await reply(db, author, plan.conversationId, body, { keepsDraft: true });
      await end(tx, plan, { state: "sent", messageId: message.id });
    });
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    // What was tried is undone together with its transaction; why it was refused is told in another.
    await within(db, workspaceId, async (tx) => {
      const plan = await lockDue(tx, workspaceId, id, now);
      if (!plan) return;
      const matter = await lockConversation(tx, workspaceId, plan.conversationId);
      await stop(tx, plan, matter, becauseRefused(thrown.code));
    });
  }
}

async function lockDue(tx: Tx, workspaceId: string, id: string, now: Date): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select * from planned_replies
    where workspace_id = ${workspaceId} and id = ${id} and state = 'planned' and send_at <= ${now}
    for update skip locked`.execute(tx);
  return rows[0];
}

/** What happened to the matter since its author pressed the button, of which they could not know. */
async function changedSince(tx: Tx, plan: PlanRow, matter: ConversationRow): Promise<StoppedBecause | null> {
  if (matter.mergedInto) return "merged";
  if (matter.status === "closed") return "closed";
  const { rows } = await sql<{ authorKind: string }>`
    select author_kind from messages
    where workspace_id = ${plan.workspaceId} and conversation_id = ${plan.conversationId} and kind = 'message'
      and (${plan.newestId}::uuid is null or id > ${plan.newestId}) and auto is null
      and (author_kind = 'customer' or (author_kind = 'agent' and author_id <> ${plan.agentId}))
    order by author_kind desc
    limit 1`.execute(tx);
  if (rows[0]) return rows[0].authorKind === "customer" ? "customer_wrote" : "colleague_answered";
  const isElsewhere =
    matter.ownerId !== null && matter.ownerId !== plan.ownerId && matter.ownerId !== plan.agentId;
  return isElsewhere ? "handed_over" : null;
}

/** Nothing leaves: the words are a draft again, and whoever wrote them hears of it. */
async function stop(
  tx: Tx,
  plan: PlanRow,
  matter: ConversationRow,
  because: StoppedBecause | ReturnType<typeof becauseRefused>,
): Promise<void> {
  const { workspaceId, conversationId } = plan;
  const at = new Date();
  await returnWords(tx, plan);
  await end(tx, plan, { state: "stopped", because });
  const to = because === "author_left" ? await whoInstead(tx, matter) : [plan.agentId];
  await notify(tx, workspaceId, {
    to,
    kind: "reply_stopped",
    conversationId,
    data: { because },
    at,
  });
  await record(tx, {
    workspaceId,
    kind: "conversation.reply_stopped",
    actor: clockwork,
    conversationId,
    brandId: matter.brandId,
    at,
    data: { plan: plan.id, because, to },
  });
}

const whoInstead = async (tx: Tx, { workspaceId, ownerId, teamId, brandId }: ConversationRow) =>
  ownerId ? [ownerId] : leadsOf(tx, { workspaceId, teamId, brandId });
