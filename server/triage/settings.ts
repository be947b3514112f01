import type { TriageSettings } from "../../contract/triage.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { changeRules } from "../rules.ts";

export const readSettings = (db: Db, caller: Caller): Promise<TriageSettings> =>
  look(db, caller.workspaceId, (tx) => settings(tx, caller.workspaceId));

async function settings(tx: Tx, workspaceId: string): Promise<TriageSettings> {
  const { askBelow } = await tx
    .selectFrom("workspaces")
    .select("askBelow")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const { n } = await tx
    .selectFrom("corrections")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return { askBelow, corrections: Number(n) };
}

/** Changes from when on a guess stands, for what arrives from now on. */
export function changeSettings(
  db: Db,
  caller: Caller,
  change: { askBelow?: number },
): Promise<TriageSettings> {
  return within(db, caller.workspaceId, async (tx) => {
    if (change.askBelow !== undefined) {
      await tx
        .updateTable("workspaces")
        .set({ askBelow: change.askBelow })
        .where("id", "=", caller.workspaceId)
        .execute();
      await changeRules(tx, caller.workspaceId);
      await record(tx, {
        workspaceId: caller.workspaceId,
        kind: "triage.changed",
        actor: actorOf(caller),
        data: change,
      });
    }
    return settings(tx, caller.workspaceId);
  });
}
