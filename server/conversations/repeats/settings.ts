import type { FirstContactSettings } from "../../../contract/repeats.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";

export const readSettings = (db: Db, caller: Caller): Promise<FirstContactSettings> =>
  look(db, caller.workspaceId, (tx) => settings(tx, caller.workspaceId));

async function settings(tx: Tx, workspaceId: string): Promise<FirstContactSettings> {
  const { repeatWithinDays } = await tx
    .selectFrom("workspaces")
    .select("repeatWithinDays")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return { withinDays: repeatWithinDays };
}

/** Changes within how many days a matter that comes again is the same one; for what arrives, and for the figures. */
export function changeSettings(
  db: Db,
  caller: Caller,
  { withinDays }: { withinDays?: number },
): Promise<FirstContactSettings> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    if (withinDays !== undefined) {
      await tx
        .updateTable("workspaces")
        .set({ repeatWithinDays: withinDays })
        .where("id", "=", workspaceId)
        .execute();
      await record(tx, {
        workspaceId,
        kind: "workspace.changed",
        actor: actorOf(caller),
        data: { repeatWithinDays: withinDays },
      });
    }
    return settings(tx, workspaceId);
  });
}
