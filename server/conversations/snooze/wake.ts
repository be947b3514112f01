import type { z } from "zod";
import type { OutsideEventName } from "../../../contract/snooze.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { type Actor, actorOf, type NewEvent, record } from "../../events.ts";
import { notify } from "../../notices/index.ts";
import { inSight } from "../change.ts";
import { countChange } from "../counts.ts";
import { type ConversationRow, lockConversation, mayRead } from "../read.ts";
import { snoozeOf, whoWaits } from "./stored.ts";

/** Why a snoozed conversation is back. */
export type WokenBecause =
  | "time"
  | "customer_wrote"
  | "reply_due"
  | "promise"
  | "linked"
  | "event"
  | "given"
  | "by_hand";

interface Why {
  because: WokenBecause;
  actor: Actor;
  /** What else the timeline tells of it. */
  about?: Record<string, unknown>;
  /** Whether it still holds, once the conversation is locked. */
  holds?: (row: ConversationRow) => boolean;
}

const asItself: Actor = { kind: "automation", id: null, name: "snooze" };

/**
 * Brings a conversation back: in the working lists, on top of them, unread, and whoever has it is told why. False when it
 * is not snoozed, so that it may be told any number of times.
 */
export const wake = (db: Db, workspaceId: string, id: string, why: Omit<Why, "actor"> & { actor?: Actor }) =>
  within(db, workspaceId, async (tx): Promise<boolean> => {
    const before = await lockConversation(tx, workspaceId, id);
    const { actor = asItself, holds = () => true } = why;
    if (!before.snoozedUntil || !holds(before)) return false;
    const now = new Date();
    await tx
      .updateTable("conversations")
      .set((eb) => ({ ...inSight, lastMessageAt: now, updatedAt: now, version: eb("version", "+", 1) }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    countChange(tx, before, inSight);
    await record(tx, await wokenEvent(tx, before, { ...why, actor }, now));
    return true;
  });

/** Tells of it where the conversation's row is written by whoever calls. */
export async function wokenEvent(
  tx: Tx,
  before: ConversationRow,
  { because, actor, about }: Why,
  at: Date,
): Promise<NewEvent> {
  const { workspaceId, id, brandId } = before;
  const to = whoWaits(before).filter((agent) => agent !== actor.id);
  const data = { because, was: snoozeOf(before), ...about };
  await notify(tx, workspaceId, { to, kind: "snooze", conversationId: id, data, at });
  return {
    workspaceId,
    kind: "conversation.woken",
    actor,
    conversationId: id,
    brandId,
    data: { ...data, ...(to.length && { to }) },
    at,
  };
}

/** Something happened outside; returns whether a conversation is back for it. */
export async function tellOutsideEvent(
  db: Db,
  caller: Caller,
  id: string,
  { name, note }: { name: z.infer<typeof OutsideEventName>; note?: string },
): Promise<boolean> {
  await within(db, caller.workspaceId, (tx) => mayRead(tx, caller, id));
  return wake(db, caller.workspaceId, id, {
    because: "event",
    actor: actorOf(caller),
    about: { name, ...(note && { note }) },
    holds: ({ snoozedFor }) => snoozedFor?.toLowerCase() === `event:${name.toLowerCase()}`,
  });
}
