import { randomUUIDv7 } from "node:crypto";
import {
  type ClockPolicy,
  type ClockTarget,
  type patchClockPolicy,
  type postClockPolicy,
  usualClocks,
} from "../../contract/clocks.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import type { BodyOf } from "../../contract/route.ts";
import { isSeen, refuseForeignBrands, servedOf, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { queuesSeen } from "../routing/index.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";
import { text } from "../texts.ts";
import { policyColumns, readPolicies } from "./rules.ts";

/** What is promised for which matters, in the order in which it is tried: those that the caller may know of. */
export const listPolicies = (db: Db, caller: Caller): Promise<ClockPolicy[]> =>
  look(db, caller.workspaceId, async (tx) =>
    (await readPolicies(tx, caller.workspaceId))
      .filter((policy) => isSeen(caller, policy))
      .map((policy) => ({ ...policy, brands: servedOf(caller, policy.brands) })),
  );

/**
 * What a new workspace promises until it says otherwise, by the hours of its calendars: a first word within four working
 * hours, sooner where it is urgent; a warning before, the leads told when it is late.
 */
export async function addPolicies(
  tx: Tx,
  workspaceId: string,
  { lines, locale }: { lines: Line[]; locale: Locale },
): Promise<void> {
  const policies = lines.flatMap((line, at) => [
    {
      line,
      name: nameOf(line, locale, true),
      position: at * 20 + 10,
      priorities: ["critical"],
      hours: urgentHours,
    },
    {
      line,
      name: nameOf(line, locale, false),
      position: at * 20 + 20,
      priorities: [],
      hours: usualHours[line],
    },
  ]);
  await tx
    .insertInto("clockPolicies")
    .values(
      policies.map(({ line, hours, ...policy }) => ({
        workspaceId,
        id: randomUUIDv7(),
        ...policy,
        lines: [line],
        clocks: JSON.stringify(
          usualClocks.map(
            (clock): ClockTarget => ({
              clock,
              minutes: hours[clock] * 60,
              time: "working",
              pauses: clock === "resolution" ? ["customer", "third_party"] : [],
              steps: [
                { percent: 75, does: "nudge" },
                { percent: 100, does: "notify_lead" },
                ...(clock === "resolution" ? [] : [{ percent: 200, does: "raise_priority" as const }]),
              ],
            }),
          ),
        ),
      })),
    )
    .execute();
}

const urgentHours = { first_reply: 1, next_reply: 1, resolution: 8 };
const usualHours = {
  service: { first_reply: 4, next_reply: 4, resolution: 24 },
  support: { first_reply: 4, next_reply: 8, resolution: 40 },
};

const nameOf = (line: Line, locale: Locale, isUrgent: boolean) =>
  text(locale, isUrgent ? "clocks.policy.urgent" : "clocks.policy.usual", {
    line: text(locale, `line.${line}`),
  });

export function addPolicy(
  db: Db,
  caller: Caller,
  { clocks, ...fields }: BodyOf<typeof postClockPolicy>,
): Promise<ClockPolicy> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    await refuseUnfitPolicy(tx, caller, { clocks, brands: fields.brands ?? [] });
    const id = randomUUIDv7();
    await tx
      .insertInto("clockPolicies")
      .values({
        workspaceId,
        id,
        position: fields.position ?? (await firstPosition(tx, workspaceId)),
        ...fields,
        clocks: JSON.stringify(clocks),
      })
      .execute()
      .catch(taken("name"));
    return changed(tx, caller, id);
  });
}

/** What is added says something particular; after one that holds for everything it would never be tried. */
async function firstPosition(tx: Tx, workspaceId: string): Promise<number> {
  const [first] = await readPolicies(tx, workspaceId);
  if (!first || first.position > 0) return Math.max(0, (first?.position ?? 10) - 10);
  await tx
    .updateTable("clockPolicies")
    .set((eb) => ({ position: eb("position", "+", 10) }))
    .where("workspaceId", "=", workspaceId)
    .execute();
  return 0;
}

