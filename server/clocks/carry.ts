import { sql } from "kysely";
import { type Db, send, type Tx } from "../db/database.ts";
import { isReplyClock, timed } from "./engine.ts";
import { clockRulesNow } from "./rules.ts";
import { clockRow, fromStored, type StoredClock, writeClocks } from "./turn.ts";

interface Place {
  workspaceId: string;
  id: string;
  brandId: string;
}

/**
 * Lets the clock that waits for our answer go along with what it waits for, from one conversation to another: it keeps
 * its beginning, its pauses and its terms. To be followed by `turnClocks` on both. Returns whether one went.
 */
export async function carryReplyClock(tx: Tx, from: Place, to: Place): Promise<boolean> {
  const { rows } = await sql`
    update clocks k set conversation_id = ${to.id}
    where k.workspace_id = ${from.workspaceId} and k.conversation_id = ${from.id} and k.ended_at is null
      and k.clock in ('first_reply', 'next_reply')
      and not exists (select from clocks o where o.workspace_id = k.workspace_id and o.conversation_id = ${to.id}
        and o.ended_at is null and o.clock in ('first_reply', 'next_reply'))
    returning k.id`.execute(tx);
  return rows.length > 0;
}

/** A reply clock that has just begun counts from when the customer asked. Returns when it is due. */
export async function countFrom(
  db: Db,
  tx: Tx,
  conversation: Place,
  { begunAt, askedAt }: { begunAt: Date; askedAt: Date },
): Promise<Date | null> {
  const { rows } = await sql<{ clock: StoredClock }>`
    select to_json(k) as clock from clocks k
    where k.workspace_id = ${conversation.workspaceId} and k.conversation_id = ${conversation.id} and k.ended_at is null`.execute(
    tx,
  );
  const rules = await clockRulesNow(db, tx, conversation.workspaceId);
  const waiting = rows.map(({ clock }) => fromStored(clock)).filter(isReplyClock);
  const early = waiting.map((clock) =>
    clock.startedAt.getTime() === begunAt.getTime() && clock.pausedAt === null
      ? timed(rules, { ...clock, startedAt: askedAt })
      : clock,
  );
  for (const { id, startedAt } of early)
    send(
      tx,
      tx
        .updateTable("clocks")
        .set({ startedAt })
        .where("workspaceId", "=", conversation.workspaceId)
        .where("id", "=", id),
    );
  writeClocks(
    tx,
    conversation.workspaceId,
    early.map((clock) => clockRow(conversation, clock)),
  );
  const due = early.flatMap(({ dueAt }) => dueAt?.getTime() ?? []);
  return due.length ? new Date(Math.min(...due)) : null;
}
