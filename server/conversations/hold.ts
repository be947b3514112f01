import { sql } from "kysely";
import type { Caller } from "../caller.ts";
import { turnClocks } from "../clocks/index.ts";
import { type Db, within, withoutWall } from "../db/database.ts";
import { type Actor, record } from "../events.ts";
import { moveDue } from "../ledger/index.ts";
import { oneByOne } from "../one-by-one.ts";
import { Refusal } from "../refusal.ts";
import { change } from "./change.ts";
import { followUpAt, nextStepWhileWaiting } from "./next-step.ts";
import { type ConversationRow, lockConversation } from "./read.ts";
import { rankOf } from "./work/placing.ts";

/** Waits for somebody who is neither the customer nor we, until a time; clocks stand still where their policy says so. */
export function hold(db: Db, caller: Caller, id: string, { until, note }: { until: string; note: string }) {
  return change(db, caller, id, async (_, before, now) => {
    if (before.status === "closed") throw new Refusal("conversation_closed");
    const heldUntil = new Date(until);
    if (heldUntil <= now)
      throw new Refusal("invalid", { fields: [{ path: "until", message: "in_the_past" }] });
    return {
      set: {
        heldFor: "third_party",
        heldUntil,
        ...(!before.waitingSince && followUp(before, heldUntil)),
      },
      event: ["conversation.held", { for: "third_party", until, ...(note && { note }) }],
    };
  });
}

/** Goes on with a matter that waited for somebody else; nothing happens to one that did not. */
export function release(db: Db, caller: Caller, id: string, { nextStepAt }: { nextStepAt?: string } = {}) {
  return change(db, caller, id, async (_, before, now) => {
    if (!before.heldUntil) return null;
    // Where no clock says when to answer, the wait itself had put it off.
    const wasPutOff = before.nextStepAt?.getTime() === before.heldUntil.getTime();
    return {
      set: {
        heldFor: null,
        heldUntil: null,
        ...(before.waitingSince
          ? wasPutOff && { nextStepAt: now }
          : followUp(before, nextStepAt ? new Date(nextStepAt) : now)),
      },
      event: ["conversation.released", {}],
    };
  });
}

/** A mail that could not be delivered stays what is to be mended first. */
const followUp = ({ nextStep }: ConversationRow, nextStepAt: Date) =>
  nextStep === "mend_delivery" ? {} : { nextStep: "follow_up", nextStepAt };

const clock: Actor = { kind: "automation", id: null, name: "clocks" };

/** Goes on with whatever was held until now; returns how many. Looks across workspaces. */
export async function releaseHeld(db: Db, now: Date): Promise<number> {
  const due = await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; id: string }>`
      select workspace_id, id from conversations where held_until <= ${now} order by held_until limit 500`.execute(
      tx,
    );
    return rows;
  });
  await oneByOne(due, ({ workspaceId, id }) =>
    within(db, workspaceId, async (tx) => {
      const before = await lockConversation(tx, workspaceId, id);
      // Somebody released it, or put it off, a moment ago.
      if (!before.heldUntil || before.heldUntil > now) return;
      const is = { ...before, heldFor: null, heldUntil: null };
      const turned = await turnClocks(db, tx, { was: before, is, happened: [] }, now);
      const step = nextStepWhileWaiting(is, turned) ?? {
        nextStep: before.nextStep ?? "follow_up",
        nextStepAt: before.waitingSince ? (before.nextStepAt ?? followUpAt(now)) : now,
      };
      moveDue(tx, before, turned.replyDueAt);
      await tx
        .updateTable("conversations")
        .set((eb) => ({
          heldFor: null,
          heldUntil: null,
          ...step,
          rankAt: rankOf({ ...before, nextStepAt: step.nextStepAt }),
          updatedAt: now,
          version: eb("version", "+", 1),
        }))
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", id)
        .execute();
      await record(tx, {
        workspaceId,
        kind: "conversation.released",
        actor: clock,
        conversationId: id,
        brandId: before.brandId,
        at: now,
      });
    }),
  );
  return due.length;
}
