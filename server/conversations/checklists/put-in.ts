import { sql } from "kysely";
import type { ChecklistTemplate } from "../../../contract/checklists.ts";
import { isSeen } from "../../brand-wall.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { type Actor, actorOf } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { settle, type Told } from "./act.ts";
import { addItems } from "./items.ts";
import { usualWords } from "./list.ts";
import { type TemplateRow, templateRow, templateRows } from "./templates.ts";

/** Puts the items of a template at the end of a list; the matter must be locked. */
export async function putTemplateIn(
  tx: Tx,
  caller: Caller,
  matter: ConversationRow,
  templateId: string,
  now: Date,
): Promise<Told> {
  const template = await templateRow(tx, caller.workspaceId, templateId);
  if (!isSeen(caller, template) || !suitsBrand(template, matter)) throw new Refusal("not_found");
  await noteUse(tx, matter, templateId, now);
  return putIn(tx, actorOf(caller), matter, template, now);
}

/**
 * Gives matters the lists that matters of their kind begin with. Each is given once, also where it was taken off since or
 * the matter becomes of that kind again.
 */
export async function beginChecklists(db: Db, matters: { workspaceId: string; id: string }[]): Promise<void> {
  for (const [workspaceId, own] of Map.groupBy(matters, (matter) => matter.workspaceId))
    await within(db, workspaceId, async (tx) => {
      const templates = (await templateRows(tx, workspaceId)).filter(({ begins }) => begins);
      if (!templates.length) return;
      for (const id of [...new Set(own.map((matter) => matter.id))].sort()) {
        const matter = await lockConversation(tx, workspaceId, id);
        if (matter.mergedInto || matter.status === "closed") continue;
        const now = new Date();
        let current = matter;
        for (const template of templates.filter((each) => suits(each, matter)))
          if (await noteUse(tx, matter, template.id, now)) {
            const told = await putIn(tx, beginning, current, template, now);
            await settle(tx, beginning, current, told, now);
            current = await lockConversation(tx, workspaceId, id);
          }
      }
    });
}

const beginning: Actor = { kind: "automation", id: null, name: "checklists" };

async function putIn(
  tx: Tx,
  actor: Actor,
  matter: ConversationRow,
  template: TemplateRow,
  now: Date,
): Promise<Told> {
  const items = (template.items as ChecklistTemplate["items"]).map(({ texts, isRequired, dueMinutes }) => ({
    text: usualWords(texts),
    texts,
    templateId: template.id,
    isRequired,
    ...(dueMinutes && { dueAt: new Date(now.getTime() + dueMinutes * 60_000).toISOString() }),
  }));
  return { ...(await addItems(tx, actor, matter, items, now)), template: template.names };
}

/** Says whether it is the first time. */
async function noteUse(
  tx: Tx,
  { workspaceId, id }: ConversationRow,
  templateId: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into checklist_uses (workspace_id, conversation_id, template_id, at)
    values (${workspaceId}, ${id}, ${templateId}, ${at}) on conflict do nothing returning template_id`.execute(
    tx,
  );
  return rows.length > 0;
}

const suitsBrand = ({ brands }: TemplateRow, { brandId }: ConversationRow): boolean =>
  brands.length === 0 || brands.includes(brandId);

const suits = (template: TemplateRow, matter: ConversationRow): boolean =>
  suitsBrand(template, matter) &&
  (template.line === null || template.line === matter.line) &&
  (template.intents.length === 0 || (matter.intent !== null && template.intents.includes(matter.intent)));
