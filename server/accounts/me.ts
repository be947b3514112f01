import type { Me } from "../../contract/accounts.ts";
import type { Locale } from "../../contract/languages.ts";
import { roles } from "../../contract/permissions.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { readAgent } from "./agents.ts";
import { forgetCallers } from "./callers.ts";

/** A key is nobody: it has no name to change, no password and no sessions. */
export function personOf(caller: Caller): Caller {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return caller;
}

export function readMe(db: Db, workspaceId: string, agentId: string): Promise<Me> {
  return look(db, workspaceId, async (tx) => {
    const mine = await tx
      .selectFrom("agents")
      .innerJoin("workspaces", "workspaces.id", "agents.workspaceId")
      .select(["agents.timeZone", "agents.appearance", "workspaces.id", "workspaces.name"])
      .where("agents.workspaceId", "=", workspaceId)
      .where("agents.id", "=", agentId)
      .executeTakeFirstOrThrow();
    const agent = await readAgent(tx, { workspaceId, id: agentId, brands: null }, agentId);
    return {
      agent,
      permissions: [...roles[agent.role]],
      timeZone: mine.timeZone,
      appearance: mine.appearance as Me["appearance"],
      workspace: { id: mine.id, name: mine.name },
    };
  });
}

export function changeMe(
  db: Db,
  caller: Caller,
  change: { name?: string; locale?: Locale; timeZone?: string; appearance?: Me["appearance"] },
): Promise<Me> {
  return within(db, caller.workspaceId, async (tx) => {
    const { name, locale, timeZone, appearance } = change;
    await tx
      .updateTable("agents")
      // A field that was left out is set to itself: an update of nothing is no SQL.
      .set((was) => ({
        name: name ?? was.ref("name"),
        locale: locale ?? was.ref("locale"),
        timeZone: timeZone ?? was.ref("timeZone"),
        appearance: appearance ?? was.ref("appearance"),
      }))
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", caller.id)
      .execute();
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "agent.changed",
      actor: actorOf(caller),
      data: { agentId: caller.id },
    });
    forgetCallers(db);
    return readMe(db, caller.workspaceId, caller.id);
  });
}
