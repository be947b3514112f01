import { sql } from "kysely";
import { View } from "../../../contract/conversations.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { putViewLook, ViewLook } from "../../../contract/views.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, within } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { viewSeen } from "./saved.ts";

/** How the caller looks at views, where they chose something. */
export const looksOf = (db: Db, caller: Caller): Promise<ViewLook[]> =>
  look(db, caller.workspaceId, (tx) =>
    tx
      .selectFrom("viewLooks")
      .select(["view", "layout", "columns", "sort"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .orderBy("view")
      .execute(),
  ) as Promise<ViewLook[]>;

/** Keeps how the caller looks at a view. */
export function keepLook(
  db: Db,
  caller: Caller,
  view: string,
  look: BodyOf<typeof putViewLook>,
): Promise<ViewLook> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return within(db, caller.workspaceId, async (tx) => {
    if (!View.safeParse(view).success) await viewSeen(tx, caller, view);
    await tx
      .insertInto("viewLooks")
      .values({ workspaceId: caller.workspaceId, agentId: caller.id, view, ...look })
      .onConflict((conflict) => conflict.columns(["workspaceId", "agentId", "view"]).doUpdateSet(look))
      .execute();
    return { view, ...look } as ViewLook;
  });
}

/** Puts saved views into the caller's order; those not named, and those they may not know of, have none. */
export function orderViews(db: Db, caller: Caller, views: string[]): Promise<void> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return within(db, caller.workspaceId, async (tx) => {
    await sql`update view_looks set place = null
      where workspace_id = ${caller.workspaceId} and agent_id = ${caller.id} and place is not null`.execute(
      tx,
    );
    await sql`insert into view_looks (workspace_id, agent_id, view, place)
      select ${caller.workspaceId}, ${caller.id}, v.id::text, min(o.place)
      from unnest(${views}::uuid[]) with ordinality as o (id, place)
      join views v on v.workspace_id = ${caller.workspaceId} and v.id = o.id
      group by v.id
      on conflict (workspace_id, agent_id, view) do update set place = excluded.place`.execute(tx);
  });
}
