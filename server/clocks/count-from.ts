import { sql } from "kysely";
import { type Db, send, type Tx } from "../db/database.ts";
import { isReplyClock, timed } from "./engine.ts";
import { clockRulesNow } from "./rules.ts";
import { clockRow, fromStored, replyDueOf, type StoredClock, writeClocks } from "./turn.ts";

/**
 * Clocks of a conversation that began at `begunAt` count from when its customer asked, which was before. Returns when
 * they are to be answered by; null where no clock says, or it stands still.
 */
export async function countFrom(
  db: Db,
  tx: Tx,
  conversation: { workspaceId: string; id: string; brandId: string },
  { begunAt, askedAt }: { begunAt: Date; askedAt: Date },
): Promise<Date | null> {
  const { workspaceId, id } = conversation;
  const { rows } = await sql<{ clock: StoredClock }>`
    select to_json(k) as clock from clocks k
    where k.workspace_id = ${workspaceId} and k.conversation_id = ${id} and k.ended_at is null`.execute(tx);
  const rules = await clockRulesNow(db, tx, workspaceId);
  const clocks = rows.map(({ clock }) => fromStored(clock));
  const early = clocks
    .filter(({ startedAt, pausedAt }) => startedAt.getTime() === begunAt.getTime() && pausedAt === null)
    .map((clock) => timed(rules, { ...clock, startedAt: askedAt }));
  for (const { id: clockId } of early)
    send(
      tx,
      tx
        .updateTable("clocks")
        .set({ startedAt: askedAt })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", clockId),
    );
  writeClocks(
    tx,
    workspaceId,
    early.map((clock) => clockRow(conversation, clock)),
  );
  const others = clocks.filter((clock) => !early.some((one) => one.id === clock.id));
  return replyDueOf([...early, ...others].filter(isReplyClock));
}
