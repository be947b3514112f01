import { sql } from "kysely";
import type { ArticleVersion, putTranslation, Translation } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { changesOf } from "./html/changes.ts";
import { markdownOf } from "./html/markdown-out.ts";
import { isBehind } from "./lines.ts";
import { linksOf, noteLinks } from "./links.ts";
import { byOf, tellOf } from "./tell.ts";
import { lockArticle, seenArticle } from "./wall.ts";
import { saysTheSame, type Written, writtenOf } from "./write-draft.ts";

type By = Translation["changedBy"];

/** A translation as it stands here; where customers read it is for the help centre to say. */
export type OwnTranslation = Omit<Translation, "url">;

export const translationRow = (tx: Tx, workspaceId: string, articleId: string, locale: Locale) =>
  tx
    .selectFrom("articleTranslations")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .where("locale", "=", locale);

/** A version as it was published; null when there is none of that number. */
export async function versionOf(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  locale: Locale,
  version: number | null,
): Promise<ArticleVersion | null> {
  if (version === null) return null;
  const row = await tx
    .selectFrom("articleVersions")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .where("locale", "=", locale)
    .where("version", "=", version)
    .executeTakeFirst();
  return row
    ? {
        locale,
        version: row.version,
        title: row.title,
        summary: row.summary,
        html: row.html,
        triggers: row.triggers,
        sourceVersion: row.sourceVersion,
        note: row.note,
        publishedBy: row.publishedBy as By,
        publishedAt: row.publishedAt.toISOString(),
      }
    : null;
}

/** One language of an article: its draft, what readers see, and what its source changed since. */
export async function readTranslation(
  tx: Tx,
  caller: Caller,
  articleId: string,
  locale: Locale,
  dropped: string[] = [],
): Promise<OwnTranslation> {
  const { workspaceId } = caller;
  const article = await seenArticle(tx, caller, articleId);
  const row = await translationRow(tx, workspaceId, articleId, locale).executeTakeFirst();
  if (!row) throw new Refusal("not_found");
  const isSource = locale === article.sourceLocale;
  const source = isSource
    ? null
    : await sourceOf(tx, workspaceId, articleId, article.sourceLocale as Locale, row.sourceVersion);
  return {
    articleId,
    locale,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    html: row.html,
    triggers: row.triggers,
    markdown: markdownOf(row.html),
    draft: row.draft,
    changedAt: row.changedAt.toISOString(),
    changedBy: row.changedBy as By,
    state: row.publishedVersion !== null ? "published" : row.publishAt ? "scheduled" : "draft",
    hasChanges: row.publishedVersion !== null && row.publishedDraft !== row.draft,
    published: await versionOf(tx, workspaceId, articleId, locale, row.publishedVersion),
    publishAt: row.publishAt?.toISOString() ?? null,
    withdrawAt: row.withdrawAt?.toISOString() ?? null,
    isBehind: isBehind(isSource, row.sourceVersion, source?.version ?? null),
    source,
    links: await linksOf(tx, workspaceId, articleId, locale),
    dropped,
  };
}

/** How the source reads now, as it is published or else as it is being written, and what became of it since a version. */
async function sourceOf(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  locale: Locale,
  followed: number | null,
): Promise<Translation["source"]> {
  const row = await translationRow(tx, workspaceId, articleId, locale).executeTakeFirst();
  if (!row) return null;
  const now = (await versionOf(tx, workspaceId, articleId, locale, row.publishedVersion)) ?? row;
  const before = await versionOf(tx, workspaceId, articleId, locale, followed);
  return {
    locale,
    version: row.publishedVersion,
    followed,
    title: now.title,
    summary: now.summary,
    html: now.html,
    triggers: now.triggers,
    titleBefore: before && before.title !== now.title ? before.title : null,
    changes: before && before.version !== row.publishedVersion ? changesOf(before.html, now.html) : [],
  };
}

export async function insertTranslation(
  tx: Tx,
  caller: Caller,
  article: { id: string; brandId: string | null },
  locale: Locale,
  written: Written,
  sourceVersion: number | null,
): Promise<void> {
  await tx
    .insertInto("articleTranslations")
    .values({
      workspaceId: caller.workspaceId,
      articleId: article.id,
      locale,
      ...written,
      changedBy: byOf(caller),
      sourceVersion,
    })
    .execute();
  await noteLinks(tx, caller.workspaceId, article, locale, written.html);
}

