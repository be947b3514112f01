import type { ArticleVersion, ArticleVersionLine, BlockChange } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { changesOf } from "./html/changes.ts";
import { tellOf } from "./tell.ts";
import {
  type OwnTranslation,
  readTranslation,
  touch,
  translationRow,
  versionOf,
  writeDraft,
} from "./translations.ts";
import { lockArticle, seenArticle } from "./wall.ts";

/** What readers saw of one language over time, newest first. */
export function listVersions(
  db: Db,
  secret: Secret,
  caller: Caller,
  { id, locale }: { id: string; locale: Locale },
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: ArticleVersionLine[]; next: string | null }> {
  const { workspaceId } = caller;
  const list = `versions ${id} ${locale}`;
  const after = readCursor(secret, list, cursor);
  return look(db, workspaceId, async (tx) => {
    const row = await translationOf(tx, caller, id, locale);
    const rows = await tx
      .selectFrom("articleVersions")
      .select(["version", "title", "summary", "sourceVersion", "note", "publishedBy", "publishedAt"])
      .where("workspaceId", "=", workspaceId)
      .where("articleId", "=", id)
      .where("locale", "=", locale)
      .$if(after !== null, (query) => query.where("version", "<", Number(after![0])))
      .orderBy("version", "desc")
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(({ publishedAt, publishedBy, ...version }) => ({
        ...version,
        locale,
        publishedBy: publishedBy as ArticleVersion["publishedBy"],
        publishedAt: publishedAt.toISOString(),
        isCurrent: version.version === row.publishedVersion,
      })),
      next: rows.length > limit ? writeCursor(secret, list, [String(shown.at(-1)!.version), id]) : null,
    };
  });
}

async function translationOf(tx: Tx, caller: Caller, id: string, locale: Locale) {
  await seenArticle(tx, caller, id);
  const row = await translationRow(tx, caller.workspaceId, id, locale).executeTakeFirst();
  if (!row) throw new Refusal("not_found");
  return row;
}

/** One version, and what it changed from the one before. */
export async function readVersion(
  tx: Tx,
  caller: Caller,
  { id, locale, version }: { id: string; locale: Locale; version: number },
): Promise<ArticleVersion & { titleBefore: string | null; changes: BlockChange[] }> {
  await translationOf(tx, caller, id, locale);
  const found = await versionOf(tx, caller.workspaceId, id, locale, version);
  if (!found) throw new Refusal("not_found");
  const before = await versionOf(tx, caller.workspaceId, id, locale, version - 1);
  return {
    ...found,
    titleBefore: before && before.title !== found.title ? before.title : null,
    changes: before ? changesOf(before.html, found.html) : [],
  };
}

/** Makes the draft say again what a version said. */
export function restoreVersion(
  db: Db,
  caller: Caller,
  { id, locale, version }: { id: string; locale: Locale; version: number },
  draft: number,
): Promise<OwnTranslation> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const article = await lockArticle(tx, caller, id);
    const before = await translationRow(tx, workspaceId, id, locale).forUpdate().executeTakeFirst();
    const old = await versionOf(tx, workspaceId, id, locale, version);
    if (!before || !old) throw new Refusal("not_found");
    if (before.draft !== draft) throw new Refusal("article_changed");
    const { title, summary, html, triggers, sourceVersion } = old;
    const written = { title, summary, html, triggers, slug: before.slug };
    await writeDraft(tx, caller, article, { locale, draft }, written, sourceVersion);
    await touch(tx, workspaceId, id);
    await tellOf(tx, caller, article, "article.changed", { locale, draft: draft + 1, restored: version });
    return readTranslation(tx, caller, id, locale);
  });
}
