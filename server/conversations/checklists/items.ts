import { sql } from "kysely";
import { mostItems, type patchChecklistItem } from "../../../contract/checklists.ts";
import { type Role, roles } from "../../../contract/permissions.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { type Actor, actorOf } from "../../events.ts";
import { notify } from "../../notices/index.ts";
import { orderedId } from "../../ordered-id.ts";
import { Refusal } from "../../refusal.ts";
import type { ConversationRow } from "../read.ts";
import { actOnChecklist, type Told } from "./act.ts";

/** What is written into a list. */
export interface NewItem {
  text: string;
  texts?: unknown;
  templateId?: string;
  isRequired: boolean;
  assignee?: string;
  dueAt?: string;
}

/** Adds items at the end of a list. The matter must be locked. */
export async function addItems(
  tx: Tx,
  actor: Actor,
  matter: ConversationRow,
  items: NewItem[],
  now: Date,
): Promise<Told> {
  const { workspaceId, id: conversationId } = matter;
  if (matter.checklistAll + items.length > mostItems) throw new Refusal("too_many");
  for (const assignee of new Set(items.flatMap((item) => item.assignee ?? [])))
    await whoMayTick(tx, matter, assignee);
  const { rows } = await sql<{ last: number | null }>`
    select max(place) as last from checklist_items
    where workspace_id = ${workspaceId} and conversation_id = ${conversationId}`.execute(tx);
  const first = (rows[0]?.last ?? -1) + 1;
  const added = items.map((item, at) => ({
    workspaceId,
    id: orderedId(),
    conversationId,
    place: first + at,
    text: item.text,
    texts: item.texts ? JSON.stringify(item.texts) : null,
    templateId: item.templateId ?? null,
    isRequired: item.isRequired,
    assigneeId: item.assignee ?? null,
    dueAt: item.dueAt ? new Date(item.dueAt) : null,
    checkAt: item.dueAt ? new Date(item.dueAt) : null,
    addedAt: now,
    addedBy: JSON.stringify(actor),
  }));
  await tx.insertInto("checklistItems").values(added).execute();
  for (const { assigneeId, text } of added)
    if (assigneeId) await tellAssignee(tx, actor, matter, { assigneeId, text }, now);
  return {
    did: "added",
    items: added.map(({ id, text }, at) => ({
      id,
      text,
      ...(items[at]!.texts ? { texts: items[at]!.texts } : {}),
    })),
  };
}

/** Ticks an item, says it otherwise, gives it to somebody, or moves it. */
export const changeItem = (
  db: Db,
  caller: Caller,
  id: string,
  itemId: string,
  { isDone, text, isRequired, assignee, dueAt, after }: BodyOf<typeof patchChecklistItem>,
) =>
  actOnChecklist(db, caller, id, async (tx, matter, now) => {
    const item = await itemOf(tx, matter, itemId, { removed: false });
    if (assignee && assignee !== item.assigneeId) await whoMayTick(tx, matter, assignee);
    const moved = after !== undefined && (await move(tx, matter, itemId, after));
    const ticks = isDone !== undefined && isDone !== (item.doneAt !== null);
    const due = dueAt === undefined ? item.dueAt : dueAt === null ? null : new Date(dueAt);
    const isLater = due?.getTime() !== item.dueAt?.getTime();
    const set = {
      ...(text !== undefined && text !== item.text && { text, texts: null }),
      ...(isRequired !== undefined && isRequired !== item.isRequired && { isRequired }),
      ...(assignee !== undefined && assignee !== item.assigneeId && { assigneeId: assignee }),
      ...(isLater && { dueAt: due }),
      ...(ticks && { doneAt: isDone ? now : null, doneBy: isDone ? JSON.stringify(actorOf(caller)) : null }),
    };
    if (!Object.keys(set).length) return moved ? told("moved", item) : null;
    const open = ticks ? !isDone : item.doneAt === null;
    await tx
      .updateTable("checklistItems")
      // What is over is not told of again when a tick is taken back.
      .set({ ...set, checkAt: open && due && (isLater || item.checkAt || due > now) ? due : null })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", itemId)
      .execute();
    const says = { ...item, ...(text !== undefined && { text, texts: null }) };
    if (assignee && assignee !== item.assigneeId)
      await tellAssignee(tx, actorOf(caller), matter, { assigneeId: assignee, text: says.text }, now);
    return told(ticks ? (isDone ? "ticked" : "unticked") : "changed", says);
  });

