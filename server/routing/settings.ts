import type { BodyOf } from "../../contract/route.ts";
import type { patchRoutingSettings, RoutingSettings } from "../../contract/routing.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { changeRules } from "../rules.ts";

export const readRoutingSettings = (db: Db, caller: Caller): Promise<RoutingSettings> =>
  look(db, caller.workspaceId, (tx) => settings(tx, caller.workspaceId));

const settings = async (tx: Tx, workspaceId: string): Promise<RoutingSettings> =>
  (await tx
    .selectFrom("workspaces")
    .select(["points", "returnAfterMinutes"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow()) as RoutingSettings;

export function changeRoutingSettings(
  db: Db,
  caller: Caller,
  change: BodyOf<typeof patchRoutingSettings>,
): Promise<RoutingSettings> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const before = await settings(tx, workspaceId);
    await tx
      .updateTable("workspaces")
      .set({
        points: JSON.stringify({ ...before.points, ...change.points }),
        returnAfterMinutes:
          change.returnAfterMinutes === undefined ? before.returnAfterMinutes : change.returnAfterMinutes,
      })
      .where("id", "=", workspaceId)
      .execute();
    await changeRules(tx, workspaceId);
    await record(tx, { workspaceId, kind: "routing.changed", actor: actorOf(caller), data: change });
    return settings(tx, workspaceId);
  });
}
