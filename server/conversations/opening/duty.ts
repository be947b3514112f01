import type { Db, Tx } from "../../db/database.ts";
import type { Actor } from "../../events.ts";
import { hand } from "../work/hand.ts";
import type { OpeningRows } from "./rows.ts";

/** What comes while a team is not there goes to who is on duty for it, the least laden of them by turns. */
export async function giveToDuty(db: Db, tx: Tx, workspaceId: string, rows: OpeningRows[]): Promise<void> {
  const urgent = rows.filter(({ onDuty }) => onDuty.length);
  if (!urgent.length) return;
  const people = await tx
    .selectFrom("agents")
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .where("status", "=", "active")
    .where("id", "in", [...new Set(urgent.flatMap(({ onDuty }) => onDuty))])
    .orderBy("id")
    .forShare()
    .execute();
  const given = urgent.flatMap(({ conversation, onDuty }) => {
    const able = people.filter(({ id }) => onDuty.includes(id));
    const to = able[conversation.number % Math.max(1, able.length)];
    return to ? [{ matter: asMatter(workspaceId, conversation), to, told: { because: "on_duty" } }] : [];
  });
  if (given.length) await hand(db, tx, workspaceId, router, given);
}

const router: Actor = { kind: "automation", id: null, name: "routing" };

const asMatter = (workspaceId: string, row: OpeningRows["conversation"]) => ({
  workspaceId,
  id: row.id,
  brandId: row.brand_id,
  line: row.line,
  priority: row.priority,
  channel: row.channel,
  status: row.status,
  stage: null,
  heldFor: null,
  ownerId: null,
  snoozedUntil: null,
  mergedInto: null,
});