/** Changes a policy for clocks that begin from then on. */
export function changePolicy(
  db: Db,
  caller: Caller,
  id: string,
  { clocks, ...fields }: BodyOf<typeof patchClockPolicy>,
): Promise<ClockPolicy> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    await lockPolicy(tx, caller, id);
    await refuseUnfitPolicy(tx, caller, { clocks, brands: fields.brands });
    await tx
      .updateTable("clockPolicies")
      .set({ ...fields, ...(clocks && { clocks: JSON.stringify(clocks) }), workspaceId })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("name"));
    return changed(tx, caller, id);
  });
}

/** Removes a policy; the last one that is on stays, or nothing would be promised to anybody. */
export function removePolicy(db: Db, caller: Caller, id: string): Promise<void> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const { name } = await lockPolicy(tx, caller, id);
    const rest = (await readPolicies(tx, workspaceId)).filter((policy) => policy.id !== id && policy.isOn);
    if (!rest.length) throw new Refusal("still_in_use");
    await tx
      .deleteFrom("clockPolicies")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await recordChange(tx, caller, { policyId: id, removed: true, name });
  });
}

/** Somebody limited to some brands does not change what is promised to customers of others. */
async function lockPolicy(tx: Tx, caller: Caller, id: string): Promise<ClockPolicy> {
  const row = (await tx
    .selectFrom("clockPolicies")
    .select(policyColumns)
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()) as ClockPolicy | undefined;
  if (!row || !isSeen(caller, row)) throw new Refusal("not_found");
  if (caller.brands && (!row.brands.length || row.brands.some((brand) => !serves(caller, brand))))
    throw new Refusal("forbidden");
  return row;
}

/**
 * Refuses what could never work: own clocks without an end, steps into queues that are not there, foreign brands. What
 * is left out is not changed, and not looked at: a queue may have gone since.
 */
export async function refuseUnfitPolicy(
  tx: Tx,
  caller: Caller,
  { clocks = [], brands }: { clocks?: ClockTarget[]; brands?: string[] },
): Promise<void> {
  // Nobody behind a wall promises something to the customers of all brands.
  if (caller.brands && brands?.length === 0) throw new Refusal("forbidden");
  refuseForeignBrands(caller, brands ?? []);
  for (const [at, target] of clocks.entries()) {
    const isUsual = usualClocks.some((clock) => clock === target.clock);
    const fault = isUsual
      ? target.starts || target.stops
        ? "starts_and_stops_by_itself"
        : null
      : !target.starts || !target.stops
        ? "own_clock_needs_start_and_stop"
        : (target.starts === "stage" || target.stops === "stage") && !target.stage
          ? "stage_is_missing"
          : target.starts === "closed"
            ? "nothing_runs_while_closed"
            : null;
    if (fault) throw new Refusal("invalid", { fields: [{ path: `clocks.${at}`, message: fault }] });
    for (const [step, { does, queue }] of target.steps.entries())
      if ((does === "move") !== (queue !== undefined))
        throw new Refusal("invalid", {
          fields: [{ path: `clocks.${at}.steps.${step}.queue`, message: "queue_to_move_to" }],
        });
  }
  const moves = clocks.flatMap(({ steps }, at) =>
    steps.flatMap(({ queue }, step) =>
      queue ? [{ queue, path: `clocks.${at}.steps.${step}.queue`, message: "queue_is_gone" }] : [],
    ),
  );
  const queues = moves.length ? await queuesSeen(tx, caller) : [];
  const gone = moves.filter(({ queue }) => !queues.some(({ id }) => id === queue));
  if (gone.length)
    throw new Refusal("not_found", { fields: gone.map(({ path, message }) => ({ path, message })) });
  if (brands?.length) await refuseUnknownBrands(tx, caller, brands);
}

async function refuseUnknownBrands(tx: Tx, { workspaceId }: Caller, brands: string[]) {
  const known = await tx
    .selectFrom("brands")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "in", brands)
    .execute();
  if (known.length < new Set(brands).size) throw new Refusal("not_found");
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<ClockPolicy> {
  await recordChange(tx, caller, { policyId: id });
  return (await readPolicies(tx, caller.workspaceId)).find((policy) => policy.id === id)!;
}

async function recordChange(tx: Tx, caller: Caller, data: Record<string, unknown>) {
  await changeRules(tx, caller.workspaceId);
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "clock_policy.changed",
    actor: actorOf(caller),
    data,
  });
}