/** Takes an item off the list. */
export const removeItem = (db: Db, caller: Caller, id: string, itemId: string) =>
  actOnChecklist(db, caller, id, async (tx, matter, now) => {
    const item = await itemOf(tx, matter, itemId, { removed: false });
    await setRemoved(tx, caller, itemId, { removedAt: now, checkAt: null });
    return told("removed", item);
  });

/** Puts it back; nothing happens to one that is there. */
export const putItemBack = (db: Db, caller: Caller, id: string, itemId: string) =>
  actOnChecklist(db, caller, id, async (tx, matter, now) => {
    const item = await itemOf(tx, matter, itemId, { removed: true });
    if (!item.removedAt) return null;
    if (matter.checklistAll >= mostItems) throw new Refusal("too_many");
    const isAhead = item.dueAt && item.dueAt > now && !item.doneAt;
    await setRemoved(tx, caller, itemId, { removedAt: null, checkAt: isAhead ? item.dueAt : null });
    return told("put_back", item);
  });

const setRemoved = (
  tx: Tx,
  { workspaceId }: Caller,
  id: string,
  set: { removedAt: Date | null; checkAt: Date | null },
) =>
  tx
    .updateTable("checklistItems")
    .set(set)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();

const told = (did: Told["did"], { id, text, texts }: { id: string; text: string; texts: unknown }): Told => ({
  did,
  items: [{ id, text, ...(texts ? { texts } : {}) }],
});

async function itemOf(
  tx: Tx,
  { workspaceId, id: conversationId }: ConversationRow,
  id: string,
  { removed }: { removed: boolean },
) {
  const item = await tx
    .selectFrom("checklistItems")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", conversationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!item || (item.removedAt && !removed)) throw new Refusal("not_found");
  return item;
}

/** Puts an item behind another, or first. Says whether that changed anything. */
async function move(
  tx: Tx,
  { workspaceId, id: conversationId }: ConversationRow,
  itemId: string,
  after: string | null,
): Promise<boolean> {
  if (after === itemId) return false;
  const rows = await tx
    .selectFrom("checklistItems")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", conversationId)
    .orderBy("place")
    .orderBy("id")
    .execute();
  const before = rows.map(({ id }) => id);
  const order = before.filter((id) => id !== itemId);
  if (after !== null && !order.includes(after)) throw new Refusal("not_found");
  order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, itemId);
  if (order.every((id, at) => before[at] === id)) return false;
  await sql`
    update checklist_items i set place = o.place
    from unnest(${order}::uuid[]) with ordinality as o (id, place)
    where i.workspace_id = ${workspaceId} and i.id = o.id`.execute(tx);
  return true;
}

/** An item is for somebody who works here, may look behind the brand's wall, and may tick it. */
async function whoMayTick(tx: Tx, { workspaceId, brandId }: ConversationRow, agentId: string): Promise<void> {
  const { rows } = await sql<{ role: Role }>`
    select a.role from agents a where a.workspace_id = ${workspaceId} and a.id = ${agentId} and a.status = 'active'
      and (a.all_brands or exists (select from agent_brands b where b.workspace_id = a.workspace_id
        and b.agent_id = a.id and b.brand_id = ${brandId}))`.execute(tx);
  const may = rows[0] && (roles[rows[0].role] as readonly string[]).includes("conversations.note");
  if (!may) throw new Refusal("not_found");
}

async function tellAssignee(
  tx: Tx,
  actor: Actor,
  { workspaceId, id: conversationId }: ConversationRow,
  { assigneeId, text }: { assigneeId: string; text: string },
  at: Date,
): Promise<void> {
  if (assigneeId === actor.id) return;
  await notify(tx, workspaceId, {
    to: [assigneeId],
    kind: "item_given",
    conversationId,
    data: { by: actor.name, text },
    at,
  });
}
