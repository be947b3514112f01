import type { Caller } from "../caller.ts";
import type { Db, Tx } from "../db/database.ts";
import { owesAnswer } from "../ledger/index.ts";
import { Refusal } from "../refusal.ts";
import { asClosed, change, refuseOwed, refuseUnfinished } from "./change.ts";
import { lastPlan, refuseToCloseAfter, setAfter } from "./planned/closes-after.ts";
import type { ConversationRow } from "./read.ts";

/**
 * Closes a conversation to which no answer is owed; nothing happens to one that is closed. While a reply waits to leave
 * it, the conversation is closed as that leaves: until then the customer has not been answered.
 */
export function close(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (tx, before, now) => {
    if (before.status === "closed") return null;
    const plan = await lastPlan(tx, before);
    if (plan) {
      await refuseToCloseAfter(tx, before, plan);
      if (plan.body.after === "close") return null;
      await setAfter(tx, plan, "close");
      return { set: {}, event: ["conversation.reply_amended", { plan: plan.id, after: "close" }] };
    }
    await Promise.all([refuseUnfinished(tx, before), refuseUnanswered(tx, before), refuseOwed(tx, before)]);
    return { set: asClosed(now), event: ["conversation.closed", {}] };
  });
}

async function refuseUnanswered(tx: Tx, conversation: ConversationRow): Promise<void> {
  if (await owesAnswer(tx, conversation)) throw new Refusal("answer_owed");
}
