import type { Tx } from "../db/database.ts";
import { type Actor, recordAll } from "../events.ts";
import { told } from "./rows.ts";

/**
 * What somebody who leaves has promised in matters of others goes with the matter from now on. Who only left some brands
 * keeps what belongs to the `stillServed`.
 */
export async function releasePromises(
  tx: Tx,
  actor: Actor,
  workspaceId: string,
  agentId: string,
  stillServed: readonly string[],
): Promise<void> {
  let mine = tx
    .updateTable("promises")
    .set({ ownerId: null })
    .where("workspaceId", "=", workspaceId)
    .where("ownerId", "=", agentId)
    .where("settledAt", "is", null);
  if (stillServed.length) mine = mine.where("brandId", "not in", stillServed);
  const released = await mine.returningAll().execute();
  const now = new Date();
  await recordAll(
    tx,
    released.map((promise) =>
      told(promise, "promise.changed", actor, now, { owner: null, because: "owner_left" }),
    ),
  );
}
