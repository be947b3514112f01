import { sql } from "kysely";
import { turnClocks } from "../clocks/index.ts";
import { type Db, within } from "../db/database.ts";
import { type Actor, record } from "../events.ts";
import { countChange } from "./counts.ts";
import { lockConversation } from "./read.ts";
import { rankOf } from "./work/placing.ts";

const actor: Actor = { kind: "automation", id: null, name: "promises" };

/**
 * A matter that waits for its customer waits for us once the time of something we promised is nearly over: it stands
 * among what is ours to do, and in its queue when nobody has it.
 */
export async function takeTurn(db: Db, workspaceId: string, conversationId: string): Promise<void> {
  await within(db, workspaceId, async (tx) => {
    const before = await lockConversation(tx, workspaceId, conversationId);
    if (before.status !== "waiting") return;
    const { rows } = await sql`
      select from promises where workspace_id = ${workspaceId} and conversation_id = ${conversationId}
        and settled_at is null and steps_done > 0 limit 1`.execute(tx);
    // It was kept, or put off, a moment ago.
    if (!rows.length) return;
    const now = new Date();
    const after = { ...before, status: "open" };
    await turnClocks(db, tx, { was: before, is: after, happened: [] }, now);
    await tx
      .updateTable("conversations")
      .set((eb) => ({
        status: "open",
        rankAt: rankOf(after),
        updatedAt: now,
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", conversationId)
      .execute();
    countChange(tx, before, after);
    await record(tx, {
      workspaceId,
      kind: "conversation.changed",
      actor,
      conversationId,
      brandId: before.brandId,
      at: now,
      data: { status: { from: "waiting", to: "open" }, because: "promise" },
    });
  });
}
