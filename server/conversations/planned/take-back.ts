import { html } from "ghtml";
import type { PlannedReply } from "../../../contract/planned-replies.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { lockPlan, type PlanRow, planById } from "./rows.ts";

type Which = { id: string; plan: string };

/** Takes a planned reply back, or one that was stopped: its words are its author's draft again. */
export function takeBack(db: Db, caller: Caller, which: Which): Promise<PlannedReply> {
  return within(db, caller.workspaceId, async (tx) => {
    const plan = await lockPlan(tx, caller, which);
    if (plan.state === "sent") throw new Refusal("reply_left");
    if (plan.state !== "taken_back") {
      await returnWords(tx, plan);
      await end(tx, plan, { state: "taken_back" });
      await record(tx, {
        workspaceId: caller.workspaceId,
        kind: "conversation.reply_taken_back",
        actor: actorOf(caller),
        conversationId: plan.conversationId,
        brandId: plan.brandId,
        data: { plan: plan.id, isLater: plan.isLater },
      });
    }
    return planById(tx, caller.workspaceId, plan.id);
  });
}

export function end(
  tx: Tx,
  { workspaceId, id }: PlanRow,
  to: { state: "sent" | "stopped" | "taken_back"; because?: string; messageId?: string },
) {
  return tx
    .updateTable("plannedReplies")
    .set({ ...to, endedAt: new Date() })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
}

/**
 * The words stand above what their author wrote since. Beside a note they come back as part of it: a note stays in the
 * house, whereas words that became part of a reply unseen could leave it.
 */
export async function returnWords(tx: Tx, plan: PlanRow): Promise<void> {
  const { workspaceId, agentId, conversationId } = plan;
  const since = await tx
    .selectFrom("drafts")
    .select(["kind", "html", "attachments"])
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .where("conversationId", "=", conversationId)
    .forUpdate()
    .executeTakeFirst();
  const words = plan.body.html ?? paragraphs(plan.words);
  // They came back before, and were not touched since.
  if (since?.html.includes(words)) return;
  const hasMore = since !== undefined && (isWritten(since.html) || since.attachments.length > 0);
  const draft = {
    kind: hasMore ? since.kind : "reply",
    html: words + (hasMore ? since.html : ""),
    attachments: [...new Set([...plan.body.attachments, ...(since?.attachments ?? [])])],
    updatedAt: new Date(),
  };
  await tx
    .insertInto("drafts")
    .values({ workspaceId, agentId, conversationId, ...draft })
    .onConflict((conflict) =>
      conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet(draft),
    )
    .execute();
}

const isWritten = (words: string) => words.replace(/<[^>]*>|&nbsp;|\s/g, "") !== "";

const paragraphs = (words: string) =>
  words
    .split(/\n{2,}/)
    .map(
      (part) =>
        html`<p>!${part
          .split("\n")
          .map((line) => html`${line}`)
          .join("<br>")}</p>`,
    )
    .join("");
