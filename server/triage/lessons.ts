import { randomUUIDv7 } from "node:crypto";
import type { Language } from "../../contract/languages.ts";
import type { Correction } from "../../contract/triage.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import type { Secret } from "../secret.ts";

interface Said {
  text: string;
  language: Language;
  intent: string;
  /** What was guessed. */
  was: string | null;
}

/** Keeps what a person said of a conversation, in place of what was said of it before. */
export async function keepLesson(
  tx: Tx,
  caller: Caller,
  { id, brandId }: { id: string; brandId: string },
  said: Said,
): Promise<void> {
  const { workspaceId } = caller;
  await tx
    .deleteFrom("corrections")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .execute();
  await tx
    .insertInto("corrections")
    .values({
      workspaceId,
      id: randomUUIDv7(),
      conversationId: id,
      brandId,
      ...said,
      text: said.text.slice(0, 4000).toWellFormed(),
      byId: caller.kind === "agent" ? caller.id : null,
      byName: caller.name,
    })
    .execute();
  await changeRules(tx, workspaceId);
}

/** Forgets what was said of a conversation, if anything was. */
export async function forgetLessonOf(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  const gone = await tx
    .deleteFrom("corrections")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", conversationId)
    .returning("id")
    .execute();
  if (gone.length) await changeRules(tx, workspaceId);
}

/** A page of what people said, newest first, of the brands that the caller serves. */
export function listLessons(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Correction[]; next: string | null }> {
  const after = readCursor(secret, "corrections", cursor);
  return look(db, caller.workspaceId, async (tx) => {
    let query = tx
      .selectFrom("corrections")
      .select(["id", "conversationId", "text", "language", "was", "intent", "byName", "createdAt"])
      .where("workspaceId", "=", caller.workspaceId);
    if (caller.brands) query = query.where("brandId", "in", [...caller.brands]);
    if (after) query = query.where("id", "<", after[1]!);
    const rows = await query
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const items = shown.map(({ byName, createdAt, language, ...row }) => ({
      ...row,
      language: language as Language,
      by: byName,
      at: createdAt.toISOString(),
    }));
    const last = items.at(-1);
    return {
      items,
      next: rows.length > limit && last ? writeCursor(secret, "corrections", [last.at, last.id]) : null,
    };
  });
}

/** Takes a lesson back. What was absorbed of it by night goes with the next night. */
export function forgetLesson(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const row = await tx
      .deleteFrom("corrections")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .$if(caller.brands !== null, (query) => query.where("brandId", "in", [...caller.brands!]))
      .returning(["conversationId", "brandId", "intent"])
      .executeTakeFirst();
    if (!row) throw new Refusal("not_found");
    await changeRules(tx, caller.workspaceId);
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "triage.changed",
      actor: actorOf(caller),
      conversationId: row.conversationId,
      brandId: row.brandId,
      data: { takenBack: row.intent },
    });
  });
}
