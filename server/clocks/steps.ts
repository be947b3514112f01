import { sql } from "kysely";
import type { LadderStep } from "../../contract/clocks.ts";
import type { Db, Tx } from "../db/database.ts";
import { type ClockRules, type ClockState, pointsOf, timed } from "./engine.ts";
import { clockRulesNow } from "./rules.ts";
import { clockRow, fromStored, type StoredClock, writeClocks } from "./turn.ts";

/** What a clock asks to be done at an instant: the steps of its ladder that have come, and whether it is late now. */
export interface Reached {
  clock: ClockState;
  steps: LadderStep[];
  isBreached: boolean;
}

/**
 * Looks again at the running clocks of a conversation, which is locked by whoever calls: what of their ladders has come
 * by now, counted from the data and not from what was expected before. Each step is told once.
 */
export async function stepsReached(
  db: Db,
  tx: Tx,
  conversation: { workspaceId: string; id: string; brandId: string },
  now: Date,
): Promise<Reached[]> {
  const { workspaceId, id } = conversation;
  const { rows } = await sql<{ clock: StoredClock }>`
    select to_json(k) as clock from clocks k
    where k.workspace_id = ${workspaceId} and k.conversation_id = ${id} and k.ended_at is null
      and k.look_at <= ${now}`.execute(tx);
  if (!rows.length) return [];
  const rules = await clockRulesNow(db, tx, workspaceId);
  const all = rows.map((row) => reached(rules, fromStored(row.clock), now));
  writeClocks(
    tx,
    workspaceId,
    all.map(({ clock }) => clockRow(conversation, clock)),
  );
  return all;
}

/** What of a running clock's ladder has come by an instant, in order, and the clock without what was told now. */
export function reached(rules: ClockRules, before: ClockState, now: Date): Reached {
  let clock = timed(rules, before);
  const steps: LadderStep[] = [];
  let isBreached = false;
  while (clock.lookAt && clock.lookAt <= now) {
    const point = pointsOf(clock)[clock.stepsDone]!;
    steps.push(...clock.terms.steps.filter(({ percent }) => percent === point));
    if (point === 100 && !clock.breachedAt) {
      isBreached = true;
      clock = { ...clock, breachedAt: clock.lookAt };
    }
    clock = timed(rules, { ...clock, stepsDone: clock.stepsDone + 1 });
  }
  return { clock, steps, isBreached };
}
