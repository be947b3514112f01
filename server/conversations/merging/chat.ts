import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import type { ConversationRow } from "../read.ts";

/** Where a chat is kept besides its messages. */
const tables = ["chats", "chat_messages", "chat_sent", "chat_transcripts"] as const;

/** A chat goes over with the window in which its visitor reads, and with what they have read there. False without one. */
export async function takeChat(
  tx: Tx,
  from: Pick<ConversationRow, "workspaceId" | "id">,
  into: Pick<ConversationRow, "id">,
): Promise<boolean> {
  let moved = 0n;
  for (const table of tables) {
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} set conversation_id = ${into.id}
      where workspace_id = ${from.workspaceId} and conversation_id = ${from.id}`.execute(tx);
    if (table === "chats") moved = numAffectedRows;
  }
  return moved > 0n;
}
