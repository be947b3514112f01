import type { Tx } from "../db/database.ts";

/** Files that somebody uploaded for a draft, as far as they are still there and not sent. */
export async function uploadsOf(tx: Tx, workspaceId: string, agentId: string, ids: readonly string[]) {
  if (!ids.length) return [];
  return tx
    .selectFrom("attachments")
    .select(["id", "filename", "mimeType", "size", "inline"])
    .where("workspaceId", "=", workspaceId)
    .where("uploadedBy", "=", agentId)
    .where("messageId", "is", null)
    .where("id", "in", ids)
    .execute();
}
