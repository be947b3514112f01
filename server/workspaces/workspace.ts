import type { Locale } from "../../contract/languages.ts";
import type { Trade, Workspace } from "../../contract/workspace.ts";
import { forgetCallers } from "../accounts/index.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";

export async function readWorkspace(tx: Tx, workspaceId: string): Promise<Workspace> {
  const workspace = await tx
    .selectFrom("workspaces")
    .select(["id", "name", "trade", "locale", "timeZone", "undoSeconds", "createdAt"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return {
    ...workspace,
    trade: workspace.trade as Trade,
    locale: workspace.locale as Locale,
    createdAt: workspace.createdAt.toISOString(),
  };
}

export function changeWorkspace(
  db: Db,
  caller: Caller,
  change: { name?: string; locale?: Locale; timeZone?: string; undoSeconds?: number },
): Promise<Workspace> {
  return within(db, caller.workspaceId, async (tx) => {
    await tx
      .updateTable("workspaces")
      .set((was) => ({
        name: change.name ?? was.ref("name"),
        locale: change.locale ?? was.ref("locale"),
        timeZone: change.timeZone ?? was.ref("timeZone"),
        undoSeconds: change.undoSeconds ?? was.ref("undoSeconds"),
      }))
      .where("id", "=", caller.workspaceId)
      .execute();
    await record(tx, { workspaceId: caller.workspaceId, kind: "workspace.changed", actor: actorOf(caller) });
    // API keys speak the workspace's language.
    forgetCallers(db);
    return readWorkspace(tx, caller.workspaceId);
  });
}
