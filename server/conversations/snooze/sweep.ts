import { sql } from "kysely";
import { askWithoutWall, type Db } from "../../db/database.ts";
import { oneByOne } from "../../one-by-one.ts";
import { wake } from "./wake.ts";

/** So long before an answer is due a conversation is back, whatever it was snoozed for. */
export const minutesBeforeDue = 30;

/** Brings back whose time has come, and those to which an answer is due soon; returns how many. Looks across workspaces. */
export async function wakeSnoozed(db: Db, now: Date): Promise<number> {
  const { rows } = await askWithoutWall(db, (system) =>
    sql<{ workspaceId: string; id: string; isOver: boolean }>`
      select c.workspace_id, c.id, c.snoozed_until <= ${now} as is_over
      from conversations c
      where c.snoozed_until is not null and (c.snoozed_until <= ${now} or exists (
        select from clocks k
        where k.workspace_id = c.workspace_id and k.conversation_id = c.id and k.ended_at is null and k.state = 'running'
          and k.clock in ('first_reply', 'next_reply')
          and k.due_at <= ${now}::timestamptz + make_interval(mins => ${minutesBeforeDue})))
      order by c.snoozed_until limit 500`.execute(system),
  );
  let woken = 0;
  await oneByOne(rows, async ({ workspaceId, id, isOver }) => {
    const isBack = await wake(db, workspaceId, id, {
      because: isOver ? "time" : "reply_due",
      // Somebody put it off for longer a moment ago.
      holds: ({ snoozedUntil }) => !isOver || snoozedUntil! <= now,
    });
    if (isBack) woken += 1;
  });
  return woken;
}

/** What was linked with these conversations, and snoozed until they would be closed, is back. */
export async function wakeLinked(db: Db, closed: { workspaceId: string; id: string }[]): Promise<void> {
  for (const { workspaceId, id } of closed) {
    const { rows } = await askWithoutWall(db, (system) =>
      sql<{ id: string; number: number }>`
        select c.id, closed.number from conversation_links l
        join conversations closed on closed.workspace_id = l.workspace_id and closed.id = ${id} and closed.status = 'closed'
        join conversations c on c.workspace_id = l.workspace_id
          and c.id = case when l.from_id = ${id} then l.to_id else l.from_id end
        where l.workspace_id = ${workspaceId} and ${id} in (l.from_id, l.to_id) and c.snoozed_for = 'linked'`.execute(
        system,
      ),
    );
    for (const { id: waiting, number } of rows)
      await wake(db, workspaceId, waiting, { because: "linked", about: { number } });
  }
}
