import { sql } from "kysely";
import type { Checklist } from "../../../contract/checklists.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { type Actor, actorOf, type NewEvent, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { checklistIn } from "./list.ts";

/** What became of items, as the timeline tells it. */
export interface Told {
  did: "added" | "ticked" | "unticked" | "changed" | "moved" | "removed" | "put_back";
  items: { id: string; text: string; texts?: unknown }[];
  /** The names of the template that they came from. */
  template?: unknown;
}

/**
 * Changes the checklist of a matter. Two who do so at once take turns at the matter, so that each finds what the other
 * did and its count stays right.
 */
export function actOnChecklist(
  db: Db,
  caller: Caller,
  conversationId: string,
  act: (tx: Tx, matter: ConversationRow, now: Date) => Promise<Told | null>,
): Promise<Checklist> {
  return within(db, caller.workspaceId, async (tx) => {
    const matter = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    if (matter.mergedInto) throw new Refusal("conversation_merged");
    const now = new Date();
    const told = await act(tx, matter, now);
    if (told) await settle(tx, actorOf(caller), matter, told, now);
    return checklistIn(tx, caller, conversationId);
  });
}

/** Counts what is done of how much, and tells what happened. */
export async function settle(
  tx: Tx,
  actor: Actor,
  matter: Pick<ConversationRow, "workspaceId" | "id" | "brandId" | "checklistDone" | "checklistAll">,
  told: Told,
  now: Date,
): Promise<void> {
  const { workspaceId, id, brandId } = matter;
  const { done, all } = await recount(tx, workspaceId, id, now);
  const about = { workspaceId, conversationId: id, brandId, actor, at: now };
  const events: NewEvent[] = [
    { ...about, kind: "conversation.checklist_changed", data: { ...told, done, all } },
  ];
  const wasDone = matter.checklistAll > 0 && matter.checklistDone === matter.checklistAll;
  if (all > 0 && done === all && !wasDone)
    events.push({ ...about, kind: "conversation.checklist_finished", data: { all } });
  await recordAll(tx, events);
}

/** Writes down how much of the list is done. The matter must be locked. */
export async function recount(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  now: Date,
): Promise<{ done: number; all: number }> {
  const { rows } = await sql<{ checklistDone: number; checklistAll: number }>`
    update conversations set updated_at = ${now}, version = version + 1,
      (checklist_done, checklist_all) = (select count(*) filter (where done_at is not null), count(*) from checklist_items
        where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and removed_at is null)
    where workspace_id = ${workspaceId} and id = ${conversationId}
    returning checklist_done, checklist_all`.execute(tx);
  return { done: rows[0]!.checklistDone, all: rows[0]!.checklistAll };
}
