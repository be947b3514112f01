import type { Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import type { ConversationRow } from "../read.ts";

/** A matter is not done before what must be done in it is; the refusal names what is open. */
export async function refuseOpenItems(
  tx: Tx,
  { workspaceId, id, checklistDone, checklistAll }: ConversationRow,
): Promise<void> {
  if (checklistDone === checklistAll) return;
  const open = await tx
    .selectFrom("checklistItems")
    .select(["id", "text"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("isRequired", "=", true)
    .where("doneAt", "is", null)
    .where("removedAt", "is", null)
    .orderBy("place")
    .execute();
  if (open.length)
    throw new Refusal("items_open", {
      fields: open.map((item) => ({ path: `checklist.${item.id}`, message: item.text })),
    });
}
