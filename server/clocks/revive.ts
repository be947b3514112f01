import { sql } from "kysely";
import type { Db, Tx } from "../db/database.ts";
import { type ClockState, isReplyClock, pointsOf, timed } from "./engine.ts";
import { clockRulesNow } from "./rules.ts";
import { clockRow, fromStored, type StoredClock, writeClocks } from "./turn.ts";

/**
 * Lets the clocks of a conversation go on that an act ended which is no longer true: a waiver that was taken back, an
 * answer that never arrived. They count from where they began, with the pauses and the steps they had; reply clocks that
 * began since give way to them. To be followed by `turnClocks`, which looks whether they stand still now.
 */
export async function reviveClocks(
  db: Db,
  tx: Tx,
  conversation: { workspaceId: string; id: string; brandId: string },
  { endedAt, now, which }: { endedAt: Date; now: Date; which: "all" | "reply" },
): Promise<void> {
  const { workspaceId, id } = conversation;
  const { rows } = await sql<{ clock: StoredClock }>`
    select to_json(k) as clock from clocks k
    where k.workspace_id = ${workspaceId} and k.conversation_id = ${id}
      and (k.ended_at = ${endedAt} or k.ended_at is null)
    order by k.started_at`.execute(tx);
  const all = rows.map(({ clock }) => fromStored(clock));
  const revived = all.filter((clock) => clock.endedAt && (which === "all" || isReplyClock(clock)));
  if (!revived.length) return;
  const rules = await clockRulesNow(db, tx, workspaceId);
  const giveWay = all.filter(
    (clock) =>
      !clock.endedAt &&
      (revived.some((one) => one.clock === clock.clock) ||
        (isReplyClock(clock) && revived.some(isReplyClock))),
  );
  writeClocks(tx, workspaceId, [
    ...giveWay.map((clock) => clockRow(conversation, { ...clock, ...given(now) })),
    ...revived.map((clock) => clockRow(conversation, timed(rules, asBefore(clock, endedAt)))),
  ]);
}

const given = (now: Date): Partial<ClockState> => ({
  state: "cancelled",
  endedAt: now,
  lookAt: null,
  pausedAt: null,
});

/** As it was before it ended: a pause that ended with it goes on. */
function asBefore(clock: ClockState, endedAt: Date): ClockState {
  const last = clock.pauses.at(-1);
  const isPaused = last?.to?.getTime() === endedAt.getTime();
  return {
    ...clock,
    endedAt: null,
    state: isPaused ? "paused" : "running",
    breachedAt: clock.stepsDone > pointsOf(clock).indexOf(100) ? clock.breachedAt : null,
    pausedAt: isPaused ? last.from : null,
    pauses: isPaused ? [...clock.pauses.slice(0, -1), { ...last, to: null }] : clock.pauses,
  };
}
