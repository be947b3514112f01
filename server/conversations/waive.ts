import type { postWaiver } from "../../contract/ledger.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { reviveClocks } from "../clocks/index.ts";
import type { Db, Tx } from "../db/database.ts";
import { oweAgain, settleRequests } from "../ledger/index.ts";
import { fieldsMissing } from "../lines/index.ts";
import { owedBy } from "../promises/index.ts";
import { Refusal } from "../refusal.ts";
import { asClosed, type Change, change, refuseUnfinished } from "./change.ts";
import { followUpAt, withoutClock } from "./next-step.ts";
import type { ConversationRow } from "./read.ts";

/** Says that what the customer wrote needs no answer, and why; closes the matter by the same act where that is wanted. */
export function waive(
  db: Db,
  caller: Caller,
  id: string,
  { reason, note, close }: BodyOf<typeof postWaiver>,
) {
  if (close && !caller.permissions.has("conversations.manage")) throw new Refusal("forbidden");
  return change(db, caller, id, async (tx, before, now) => {
    const closes = close && before.status !== "closed";
    if (closes) await refuseUnfinished(tx, before);
    const answers = await settleRequests(tx, before, { by: "waived", reason }, now);
    if (!answers.length) return closes ? { set: asClosed(now), event: ["conversation.closed", {}] } : null;
    const event = ["conversation.answer_waived", { reason, ...(note && { note }), answers }] as const;
    if (closes) return { ...closing(now), event: [...event] };
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
      event: [...event],
    };
  });
}

/**
 * The customer took an article for the answer: what they asked is settled by it, and nobody else need say anything. The
 * matter is closed where nothing stands against it.
 */
export function takeArticle(db: Db, customer: Caller, id: string, articleId: string) {
  return change(db, customer, id, async (tx, before, now) => {
    const answers = await settleRequests(tx, before, { by: "article", answerId: articleId }, now);
    if (!answers.length) return null;
    const event = ["conversation.answer_waived", { by: "article", article: articleId, answers }] as const;
    const [missing, owed] = await Promise.all([
      fieldsMissing(tx, before.workspaceId, before),
      owedBy(tx, before),
    ]);
    if (!missing.length && !owed.length) return { ...closing(now), event: [...event] };
    return {
      happened: ["waived"],
      set: { status: "open", waitingSince: null, nextStep: "follow_up", nextStepAt: followUpAt(now) },
      event: [...event],
    };
  });
}

/** What becomes of a matter that ends with its last request. */
const closing = (now: Date) =>
  ({ happened: ["waived"], set: asClosed(now), also: [["conversation.closed", {}]] }) satisfies Partial<
    NonNullable<Change>
  >;

/**
 * Takes the last waiver back. The customer waits again, and since they asked: the clocks that it ended go on as if it
 * had not been. What was closed is open again. Nothing happens where we answered since, or nothing was waived.
 */
export function oweAnswerAgain(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (tx, before, now) => {
    const owed = await oweAgain(tx, before);
    if (!owed) return null;
    await reviveClocks(db, tx, before, { endedAt: owed.settledAt, now, which: "all" });
    const isFirst = !(await wasAnswered(tx, before));
    const event = ["conversation.answer_owed_again", { answers: owed.requests }] as const;
    return {
      happened: ["changed"],
      hasOtherClocks: true,
      set: {
        status: isFirst ? "new" : "open",
        closedAt: null,
        waitingSince: earlier(before.waitingSince, owed.askedAt),
        nextStep: isFirst ? "first_reply" : "reply",
        nextStepAt: owed.dueAt ?? withoutClock(now),
      },
      ...(before.status === "closed"
        ? { event: ["conversation.reopened", {}], also: [[...event]] }
        : { event: [...event] }),
    };
  });
}

/** Whether we ever said something to the customer of a matter. */
async function wasAnswered(tx: Tx, { workspaceId, id }: ConversationRow): Promise<boolean> {
  const answer = await tx
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("kind", "=", "message")
    .where("authorKind", "<>", "customer")
    .where("auto", "is", null)
    .limit(1)
    .executeTakeFirst();
  return answer !== undefined;
}

export const earlier = (one: Date | null, other: Date): Date => (one && one < other ? one : other);
