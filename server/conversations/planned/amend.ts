import type { PlannedReply, patchPlannedReply } from "../../../contract/planned-replies.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { lockConversation } from "../read.ts";
import { refuseToCloseAfter, setAfter } from "./closes-after.ts";
import { timeOf } from "./plan.ts";
import { lockPlan, planById } from "./rows.ts";

/** Changes when a planned reply leaves (`null` is as soon as can be), and what becomes of its matter then. */
export function amendPlan(
  db: Db,
  caller: Caller,
  which: { id: string; plan: string },
  { sendAt, after }: BodyOf<typeof patchPlannedReply>,
): Promise<PlannedReply> {
  return within(db, caller.workspaceId, async (tx) => {
    const plan = await lockPlan(tx, caller, which);
    if (plan.state !== "planned") throw new Refusal("reply_left");
    const about = {
      workspaceId: caller.workspaceId,
      actor: actorOf(caller),
      conversationId: plan.conversationId,
      brandId: plan.brandId,
    };
    if (sendAt !== undefined) {
      const now = new Date();
      const leavesAt = sendAt === null ? now : timeOf(sendAt, now);
      await tx
        .updateTable("plannedReplies")
        .set({ sendAt: leavesAt, ...(sendAt !== null && { isLater: true }) })
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", plan.id)
        .execute();
      const data = { plan: plan.id, sendAt: leavesAt };
      await record(tx, { ...about, kind: "conversation.reply_rescheduled", data });
    }
    if (after !== undefined && after !== plan.body.after) {
      const matter = await lockConversation(tx, caller.workspaceId, plan.conversationId, caller.brands);
      if (after === "close") await refuseToCloseAfter(tx, matter, plan);
      await setAfter(tx, plan, after);
      await record(tx, { ...about, kind: "conversation.reply_amended", data: { plan: plan.id, after } });
    }
    return planById(tx, caller.workspaceId, plan.id);
  });
}
