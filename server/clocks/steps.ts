import { sql } from "kysely";
import type { LadderStep } from "../../contract/clocks.ts";
import type { Db, Tx } from "../db/database.ts";
import { type ClockRules, type ClockState, pointsOf, timed } from "./engine.ts";
import { clockRulesOf } from "./rules.ts";
import { clockRow, fromStored, type StoredClock, writeClocks } from "./turn.ts";

/** What a clock asks to be done at an instant: the steps of its ladder that have come, and whether it is late now. */
export interface Reached {
  clock: ClockState;
  steps: LadderStep[];
  isBreached: boolean;
}

/** The running clocks of a conversation at which somebody is to look by now. */
export async function clocksThatCame(tx: Tx, workspaceId: string, conversationId: string, now: Date) {
  const { rows } = await sql<{ clock: StoredClock; rulesVersion: number }>`
    select to_json(k) as clock, w.rules_version from clocks k
    join workspaces w on w.id = k.workspace_id
    where k.workspace_id = ${workspaceId} and k.conversation_id = ${conversationId} and k.ended_at is null
      and k.look_at <= ${now}`.execute(tx);
  return { clocks: rows.map(({ clock }) => fromStored(clock)), rulesVersion: rows[0]?.rulesVersion ?? 0 };
}

/**
 * Looks again at running clocks of a conversation, which was locked before they were asked for: what of their ladders has
 * come by now, counted from the data and not from what was expected before. Each step is told once.
 */
export async function stepsReached(
  db: Db,
  tx: Tx,
  conversation: { workspaceId: string; id: string; brandId: string },
  { clocks, rulesVersion }: Awaited<ReturnType<typeof clocksThatCame>>,
  now: Date,
): Promise<Reached[]> {
  if (!clocks.length) return [];
  const rules = await clockRulesOf(db, conversation.workspaceId, rulesVersion);
  const all = clocks.map((clock) => reached(rules, clock, now));
  writeClocks(
    tx,
    conversation.workspaceId,
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
