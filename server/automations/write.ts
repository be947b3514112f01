import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type {
  Action,
  Automation,
  ConditionGroup,
  patchAutomation,
  postAutomation,
  Trigger,
} from "../../contract/automations.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { enqueue } from "../jobs/index.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";
import { armQueue } from "./arm-queue.ts";
import { isState } from "./episodes.ts";
import { faultsIn } from "./faults.ts";
import { knownTo, type Said } from "./known.ts";
import { automationById, automationRow, isTheirs, listAutomations } from "./read.ts";

type Content = Said & { name: string; stops: boolean };

/** Adds a rule, as the last. */
export function addAutomation(
  db: Db,
  caller: Caller,
  {
    isOn,
    stops = false,
    brands = [],
    conditions = { match: "all", of: [] },
    ...said
  }: BodyOf<typeof postAutomation>,
): Promise<Automation> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const content: Content = { ...said, stops, brands, conditions };
    await refuseOthersBrands(tx, caller, content);
    const id = randomUUIDv7();
    const { last } = await tx
      .selectFrom("automations")
      .select(({ fn }) => fn.max("position").as("last"))
      .where("workspaceId", "=", workspaceId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("automations")
      .values({
        workspaceId,
        id,
        position: (last ?? 0) + 1,
        isOn,
        version: 1,
        ...columnsOf(content),
        ...by(caller),
      })
      .execute()
      .catch(taken("name"));
    await keepVersion(tx, workspaceId, id);
    return changed(tx, caller, id, { version: 1, isOn });
  });
}

/** Changes a rule, which makes a new version of it, or switches it on or off. */
export function changeAutomation(
  db: Db,
  caller: Caller,
  id: string,
  { isOn, version, alsoCurrent = false, ...changes }: BodyOf<typeof patchAutomation>,
): Promise<Automation> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const before = await lockAutomation(tx, caller, id);
    if (version !== undefined && version !== before.version) throw new Refusal("changed_meanwhile");
    const content: Content = { ...contentOf(before), ...changes };
    const isNew = JSON.stringify(columnsOf(content)) !== JSON.stringify(columnsOf(contentOf(before)));
    const turnsOn = isOn === true && !before.isOn;
    if (isNew || turnsOn) await refuseOthersBrands(tx, caller, content);
    if (alsoCurrent) refuseWithoutState(content.trigger);
    if (!isNew && (isOn === undefined || isOn === before.isOn)) return automationById(tx, caller, id);
    await tx
      .updateTable("automations")
      .set({
        ...(isNew && { ...columnsOf(content), ...by(caller), version: before.version + 1 }),
        ...(isOn !== undefined && { isOn }),
        ...(turnsOn && { countsFrom: alsoCurrent ? new Date(0) : new Date() }),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("name"));
    if (isNew) await keepVersion(tx, workspaceId, id);
    await moveWaits(tx, workspaceId, id, before.trigger as Trigger, content.trigger, isOn ?? before.isOn);
    if (turnsOn && alsoCurrent) await enqueue(tx, armQueue, [{ workspaceId, automationId: id }]);
    return changed(tx, caller, id, {
      ...(isNew && { version: before.version + 1 }),
      ...(isOn !== undefined && { isOn }),
    });
  });
}

/** Removes a rule and what waits for it. What it did stays told. */
export function removeAutomation(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    await lockAutomation(tx, caller, id);
    const { workspaceId } = caller;
    await tx
      .updateTable("automations")
      .set({ removedAt: new Date(), isOn: false })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await cancelWaits(tx, workspaceId, id);
    await recordChange(tx, caller, { automationId: id, removed: true });
  });
}

/** Puts rules into this order, in the places that they hold together. */
export function orderAutomations(db: Db, caller: Caller, given: readonly string[]): Promise<Automation[]> {
  const ids = [...new Set(given)];
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const rows = await tx
      .selectFrom("automations")
      .select(["id", "position", "brands"])
      .where("workspaceId", "=", workspaceId)
      .where("removedAt", "is", null)
      .orderBy("position")
      .orderBy("id")
      .forUpdate()
      .execute();
    const asked = rows.filter((row) => ids.includes(row.id) && isTheirs(caller, row));
    if (asked.length < ids.length) throw new Refusal("not_found");
    const places = new Map(ids.map((id, at) => [id, asked[at]!.position]));
    // Each has a place of its own from now on, whatever was before.
    const order = rows
      .map((row, at) => ({ ...row, at }))
      .sort((a, b) => (places.get(a.id) ?? a.position) - (places.get(b.id) ?? b.position) || a.at - b.at);
    await sql`
      update automations a set position = o.place
      from unnest(${order.map(({ id }) => id)}::uuid[]) with ordinality as o (id, place)
      where a.workspace_id = ${workspaceId} and a.id = o.id`.execute(tx);
    await recordChange(tx, caller, { order: true });
    return listAutomations(tx, caller);
  });
}

