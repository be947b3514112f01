import type { LadderStep } from "../../../contract/clocks.ts";
import type { Priority } from "../../../contract/conversations.ts";
import { type ClockState, clocksToLookAt, stepsReached, turnClocks } from "../../clocks/index.ts";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import { type Actor, type NewEvent, recordAll } from "../../events.ts";
import { moveDue } from "../../ledger/index.ts";
import { leadsOf, notify } from "../../notices/index.ts";
import { routingNow } from "../../routing/index.ts";
import { countChange } from "../counts.ts";
import { nextStepWhileWaiting } from "../next-step.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { rankOf } from "./placing.ts";

const actor: Actor = { kind: "automation", id: null, name: "clocks" };

/** So many conversations are looked at in one go; more wait for the next. */
const mostAtOnce = 500;

/**
 * Does what the ladders of clocks ask for by now: warns, notes what is late, nudges, tells leads, moves, raises the
 * priority. Any number of processes may run it at any time: the conversation is locked, its clocks are looked at again,
 * and each step is done once. Returns how many conversations were looked at.
 */
export async function escalate(db: Db, now: Date): Promise<number> {
  const due = await withoutWall(db, (tx) => clocksToLookAt(tx, now, mostAtOnce));
  for (const { workspaceId, conversationId } of due)
    await within(db, workspaceId, async (tx) => {
      let matter = await lockConversation(tx, workspaceId, conversationId);
      for (const { clock, steps, isBreached } of await stepsReached(db, tx, matter, now)) {
        if (isBreached) await recordAll(tx, [told(matter, "clock.breached", clock, now)]);
        for (const step of steps) matter = await climb(db, tx, matter, clock, step, now);
      }
    });
  return due.length;
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
  const set =
    does === "move"
      ? await intoQueue(db, tx, matter, step.queue!)
      : { priority: raised[matter.priority as Priority] };
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
  if (turned && due) await moveDue(tx, matter, turned.replyDueAt);
  await tx
    .updateTable("conversations")
    .set((eb) => ({
      ...set,
      ...due,
      rankAt: rankOf(after),
      updatedAt: now,
      version: eb("version", "+", 1),
    }))
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  await countChange(tx, matter, after);
  await say(does === "move" ? { queue: step.queue } : { from: matter.priority, priority: after.priority });
  return after;
}

const raised: Record<Priority, Priority> = {
  low: "normal",
  normal: "high",
  high: "critical",
  critical: "critical",
};

/** Nobody holds on to what has been moved; a queue that is gone moves nothing. */
async function intoQueue(db: Db, tx: Tx, { workspaceId }: ConversationRow, queueId: string) {
  const queue = (await routingNow(db, tx, workspaceId)).queues.find(({ id }) => id === queueId);
  return queue ? { queueId: queue.id, teamId: queue.teamId, ownerId: null } : null;
}
