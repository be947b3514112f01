import type { Chat } from "../../contract/chat.ts";
import type { Caller } from "../caller.ts";
import { close } from "../conversations/index.ts";
import { type Tx, within } from "../db/database.ts";
import { rate as writeRating } from "../ratings/index.ts";
import { Refusal } from "../refusal.ts";
import type { Visitor } from "../visitor.ts";
import { chatById, refuseForeign } from "./chats.ts";
import type { ChatNeeds } from "./needs.ts";

/** A visitor as who acts in a matter of their own. */
export const asCaller = (visitor: Visitor): Caller => ({
  kind: "customer",
  workspaceId: visitor.workspaceId,
  id: visitor.customerId ?? visitor.id,
  name: visitor.name ?? "",
  permissions: new Set(),
  brands: [visitor.brandId],
  locale: visitor.locale,
  sessionId: null,
});

/** Against closing stands something that is owed, or not written down yet: that stays ours to do. */
const stays = ["answer_owed", "promises_open", "fields_missing", "items_open"];

/** The visitor says that it is over. The matter is closed unless something of it is still ours to do. */
export async function end(needs: ChatNeeds, visitor: Visitor, conversationId: string): Promise<Chat> {
  const { db } = needs;
  const { workspaceId } = visitor;
  await within(db, workspaceId, async (tx) => {
    await refuseForeign(tx, visitor, conversationId);
    await noteEnded(tx, visitor, conversationId);
  });
  await close(db, asCaller(visitor), conversationId).catch((error: unknown) => {
    if (!(error instanceof Refusal) || !stays.includes(error.code)) throw error;
  });
  return within(db, workspaceId, (tx) => chatById(needs, tx, visitor, conversationId));
}

async function noteEnded(tx: Tx, { workspaceId }: Visitor, conversationId: string): Promise<void> {
  await tx
    .updateTable("chats")
    .set({ endedAt: new Date() })
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", conversationId)
    .execute();
}

/** Says how it was. */
export async function rate(
  needs: ChatNeeds,
  visitor: Visitor,
  conversationId: string,
  { score, comment }: { score: number; comment: string },
): Promise<Chat> {
  const { workspaceId } = visitor;
  return within(needs.db, workspaceId, async (tx) => {
    await refuseForeign(tx, visitor, conversationId);
    const { canRate } = await chatById(needs, tx, visitor, conversationId);
    if (!canRate) throw new Refusal("not_found");
    await writeRating(tx, { workspaceId, conversationId, score, comment, via: "chat" });
    return chatById(needs, tx, visitor, conversationId);
  });
}
