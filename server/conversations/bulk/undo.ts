import type { BulkAct } from "../../../contract/bulk-acts.ts";
import type { Caller } from "../../caller.ts";
import { type Db, within, withoutWall } from "../../db/database.ts";
import { enqueue } from "../../jobs/index.ts";
import { Refusal } from "../../refusal.ts";
import { bulkActQueue } from "./queue.ts";
import { bulkActById, undoUntil } from "./show.ts";

/** Has everything put back that nobody changed since; stops what is still under way. A second time does nothing. */
export function undoBulkAct(db: Db, caller: Caller, id: string): Promise<BulkAct> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const order = await tx
      .selectFrom("bulkActs")
      .select(["state", "createdAt"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("byId", "=", caller.id)
      .forUpdate()
      .executeTakeFirst();
    if (!order) throw new Refusal("not_found");
    if (order.state === "undoing" || order.state === "undone") return bulkActById(tx, caller, id);
    if (undoUntil(order.createdAt) < new Date()) throw new Refusal("too_late");
    await tx
      .updateTable("bulkActs")
      .set({ state: "undoing", endedAt: null })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await tx
      .updateTable("bulkActItems")
      .set({ state: "left", why: "stopped" })
      .where("workspaceId", "=", workspaceId)
      .where("actId", "=", id)
      .where("state", "=", "waiting")
      .execute();
    await enqueue(tx, bulkActQueue, [{ workspaceId, id }], { share: workspaceId });
    return bulkActById(tx, caller, id);
  });
}

const keptDays = 30;

/** Forgets acts that can long no longer be undone. */
export const forgetBulkActs = (db: Db): Promise<unknown> =>
  withoutWall(db, (tx) =>
    tx
      .deleteFrom("bulkActs")
      .where("createdAt", "<", new Date(Date.now() - keptDays * 24 * 3_600_000))
      .execute(),
  );