/** Refuses what is wrong with a rule: what it names and is not there is not found, what does not fit is invalid. */
export async function refuseFaults(tx: Tx, caller: Caller, rule: Said): Promise<void> {
  const faults = faultsIn(rule, await knownTo(tx, caller, [rule]));
  const fields = faults.map(({ path, code }) => ({ path, message: code }));
  if (faults.some(({ code }) => code === "is_gone")) throw new Refusal("not_found", { fields });
  if (faults.length) throw new Refusal("invalid", { fields });
}

/** Somebody limited to some brands makes rules for those. */
async function refuseOthersBrands(tx: Tx, caller: Caller, content: Content): Promise<void> {
  await refuseFaults(tx, caller, content);
  if (caller.brands && !content.brands.length) throw new Refusal("forbidden");
}

/** Of what has no beginning that goes on, nothing waits already. */
function refuseWithoutState(trigger: Trigger): void {
  if (trigger.kind === "event" || !isState(trigger.since) || trigger.since === "closed")
    throw new Refusal("invalid", { fields: [{ path: "alsoCurrent", message: "nothing_waits" }] });
}

async function lockAutomation(tx: Tx, caller: Caller, id: string) {
  const row = await automationRow(tx, caller.workspaceId, id).forUpdate().executeTakeFirst();
  if (!row || !isTheirs(caller, row)) throw new Refusal("not_found");
  return row;
}

const contentOf = (row: Awaited<ReturnType<typeof lockAutomation>>): Content => ({
  name: row.name,
  stops: row.stops,
  brands: row.brands,
  trigger: row.trigger as Trigger,
  conditions: row.conditions as ConditionGroup,
  actions: row.actions as Action[],
});

const columnsOf = ({ name, stops, brands, trigger, conditions, actions }: Content) => ({
  name,
  stops,
  brands,
  trigger: JSON.stringify(sorted(trigger)),
  conditions: JSON.stringify(sorted(conditions)),
  actions: JSON.stringify(sorted(actions)),
});

/** With its keys in one order, whoever wrote them: PostgreSQL has an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

const by = (caller: Caller) => ({
  changedBy: caller.kind === "agent" ? caller.id : null,
  changedByName: caller.name,
  changedAt: new Date(),
});

const keepVersion = (tx: Tx, workspaceId: string, id: string) =>
  sql`
    insert into automation_versions (workspace_id, automation_id, version, name, stops, brands, trigger, conditions,
      actions, changed_by, changed_by_name, changed_at)
    select workspace_id, id, version, name, stops, brands, trigger, conditions, actions, changed_by, changed_by_name,
      changed_at
    from automations where workspace_id = ${workspaceId} and id = ${id}`.execute(tx);

/**
 * What waits follows the rule: off, it waits no more; counted from something else, it waits for what comes; with
 * another length, it is due then. (Working time is never shorter than time, and is looked at when that is up.)
 */
async function moveWaits(tx: Tx, workspaceId: string, id: string, was: Trigger, is: Trigger, isOn: boolean) {
  if (
    !isOn ||
    was.kind !== is.kind ||
    (was.kind === "elapsed" && is.kind === "elapsed" && was.since !== is.since)
  )
    return cancelWaits(tx, workspaceId, id);
  if (was.kind !== "elapsed" || is.kind !== "elapsed") return;
  if (was.minutes === is.minutes && was.hours === is.hours) return;
  await sql`
    update automation_waits set due_at = began_at + make_interval(mins => ${is.minutes})
    where workspace_id = ${workspaceId} and automation_id = ${id} and state = 'armed'`.execute(tx);
}

const cancelWaits = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .updateTable("automationWaits")
    .set({ state: "cancelled" })
    .where("workspaceId", "=", workspaceId)
    .where("automationId", "=", id)
    .where("state", "=", "armed")
    .execute();

async function changed(
  tx: Tx,
  caller: Caller,
  id: string,
  data: Record<string, unknown>,
): Promise<Automation> {
  const automation = await automationById(tx, caller, id);
  await recordChange(tx, caller, { automationId: id, ...data });
  return automation;
}

async function recordChange(tx: Tx, caller: Caller, data: Record<string, unknown>): Promise<void> {
  await changeRules(tx, caller.workspaceId);
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "automation.changed",
    actor: actorOf(caller),
    data,
  });
}
