import { sql } from "kysely";
import type { BodyOf } from "../../../contract/route.ts";
import type { postSnooze } from "../../../contract/snooze.ts";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { change, inSight } from "../change.ts";
import type { ConversationRow } from "../read.ts";
import type { StoredSnooze } from "./stored.ts";
import { snoozeOf } from "./stored.ts";
import { minutesBeforeDue } from "./sweep.ts";

/**
 * Takes a conversation out of the working lists until a time at the latest, or until something happens before. It is
 * nobody's wait: clocks go on, and it is back before an answer is late, and whenever its customer writes.
 */
export function snooze(
  db: Db,
  caller: Caller,
  id: string,
  { until, for: reason, keepAfterThanks }: BodyOf<typeof postSnooze>,
) {
  return change(db, caller, id, async (tx, before, now) => {
    if (before.status === "closed") throw new Refusal("conversation_closed");
    const snoozedUntil = new Date(until);
    if (snoozedUntil <= now) throw unfit("until", "in_the_past");
    await Promise.all([refuseDue(tx, before, now), refuseEmpty(tx, before, reason)]);
    const stored: StoredSnooze = {
      by: { kind: caller.kind, id: caller.id, name: caller.name },
      at: now.toISOString(),
      keepAfterThanks,
    };
    return {
      set: { snoozedUntil, snoozedFor: reason, snooze: JSON.stringify(stored) },
      event: ["conversation.snoozed", { until: snoozedUntil.toISOString(), for: reason, keepAfterThanks }],
    };
  });
}

/** Brings it back by hand; nothing happens to one that is not snoozed. */
export function unsnooze(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (_, before) =>
    before.snoozedUntil === null
      ? null
      : {
          set: inSight,
          event: ["conversation.woken", { because: "by_hand", was: snoozeOf(before) }],
        },
  );
}

const unfit = (path: string, message: string) => new Refusal("invalid", { fields: [{ path, message }] });

/** What is about to be late is not put out of sight. */
async function refuseDue(tx: Tx, { workspaceId, id }: ConversationRow, now: Date): Promise<void> {
  const { rows } = await sql`
    select from clocks where workspace_id = ${workspaceId} and conversation_id = ${id} and ended_at is null
      and state = 'running' and clock in ('first_reply', 'next_reply')
      and due_at <= ${now}::timestamptz + make_interval(mins => ${minutesBeforeDue}) limit 1`.execute(tx);
  if (rows.length) throw new Refusal("answer_due");
}

/** What never happens is not waited for. */
async function refuseEmpty(tx: Tx, { workspaceId, id }: ConversationRow, reason: string): Promise<void> {
  if (reason === "promise") {
    const { rows } = await sql`
      select from promises where workspace_id = ${workspaceId} and conversation_id = ${id} and settled_at is null limit 1`.execute(
      tx,
    );
    if (!rows.length) throw unfit("for", "nothing_promised");
  }
  if (reason === "linked") {
    const { rows } = await sql`
      select from conversation_links l
      join conversations c on c.workspace_id = l.workspace_id and c.id = case when l.from_id = ${id} then l.to_id else l.from_id end
      where l.workspace_id = ${workspaceId} and ${id} in (l.from_id, l.to_id) and c.status <> 'closed' limit 1`.execute(
      tx,
    );
    if (!rows.length) throw unfit("for", "nothing_linked");
  }
}
