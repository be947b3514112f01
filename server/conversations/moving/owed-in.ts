import type { Tx } from "../../db/database.ts";
import type { ConversationRow } from "../read.ts";

/** Which of these messages an answer is owed to, and since when, as events tell it. */
export async function owedIn(
  tx: Tx,
  { workspaceId, id }: Pick<ConversationRow, "workspaceId" | "id">,
  messageIds: readonly string[],
): Promise<{ messageId: string; askedAt: string }[]> {
  if (!messageIds.length) return [];
  const rows = await tx
    .selectFrom("requests")
    .select(["messageId", "askedAt"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("messageId", "in", [...messageIds])
    .where("answeredAt", "is", null)
    .orderBy("askedAt")
    .execute();
  return rows.map(({ messageId, askedAt }) => ({ messageId, askedAt: askedAt.toISOString() }));
}
