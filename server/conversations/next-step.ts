import type { Turned } from "../clocks/index.ts";
import type { ConversationRow } from "./read.ts";

/** Without a policy that says when to answer, somebody looks at it within a day's work. */
export const withoutClock = (now: Date): Date => new Date(now.getTime() + 8 * 3_600_000);

/** When we look again at a matter that waits for its customer: in a week. */
export const followUpAt = (now: Date): Date => new Date(now.getTime() + 7 * 86_400_000);

/**
 * The next step of a matter whose customer waits: the answer, by when its clock says; while that stands still because
 * somebody else is waited for, the day on which we ask them again. Nothing where another step comes first.
 */
export function nextStepWhileWaiting(
  after: Pick<ConversationRow, "waitingSince" | "nextStep" | "nextStepAt" | "heldUntil">,
  { replyDueAt }: Pick<Turned, "replyDueAt">,
): { nextStep: string; nextStepAt: Date } | null {
  if (!after.waitingSince || after.nextStep === "mend_delivery" || !after.nextStepAt) return null;
  const step = after.nextStep === "first_reply" ? "first_reply" : "reply";
  if (replyDueAt) return { nextStep: step, nextStepAt: replyDueAt };
  return after.heldUntil ? { nextStep: step, nextStepAt: after.heldUntil } : null;
}
