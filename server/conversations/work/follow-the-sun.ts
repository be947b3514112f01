import { sql } from "kysely";
import { clockRulesNow } from "../../clocks/index.ts";
import { type Db, within, withoutWall } from "../../db/database.ts";
import { type Actor, recordAll } from "../../events.ts";
import { oneByOne } from "../../one-by-one.ts";
import { lookedAfterBy, routingNow } from "../../routing/index.ts";

const actor: Actor = { kind: "automation", id: null, name: "routing" };

/** So much of a queue moves at once; the rest follows at the next look. */
const mostAtOnce = 500;

/**
 * Moves what waits for a team that has gone home to the one that is there now. Returns how much moved. Looks across
 * workspaces; whatever somebody else has in hand at this moment stays.
 */
export async function followTheSun(db: Db, now: Date): Promise<number> {
  const workspaces = await withoutWall(db, (tx) =>
    tx.selectFrom("queues").select("workspaceId").distinct().where("overflowId", "is not", null).execute(),
  );
  let moved = 0;
  await oneByOne(workspaces, async ({ workspaceId }) => {
    moved += await followIn(db, workspaceId, now);
  });
  return moved;
}

function followIn(db: Db, workspaceId: string, now: Date): Promise<number> {
  return within(db, workspaceId, async (tx) => {
    const routing = await routingNow(db, tx, workspaceId);
    const { calendarById } = await clockRulesNow(db, tx, workspaceId);
    let moved = 0;
    for (const from of routing.queues) {
      if (!from.overflowId) continue;
      const { queue: to } = lookedAfterBy(routing, from, calendarById, now);
      if (to === from) continue;
      const { rows } = await sql<{ id: string; brandId: string }>`
        update conversations c
        set queue_id = ${to.id}, team_id = ${to.teamId}, updated_at = ${now}, version = c.version + 1
        where c.workspace_id = ${workspaceId} and c.id in (
          select w.id from conversations w
          where w.workspace_id = ${workspaceId} and w.team_id = ${from.teamId} and w.queue_id = ${from.id}
            and w.owner_id is null and w.status in ('new', 'open')
          order by w.rank_at, w.id
          limit ${mostAtOnce}
          for no key update skip locked)
        returning c.id, c.brand_id`.execute(tx);
      await recordAll(
        tx,
        rows.map(({ id, brandId }) => ({
          workspaceId,
          kind: "conversation.assigned" as const,
          actor,
          conversationId: id,
          brandId,
          at: now,
          data: { team: to.teamId, name: to.name, because: "overflow", queue: to.name, from: from.name },
        })),
      );
      moved += rows.length;
    }
    return moved;
  });
}
