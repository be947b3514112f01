import { sql } from "kysely";
import { send, type Tx } from "../../db/database.ts";

/** Notes that somebody on the new line has these matters now. */
export function noteTaken(tx: Tx, workspaceId: string, conversationIds: string[]): void {
  send(
    tx,
    sql`
      update handovers set taken_at = now()
      where workspace_id = ${workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and taken_at is null`,
  );
}
