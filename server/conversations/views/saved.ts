import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { BodyOf } from "../../../contract/route.ts";
import type { patchView, postView, SavedView } from "../../../contract/views.ts";
import { hiddenTeams } from "../../brand-wall.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { Refusal } from "../../refusal.ts";

/** So many views of one's own; more are not found again. */
const mostOfOnesOwn = 200;

/** The caller's own views and those shared with them, in the caller's order. */
export const savedViews = (db: Db, caller: Caller): Promise<SavedView[]> =>
  look(db, caller.workspaceId, (tx) => viewsSeen(tx, caller));

const mayShare = (caller: Caller) => caller.permissions.has("teams.manage");

async function viewsSeen(tx: Tx, caller: Caller, id?: string): Promise<SavedView[]> {
  const { rows } = await sql<
    Omit<SavedView, "owner" | "team" | "mayChange"> & {
      ownerId: string;
      ownerName: string;
      teamId: string | null;
      teamName: string | null;
    }
  >`
    select v.id, v.name, v.emoji, v.base, v.filters, v.sort, v.columns, v.shared, v.owner_id, a.name as owner_name,
      v.team_id, t.name as team_name
    from views v
    join agents a on a.workspace_id = v.workspace_id and a.id = v.owner_id
    left join teams t on t.workspace_id = v.workspace_id and t.id = v.team_id
    left join view_looks l on l.workspace_id = v.workspace_id and l.agent_id = ${caller.id} and l.view = v.id::text
    where v.workspace_id = ${caller.workspaceId} ${id ? sql`and v.id = ${id}` : sql``}
      and (v.shared = 'everybody' or v.owner_id = ${caller.id} or (v.shared = 'team' and (${mayShare(caller)}
        or exists (select from team_members m where m.workspace_id = v.workspace_id and m.team_id = v.team_id
          and m.agent_id = ${caller.id}))))
    order by l.place nulls last, v.created_at, v.id`.execute(tx);
  return rows.map(({ ownerId, ownerName, teamId, teamName, ...view }) => ({
    ...view,
    owner: { id: ownerId, name: ownerName },
    team: teamId ? { id: teamId, name: teamName! } : null,
    mayChange: view.shared === "nobody" ? ownerId === caller.id : mayShare(caller),
  }));
}

/** One that the caller may know of. */
export async function viewSeen(tx: Tx, caller: Caller, id: string): Promise<SavedView> {
  const [view] = await viewsSeen(tx, caller, id);
  if (!view) throw new Refusal("not_found");
  return view;
}

/** Saves a list under a name. */
export function saveView(db: Db, caller: Caller, body: BodyOf<typeof postView>): Promise<SavedView> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return within(db, caller.workspaceId, async (tx) => {
    const { shared = "nobody", team, ...view } = body;
    await refuseSharing(tx, caller, { shared, team });
    const { n } = await tx
      .selectFrom("views")
      .select(({ fn }) => fn.countAll<number>().as("n"))
      .where("workspaceId", "=", caller.workspaceId)
      .where("ownerId", "=", caller.id)
      .executeTakeFirstOrThrow();
    if (n >= mostOfOnesOwn) throw new Refusal("too_many");
    const id = randomUUIDv7();
    await tx
      .insertInto("views")
      .values({
        workspaceId: caller.workspaceId,
        id,
        name: view.name,
        emoji: view.emoji ?? null,
        base: view.base,
        filters: JSON.stringify(view.filters ?? {}),
        sort: view.sort ?? null,
        columns: view.columns ?? null,
        shared,
        teamId: shared === "team" ? team! : null,
        ownerId: caller.id,
      })
      .execute();
    await tell(tx, caller, id);
    return viewSeen(tx, caller, id);
  });
}

/** Changes a view that the caller may change. */
export function changeView(
  db: Db,
  caller: Caller,
  id: string,
  { shared, team, filters, ...plain }: BodyOf<typeof patchView>,
): Promise<SavedView> {
  return within(db, caller.workspaceId, async (tx) => {
    const before = await viewToChange(tx, caller, id);
    const now = { shared: shared ?? before.shared, team: team === undefined ? before.team?.id : team };
    if (shared !== undefined || team !== undefined) await refuseSharing(tx, caller, now);
    await tx
      .updateTable("views")
      .set({
        ...plain,
        ...(filters && { filters: JSON.stringify(filters) }),
        shared: now.shared,
        teamId: now.shared === "team" ? now.team! : null,
        updatedAt: new Date(),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tell(tx, caller, id);
    return viewSeen(tx, caller, id);
  });
}

/** Removes a view that the caller may change, and how people looked at it. */
export function removeView(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    await viewToChange(tx, caller, id);
    await tx.deleteFrom("views").where("workspaceId", "=", caller.workspaceId).where("id", "=", id).execute();
    await tx
      .deleteFrom("viewLooks")
      .where("workspaceId", "=", caller.workspaceId)
      .where("view", "=", id)
      .execute();
    await tell(tx, caller, id);
  });
}

async function viewToChange(tx: Tx, caller: Caller, id: string): Promise<SavedView> {
  await sql`select from views where workspace_id = ${caller.workspaceId} and id = ${id} for update`.execute(
    tx,
  );
  const view = await viewSeen(tx, caller, id);
  if (!view.mayChange) throw new Refusal("forbidden");
  return view;
}

/** What others see is for those to decide who lead them. */
async function refuseSharing(
  tx: Tx,
  caller: Caller,
  { shared, team }: { shared: SavedView["shared"]; team?: string | null | undefined },
): Promise<void> {
  if (shared === "nobody") return;
  if (!mayShare(caller)) throw new Refusal("forbidden");
  if (shared === "everybody") return;
  if (!team) throw new Refusal("invalid", { fields: [{ path: "team", message: "required" }] });
  const known = await tx
    .selectFrom("teams")
    .select("id")
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", team)
    .executeTakeFirst();
  if (!known || (await hiddenTeams(tx, caller)).has(team)) throw new Refusal("not_found");
}

const tell = (tx: Tx, caller: Caller, view: string) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "view.changed",
    actor: actorOf(caller),
    data: { view },
  });
