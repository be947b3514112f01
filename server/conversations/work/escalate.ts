import type { LadderStep } from "../../../contract/clocks.ts";
import type { Priority } from "../../../contract/conversations.ts";
import {
  type ClockState,
  clocksThatCame,
  clocksToLookAt,
  stepsReached,
  turnClocks,
} from "../../clocks/index.ts";
import { type Db, send, type Tx, within, withoutWall } from "../../db/database.ts";
import { type Actor, type NewEvent, recordAll } from "../../events.ts";
import { moveDue } from "../../ledger/index.ts";
import { leadsOf, notify } from "../../notices/index.ts";
import { oneByOne } from "../../one-by-one.ts";
import { routingNow } from "../../routing/index.ts";
import { countChange } from "../counts.ts";
import { nextStepWhileWaiting } from "../next-step.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { rankOf } from "./placing.ts";

const actor: Actor = { kind: "automation", id: null, name: "clocks" };

/** So many conversations are looked at in one go; more wait for the next. */
const mostAtOnce = 500;
/** So many of them at the same time, which leaves connections to everybody else. */
const sideBySide = 4;

/**
 * Does what the ladders of clocks ask for by now: warns, notes what is late, nudges, tells leads, moves, raises the
 * priority. Any number of processes may run it at any time: the conversation is locked, its clocks are looked at again,
 * and each step is done once. Returns how many conversations were looked at.
 */
export async function escalate(db: Db, now: Date): Promise<number> {
  const due = await withoutWall(db, (tx) => clocksToLookAt(tx, now, mostAtOnce));
  await oneByOne(
    due,
    ({ workspaceId, conversationId }) =>
      within(db, workspaceId, (tx) => climbAll(db, tx, workspaceId, conversationId, now)),
    { atOnce: sideBySide },
  );
  return due.length;
}

async function climbAll(db: Db, tx: Tx, workspaceId: string, conversationId: string, now: Date) {
  const [locked, come] = await Promise.all([
    lockConversation(tx, workspaceId, conversationId),
    clocksThatCame(tx, workspaceId, conversationId, now),
  ]);
  let matter = locked;
  for (const { clock, steps, isBreached } of await stepsReached(db, tx, matter, come, now)) {
    const warnings = steps.filter(({ percent }) => percent < 100);
    for (const step of warnings) matter = await climb(db, tx, matter, clock, step, now);
    if (isBreached) await recordAll(tx, [told(matter, "clock.breached", clock, now)]);
    for (const step of steps.slice(warnings.length)) matter = await climb(db, tx, matter, clock, step, now);
  }
}

const told = (
  { workspaceId, id, brandId }: ConversationRow,
  kind: NewEvent["kind"],
  clock: ClockState,
  at: Date,
  data: Record<string, unknown> = {},
): NewEvent => ({
  workspaceId,
  kind,
  actor,
  conversationId: id,
  brandId,
  at,
  data: { clockId: clock.id, clock: clock.clock, names: clock.terms.names, dueAt: clock.dueAt, ...data },
});

/** One step of a ladder; returns the matter as it stands afterwards. */
async function climb(
  db: Db,
  tx: Tx,
  matter: ConversationRow,
  clock: ClockState,
  step: LadderStep,
  now: Date,
): Promise<ConversationRow> {
  const { workspaceId, id, teamId, brandId } = matter;
  const { percent, does } = step;
  const about = {
    clockId: clock.id,
    clock: clock.clock,
    names: clock.terms.names,
    dueAt: clock.dueAt,
    percent,
  };
  const kind = percent < 100 ? "clock.warned" : "clock.escalated";
  const say = (data: Record<string, unknown>) =>
    recordAll(tx, [told(matter, kind, clock, now, { percent, does, ...data })]);

  if (does === "nudge" || does === "notify_lead") {
    const leads = does === "notify_lead" || !matter.ownerId;
    const to = leads ? await leadsOf(tx, { workspaceId, teamId, brandId }) : [matter.ownerId!];
    await notify(tx, workspaceId, {
      to,
      kind: "clock",
      conversationId: id,
      data: { ...about, does },
      at: now,
    });
    await say({ to });
    return matter;
  }
  const queue = does === "move" ? await queueTo(db, tx, matter, step.queue) : null;
  // Nobody holds on to what has been moved.
  const set =
    does === "move"
      ? queue && { queueId: queue.id, teamId: queue.teamId, ownerId: null }
      : raisedByClock(matter.priority as Priority);
  if (!set || Object.entries(set).every(([name, value]) => matter[name as "priority"] === value)) {
    await say({ nothing: true });
    return matter;
  }
  const wanted = { ...matter, ...set };
  const turned =
    does === "raise_priority"
      ? await turnClocks(db, tx, { was: matter, is: wanted, happened: ["changed"] }, now)
      : null;
  const due = turned && nextStepWhileWaiting(wanted, turned);
  const after = { ...wanted, ...due };
  if (turned && due) moveDue(tx, matter, turned.replyDueAt);
  send(
    tx,
    tx
      .updateTable("conversations")
      .set((eb) => ({
        ...set,
        ...due,
        rankAt: rankOf(after),
        updatedAt: now,
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id),
  );
  countChange(tx, matter, after);
  await say(
    queue ? { queue: queue.id, name: queue.name } : { from: matter.priority, priority: after.priority },
  );
  return after;
}

const raisedByClock = (priority: Priority): Partial<ConversationRow> =>
  raised[priority] === priority ? { priority } : { priority: raised[priority], priorityBy: "clock" };

const raised: Record<Priority, Priority> = {
  low: "normal",
  normal: "high",
  high: "critical",
  critical: "critical",
};

/** The queue to move to; null when it is gone, or its people do not serve the brand. */
async function queueTo(
  db: Db,
  tx: Tx,
  { workspaceId, brandId }: ConversationRow,
  queueId: string | undefined,
) {
  const queue = (await routingNow(db, tx, workspaceId)).queues.find(({ id }) => id === queueId);
  if (!queue || (queue.brands.length > 0 && !queue.brands.includes(brandId))) return null;
  const served = await tx
    .selectFrom("teamBrands")
    .select("brandId")
    .where("workspaceId", "=", workspaceId)
    .where("teamId", "=", queue.teamId)
    .execute();
  return served.length === 0 || served.some((row) => row.brandId === brandId) ? queue : null;
}
