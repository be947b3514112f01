import type { Caller } from "../../caller.ts";
import { send, type Tx } from "../../db/database.ts";
import type { Change } from "../change.ts";
import type { ConversationRow } from "../read.ts";
import { readable, say } from "../say.ts";

type Matter = Pick<ConversationRow, "workspaceId" | "id" | "channel" | "subject" | "language" | "inboxId">;

/** Writes what somebody says as they give a matter away. Whoever gives it away no longer writes. */
export async function noteAtHandover(
  tx: Tx,
  caller: Caller,
  matter: Matter,
  { text, to }: { text: string | undefined; to: string | null },
): Promise<NonNullable<NonNullable<Change>["also"]>> {
  const { workspaceId, id: conversationId } = matter;
  if (to !== caller.id)
    send(
      tx,
      tx
        .deleteFrom("claims")
        .where("workspaceId", "=", workspaceId)
        .where("conversationId", "=", conversationId)
        .where("agentId", "=", caller.id),
    );
  if (!text) return [];
  const messageId = await say(tx, caller, matter, await readable({ text, attachments: [] }), null);
  const told = to && to !== caller.id ? [to] : [];
  return [["conversation.noted", { messageId, ...(told.length && { to: told }) }]];
}
