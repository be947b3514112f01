import type { Checklist, ChecklistItem } from "../../../contract/checklists.ts";
import type { Locale } from "../../../contract/languages.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx } from "../../db/database.ts";
import { mayRead } from "../read.ts";

/** What is to be done in a matter, in its order, in the caller's language. */
export const checklistOf = (db: Db, caller: Caller, conversationId: string): Promise<Checklist> =>
  look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    return checklistIn(tx, caller, conversationId);
  });

/** The same in an open transaction, for whoever has looked at the wall. */
export async function checklistIn(tx: Tx, caller: Caller, conversationId: string): Promise<Checklist> {
  const rows = await tx
    .selectFrom("checklistItems as i")
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "i.workspaceId").onRef("a.id", "=", "i.assigneeId"),
    )
    .selectAll("i")
    .select("a.name as assigneeName")
    .where("i.workspaceId", "=", caller.workspaceId)
    .where("i.conversationId", "=", conversationId)
    .where("i.removedAt", "is", null)
    .orderBy("i.place")
    .orderBy("i.id")
    .execute();
  return {
    items: rows.map(
      (row): ChecklistItem => ({
        id: row.id,
        text: wordsFor(row, caller.locale),
        isRequired: row.isRequired,
        assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? "" } : null,
        dueAt: row.dueAt?.toISOString() ?? null,
        done: row.doneAt ? { at: row.doneAt.toISOString(), by: row.doneBy?.name ?? "" } : null,
        template: row.templateId,
      }),
    ),
  };
}

export type Texts = Partial<Record<Locale, string>>;

/** What an item says in a language: as a template has it there, else as it was written. */
export const wordsFor = ({ text, texts }: { text: string; texts: Texts | null }, locale: Locale): string =>
  texts?.[locale] ?? text;

/** What a text of a template is called where its reader's language has no words: English, else the first there is. */
export const usualWords = (texts: Texts): string => texts.en ?? Object.values(texts)[0] ?? "";
