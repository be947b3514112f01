import type { WaiverReason } from "../../contract/ledger.ts";
import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { settleRequests } from "../ledger/index.ts";
import { change } from "./change.ts";
import { followUpAt } from "./next-step.ts";

/** Says that what the customer wrote needs no answer, and why. Nothing happens where none is owed. */
export function waive(
  db: Db,
  caller: Caller,
  id: string,
  { reason, note }: { reason: WaiverReason; note: string },
) {
  return change(db, caller, id, async (tx, before) => {
    const now = new Date();
    const answers = await settleRequests(tx, before, { by: "waived", reason }, now);
    if (!answers.length) return null;
    return {
      happened: ["waived"],
      set: {
        waitingSince: null,
        ...(before.status === "new" && { status: "open" }),
        ...(before.status !== "closed" && {
          nextStep: "follow_up",
          nextStepAt: before.heldUntil ?? followUpAt(now),
        }),
      },
      event: ["conversation.answer_waived", { reason, ...(note && { note }), answers }],
    };
  });
}