/**
 * Saves the draft of one language. It names the draft it was made from: when somebody else saved meanwhile, theirs stands
 * and this is refused, so that its writer can look at both.
 */
export function saveTranslation(
  db: Db,
  caller: Caller,
  articleId: string,
  locale: Locale,
  { draft, follows, ...said }: BodyOf<typeof putTranslation>,
): Promise<OwnTranslation> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const article = await lockArticle(tx, caller, articleId);
    const before = await translationRow(tx, workspaceId, articleId, locale).forUpdate().executeTakeFirst();
    if ((before?.draft ?? null) !== draft) {
      if (!before) throw new Refusal("not_found");
      throw new Refusal("article_changed", { fields: [{ path: "draft", message: String(before.draft) }] });
    }
    const isSource = locale === article.sourceLocale;
    const followed = isSource ? null : await followedVersion(tx, workspaceId, article, follows, before);
    const { written, dropped } = writtenOf(said, before ?? null);
    if (!before) await insertTranslation(tx, caller, article, locale, written, followed);
    else if (saysTheSame(written, before) && followed === before.sourceVersion)
      return readTranslation(tx, caller, articleId, locale, dropped);
    else await writeDraft(tx, caller, article, { ...before, locale }, written, followed);
    await touch(tx, workspaceId, articleId);
    await tellOf(tx, caller, article, "article.changed", { locale, draft: (before?.draft ?? 0) + 1 });
    return readTranslation(tx, caller, articleId, locale, dropped);
  });
}

/** Which version of the source a draft says: the one it names, else that of before, else the published one. */
async function followedVersion(
  tx: Tx,
  workspaceId: string,
  article: { id: string; sourceLocale: string },
  follows: number | undefined,
  before: { sourceVersion: number | null } | undefined,
): Promise<number | null> {
  if (follows === undefined && before) return before.sourceVersion;
  const source = await translationRow(
    tx,
    workspaceId,
    article.id,
    article.sourceLocale as Locale,
  ).executeTakeFirst();
  const published = source?.publishedVersion ?? null;
  if (follows === undefined) return published;
  if (published === null || follows < 1 || follows > published)
    throw new Refusal("invalid", { fields: [{ path: "follows", message: "is_gone" }] });
  return follows;
}

export async function writeDraft(
  tx: Tx,
  caller: Caller,
  article: { id: string; brandId: string | null },
  before: { locale: Locale; draft: number },
  written: Written,
  sourceVersion: number | null,
): Promise<void> {
  await tx
    .updateTable("articleTranslations")
    .set({
      ...written,
      draft: before.draft + 1,
      changedAt: new Date(),
      changedBy: byOf(caller),
      sourceVersion,
    })
    .where("workspaceId", "=", caller.workspaceId)
    .where("articleId", "=", article.id)
    .where("locale", "=", before.locale)
    .execute();
  await noteLinks(tx, caller.workspaceId, article, before.locale, written.html);
}

export const touch = (tx: Tx, workspaceId: string, articleId: string) =>
  tx
    .updateTable("articles")
    .set({ updatedAt: new Date() })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", articleId)
    .execute();

/** Removes a language with its versions; the source stays, since the others are made from it. */
export function removeTranslation(db: Db, caller: Caller, articleId: string, locale: Locale): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const article = await lockArticle(tx, caller, articleId);
    const row = await translationRow(tx, workspaceId, articleId, locale).forUpdate().executeTakeFirst();
    if (!row) throw new Refusal("not_found");
    if (locale === article.sourceLocale) throw new Refusal("still_in_use");
    await sql`
      delete from article_translations
      where workspace_id = ${workspaceId} and article_id = ${articleId} and locale = ${locale}`.execute(tx);
    await touch(tx, workspaceId, articleId);
    await tellOf(
      tx,
      caller,
      article,
      row.publishedVersion === null ? "article.changed" : "article.withdrawn",
      {
        locale,
        removed: true,
      },
    );
  });
}
