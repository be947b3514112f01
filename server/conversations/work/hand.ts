import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { type Actor, recordAll } from "../../events.ts";
import { countChanges } from "../counts.ts";
import type { ConversationRow } from "../read.ts";
import { noteTaken } from "./handover-times.ts";

/** A matter, locked, that somebody gets, and what the timeline tells of it. */
export interface Given {
  matter: Pick<ConversationRow, "workspaceId" | "id" | "brandId" | "status" | "ownerId">;
  to: { id: string; name: string };
  told: Record<string, unknown>;
}

/** Makes people the owners of matters that waited: rows, counts, handovers and events together. */
export async function hand(tx: Tx, workspaceId: string, actor: Actor, given: Given[]): Promise<void> {
  const rows = given.map(({ matter, to }) => ({ id: matter.id, owner_id: to.id }));
  await sql`
    update conversations c set owner_id = g.owner_id, updated_at = now(), version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, owner_id uuid)
    where c.workspace_id = ${workspaceId} and c.id = g.id`.execute(tx);
  await countChanges(
    tx,
    given.map(({ matter, to }) => ({ before: matter, after: { status: matter.status, ownerId: to.id } })),
  );
  await noteTaken(
    tx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  await recordAll(
    tx,
    given.map(({ matter, to, told }) => ({
      workspaceId,
      kind: "conversation.assigned",
      actor,
      conversationId: matter.id,
      brandId: matter.brandId,
      data: { agent: to.id, name: to.name, ...told },
    })),
  );
}
