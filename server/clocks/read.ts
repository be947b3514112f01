import { sql } from "kysely";
import type { Clock } from "../../contract/clocks.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { storyOf, type ToldClock } from "./calendar/story.ts";
import { at, type ClockState, pointsOf, spentMinutes } from "./engine.ts";
import { clockRulesNow, type KnownClockRules } from "./rules.ts";
import { fromStored, type StoredClock } from "./turn.ts";

/** So many clocks that are over are told of. */
const mostOver = 50;

/** The clocks of a conversation, running ones first, each with the story of its due time in the caller's words and zone. */
export function clocksOf(db: Db, caller: Caller, conversationId: string): Promise<Clock[]> {
  const { workspaceId } = caller;
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      brandId: string;
      timeZone: string;
      clocks: (StoredClock & { policy_name: string | null })[] | null;
    }>`
      select c.brand_id, coalesce(a.time_zone, w.time_zone) as time_zone,
        (select json_agg(k order by k.ended_at desc nulls first, k.started_at) from (
          select k.*, p.name as policy_name from clocks k
          left join clock_policies p on p.workspace_id = k.workspace_id and p.id = k.policy_id
          where k.workspace_id = c.workspace_id and k.conversation_id = c.id
          order by k.ended_at desc nulls first limit ${mostOver}) as k) as clocks
      from conversations c
      join workspaces w on w.id = c.workspace_id
      left join agents a on a.workspace_id = c.workspace_id and a.id = ${caller.id}
      where c.workspace_id = ${workspaceId} and c.id = ${conversationId}`.execute(tx);
    const row = rows[0];
    if (!row || !serves(caller, row.brandId)) throw new Refusal("not_found");
    const rules = await clockRulesNow(db, tx, workspaceId);
    return (row.clocks ?? []).map((stored) =>
      toClock(rules, fromStored(stored), stored.policy_name, { ...caller, timeZone: row.timeZone }),
    );
  });
}

function toClock(
  rules: KnownClockRules,
  clock: ClockState,
  policyName: string | null,
  reader: Pick<Caller, "locale"> & { timeZone: string },
): Clock {
  const calendar = clock.calendarId ? rules.calendarById(clock.calendarId) : null;
  const now = new Date();
  const done = new Set(pointsOf(clock).slice(0, clock.stepsDone));
  return {
    id: clock.id,
    clock: clock.clock,
    names: clock.terms.names ?? {},
    state: clock.state,
    startedAt: clock.startedAt.toISOString(),
    dueAt: clock.dueAt?.toISOString() ?? null,
    endedAt: clock.endedAt?.toISOString() ?? null,
    breachedAt: clock.breachedAt?.toISOString() ?? null,
    minutes: clock.minutes,
    spentMinutes: spentMinutes(rules, clock, clock.endedAt ?? now),
    time: clock.calendarId ? "working" : "calendar",
    policy: policyName === null ? null : { id: clock.policyId, name: policyName },
    calendar: calendar && { id: calendar.id, name: calendar.name },
    pauses: clock.pauses.map(({ from, to, why }) => ({
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
      why,
    })),
    steps: clock.terms.steps.map((step) => ({
      ...step,
      at: at(rules, clock, step.percent)?.toISOString() ?? null,
      isDone: done.has(step.percent),
    })),
    story: storyOf(
      {
        began: beganWith[clock.clock] ?? "started",
        calendar,
        startedAt: clock.startedAt.getTime(),
        minutes: clock.minutes,
        pauses: clock.pauses.map(({ from, to, why }) => ({
          from: from.getTime(),
          to: to?.getTime() ?? null,
          reason: why,
        })),
      },
      reader.locale,
      reader.timeZone,
    ),
  };
}

const beganWith: Record<string, ToldClock["began"]> = {
  first_reply: "received",
  next_reply: "customer_wrote",
  resolution: "received",
};

/** When clocks are to be looked at next: those that are due, across workspaces; the longest due first. */
export async function clocksToLookAt(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ workspaceId: string; conversationId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; conversationId: string }>`
    select workspace_id, conversation_id from clocks
    where ended_at is null and look_at <= ${now}
    order by look_at
    limit ${limit}`.execute(tx);
  return [...new Map(rows.map((row) => [row.conversationId, row])).values()];
}
