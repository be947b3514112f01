import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { settleRequests } from "../ledger/index.ts";
import { owedBy } from "../promises/index.ts";
import { Refusal } from "../refusal.ts";
import { asClosed, change } from "./change.ts";
import { followUpAt } from "./next-step.ts";

/** A customer who showed who they are, in the help centre of a brand or in a chat. */
export interface KnownCustomer {
  workspaceId: string;
  brandId: string;
  id: string;
  name: string;
}

/**
 * The customer says that their matter is solved. What they still waited for needs no answer then (a waiver, in their
 * name, with the reason *solved*), and the conversation closes. One in which we owe a promise stays open for whoever is
 * to keep it. Fields that the line wants filled in are our business, and keep no customer from closing.
 */
export async function closeForCustomer(
  db: Db,
  customer: KnownCustomer,
  conversationId: string,
): Promise<void> {
  await change(
    db,
    asCaller(customer),
    conversationId,
    async (tx, before, now) => {
      if (before.customerId !== customer.id) throw new Refusal("not_found");
      if (before.status === "closed") return null;
      const answers = await settleRequests(tx, before, { by: "waived", reason: "solved" }, now);
      const waived = ["conversation.answer_waived", { reason: "solved", answers }] as const;
      if ((await owedBy(tx, before)).length)
        return {
          happened: ["waived"],
          set: {
            waitingSince: null,
            ...(before.status === "new" && { status: "open" }),
            nextStep: "follow_up",
            nextStepAt: before.heldUntil ?? followUpAt(now),
          },
          event: [waived[0], waived[1]],
        };
      return answers.length
        ? {
            happened: ["waived"],
            set: asClosed(now),
            event: [waived[0], waived[1]],
            also: [["conversation.closed", {}]],
          }
        : { set: asClosed(now), event: ["conversation.closed", {}] };
    },
    { kind: "customer", id: customer.id, name: customer.name },
  );
}

/** Verbs take a caller; a customer may do nothing but what the verb itself is for. */
const asCaller = ({ workspaceId, brandId, id, name }: KnownCustomer): Caller => ({
  kind: "automation",
  workspaceId,
  id,
  name,
  permissions: new Set(),
  brands: [brandId],
  locale: "en",
  sessionId: null,
});
