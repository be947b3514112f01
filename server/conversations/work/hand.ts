import { sql } from "kysely";
import { countsTaking, type Ended, type MatterRow, turnAll } from "../../clocks/index.ts";
import type { Db, Tx } from "../../db/database.ts";
import { type Actor, recordAll } from "../../events.ts";
import { type Counted, countChanges } from "../counts.ts";
import { noteTaken } from "./handover-times.ts";

/** A matter, locked, that somebody gets, and what the timeline tells of it. */
export interface Given {
  matter: Counted & MatterRow;
  to: { id: string; name: string };
  told: Record<string, unknown>;
}

/** Makes people the owners of matters that waited: rows, counts, handovers and events together. */
export async function hand(db: Db, tx: Tx, workspaceId: string, actor: Actor, given: Given[]): Promise<void> {
  const rows = given.map(({ matter, to }) => ({ id: matter.id, owner_id: to.id }));
  await sql`
    update conversations c set owner_id = g.owner_id, updated_at = now(), version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, owner_id uuid)
    where c.workspace_id = ${workspaceId} and c.id = g.id`.execute(tx);
  countChanges(
    tx,
    given.map(({ matter, to }) => ({ before: matter, after: { ...matter, ownerId: to.id } })),
  );
  noteTaken(
    tx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  const clocks = await turnTaken(
    db,
    tx,
    workspaceId,
    given.map(({ matter }) => matter),
  );
  await recordAll(
    tx,
    given.map(({ matter, to, told }, at) => ({
      workspaceId,
      kind: "conversation.assigned",
      actor,
      conversationId: matter.id,
      brandId: matter.brandId,
      data: { agent: to.id, name: to.name, ...told, ...(clocks[at]?.length && { clocks: clocks[at] }) },
    })),
  );
}

/** How the clocks ended that run until somebody has a matter, for each of those that were given to people. */
export async function turnTaken(
  db: Db,
  tx: Tx,
  workspaceId: string,
  matters: MatterRow[],
): Promise<Ended[][]> {
  if (!(await countsTaking(db, tx, workspaceId))) return [];
  const changes = matters.map((matter) => ({
    was: matter,
    is: matter,
    happened: ["assigned" as const],
  }));
  return (await turnAll(db, tx, workspaceId, changes, new Date())).map(({ ended }) => ended);
}
