import { sql } from "kysely";
import type { Article, putPublication, putPublicationPlan } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { type Actor, actorOf } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { text } from "../texts.ts";
import { gistOf } from "./html/gist.ts";
import { leadingTo, lookAtOwn } from "./links.ts";
import { readArticle } from "./read.ts";
import { tellOf } from "./tell.ts";
import { touch } from "./translations.ts";
import { type ArticleRow, lockArticle } from "./wall.ts";

/** Makes the drafts of some languages, or of all, what readers see. Each that says something new becomes a version. */
export function publish(
  db: Db,
  caller: Caller,
  id: string,
  { locales, drafts = {}, note }: BodyOf<typeof putPublication>,
): Promise<Article> {
  return within(db, caller.workspaceId, async (tx) => {
    const article = await lockArticle(tx, caller, id);
    if (article.archivedAt) throw new Refusal("article_archived");
    const rows = await lockTranslations(tx, caller.workspaceId, id, locales);
    for (const row of rows) {
      const seen = drafts[row.locale as Locale];
      if (seen !== undefined && seen !== row.draft) throw new Refusal("article_changed");
    }
    await publishRows(tx, { workspaceId: caller.workspaceId, actor: actorOf(caller) }, article, rows, note);
    return readArticle(tx, caller, id);
  });
}

async function lockTranslations(tx: Tx, workspaceId: string, articleId: string, locales?: readonly Locale[]) {
  const rows = await tx
    .selectFrom("articleTranslations")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .orderBy("locale")
    .forUpdate()
    .execute();
  const asked = locales ? rows.filter((row) => locales.includes(row.locale as Locale)) : rows;
  if (locales && asked.length < new Set(locales).size) throw new Refusal("not_found");
  return asked;
}

type Row = Awaited<ReturnType<typeof lockTranslations>>[number];

/** The source first: a translation that was made from its draft follows the version which that becomes. */
export async function publishRows(
  tx: Tx,
  by: { workspaceId: string; actor: Actor },
  article: Pick<ArticleRow, "id" | "number" | "brandId" | "sourceLocale">,
  rows: readonly Row[],
  note: string,
  at = new Date(),
): Promise<void> {
  const due = rows.filter((row) => row.publishedVersion === null || row.publishedDraft !== row.draft);
  const { workspaceId, actor } = by;
  const ordered = [...due].sort(
    (one, other) =>
      Number(other.locale === article.sourceLocale) - Number(one.locale === article.sourceLocale),
  );
  const versions = await newVersions(tx, workspaceId, article.id);
  const made = ordered.map((row) => {
    const { text: words, headings } = gistOf(row.html);
    const version = (versions.get(row.locale) ?? 0) + 1;
    return { row, version, words, headings: headings.map((heading) => heading.words).join("\n") };
  });
  const source = made.find(({ row }) => row.locale === article.sourceLocale);
  if (made.length)
    await tx
      .insertInto("articleVersions")
      .values(
        made.map(({ row, version, words, headings }) => ({
          workspaceId,
          articleId: article.id,
          locale: row.locale,
          version,
          title: row.title,
          summary: row.summary,
          html: row.html,
          text: words,
          headings,
          triggers: row.triggers,
          sourceVersion: row.sourceVersion ?? followedOf(row, article.sourceLocale, source?.version),
          note,
          publishedBy: JSON.stringify({ kind: actor.kind, id: actor.id, name: actor.name }),
          publishedAt: at,
        })),
      )
      .execute();
  await sql`
    update article_translations t set published_draft = t.draft, published_at = ${at}, publish_at = null,
      published_version = coalesce(m.version, t.published_version),
      source_version = case when t.locale = ${article.sourceLocale} then null else coalesce(t.source_version, m.followed) end
    from jsonb_to_recordset(${JSON.stringify(
      rows.map((row) => {
        const version = made.find((one) => one.row === row)?.version ?? null;
        return {
          locale: row.locale,
          version,
          followed: followedOf(row, article.sourceLocale, source?.version),
        };
      }),
    )}::jsonb) as m (locale text, version integer, followed integer)
    where t.workspace_id = ${workspaceId} and t.article_id = ${article.id} and t.locale = m.locale
      and (m.version is not null or t.publish_at is not null)`.execute(tx);
  if (!made.length) return;
  if (source) await followFirst(tx, workspaceId, article, source.version);
  await touch(tx, workspaceId, article.id);
  await lookAtOwn(tx, workspaceId, leadingTo(article.id));
  await tellOf(tx, by, article, "article.published", {
    locales: made.map(({ row }) => row.locale),
    versions: Object.fromEntries(made.map(({ row, version }) => [row.locale, version])),
    title: (source ?? made[0]!).row.title,
  });
}

/** A translation published together with its source, and of which nobody said otherwise, follows that version. */
const followedOf = (row: Row, sourceLocale: string, published: number | undefined): number | null =>
  row.locale === sourceLocale || row.sourceVersion !== null ? null : (published ?? null);

/** Translations that were made from the draft which this version is now, follow it. */
const followFirst = (
  tx: Tx,
  workspaceId: string,
  { id, sourceLocale }: Pick<ArticleRow, "id" | "sourceLocale">,
  version: number,
) =>
  sql`
    update article_translations t set source_version = ${version}
    from article_translations s
    where t.workspace_id = ${workspaceId} and t.article_id = ${id} and t.locale <> ${sourceLocale} and t.source_version is null
      and s.workspace_id = t.workspace_id and s.article_id = t.article_id and s.locale = ${sourceLocale}
      and t.changed_at >= s.changed_at`.execute(tx);

async function newVersions(tx: Tx, workspaceId: string, articleId: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom("articleVersions")
    .select(({ fn }) => ["locale", fn.max("version").as("version")])
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .groupBy("locale")
    .execute();
  return new Map(rows.map(({ locale, version }) => [locale, version]));
}

/** Readers see an article no longer, in one language or in all. */
export function withdraw(db: Db, caller: Caller, id: string, locale?: Locale): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const article = await lockArticle(tx, caller, id);
    const rows = await lockTranslations(tx, caller.workspaceId, id, locale && [locale]);
    await withdrawRows(tx, { workspaceId: caller.workspaceId, actor: actorOf(caller) }, article, rows);
  });
}

async function withdrawRows(
  tx: Tx,
  by: { workspaceId: string; actor: Actor },
  article: Pick<ArticleRow, "id" | "number" | "brandId">,
  rows: readonly Row[],
): Promise<void> {
  const locales = rows.map((row) => row.locale);
  await tx
    .updateTable("articleTranslations")
    .set({
      publishedVersion: null,
      publishedDraft: null,
      publishedAt: null,
      publishAt: null,
      withdrawAt: null,
    })
    .where("workspaceId", "=", by.workspaceId)
    .where("articleId", "=", article.id)
    .where("locale", "in", locales)
    .execute();
  const seen = rows.filter((row) => row.publishedVersion !== null);
  if (!seen.length) return;
  await touch(tx, by.workspaceId, article.id);
  await lookAtOwn(tx, by.workspaceId, leadingTo(article.id));
  await tellOf(tx, by, article, "article.withdrawn", { locales: seen.map((row) => row.locale) });
}

/** Sets when the drafts are published, and when readers are to see them no longer. */
export function plan(
  db: Db,
  caller: Caller,
  id: string,
  { locales, publishAt, withdrawAt }: BodyOf<typeof putPublicationPlan>,
): Promise<Article> {
  return within(db, caller.workspaceId, async (tx) => {
    const article = await lockArticle(tx, caller, id);
    if (article.archivedAt) throw new Refusal("article_archived");
    if (publishAt && withdrawAt && new Date(withdrawAt) <= new Date(publishAt))
      throw new Refusal("invalid", { fields: [{ path: "withdrawAt", message: "after_begin" }] });
    const rows = await lockTranslations(tx, caller.workspaceId, id, locales);
    await tx
      .updateTable("articleTranslations")
      .set({ publishAt: publishAt && new Date(publishAt), withdrawAt: withdrawAt && new Date(withdrawAt) })
      .where("workspaceId", "=", caller.workspaceId)
      .where("articleId", "=", id)
      .where(
        "locale",
        "in",
        rows.map((row) => row.locale),
      )
      .execute();
    await touch(tx, caller.workspaceId, id);
    await tellOf(tx, caller, article, "article.changed", { publishAt, withdrawAt });
    return readArticle(tx, caller, id);
  });
}

const mostAtOnce = 50;

/** Publishes and withdraws what was planned for by now; returns whether more is left. */
export async function publishPlanned(db: Db, now: Date): Promise<boolean> {
  const due = await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; articleId: string; locale: Locale }>`
      select distinct t.workspace_id, t.article_id, w.locale from article_translations t
      join workspaces w on w.id = t.workspace_id
      where (t.publish_at is not null or t.withdraw_at is not null) and least(t.publish_at, t.withdraw_at) <= ${now}
      limit ${mostAtOnce}`.execute(tx);
    return rows;
  });
  for (const { workspaceId, articleId, locale } of due)
    await within(db, workspaceId, (tx) => carryOut(tx, workspaceId, articleId, locale, now));
  return due.length === mostAtOnce;
}

async function carryOut(tx: Tx, workspaceId: string, articleId: string, locale: Locale, now: Date) {
  const article = await tx
    .selectFrom("articles")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", articleId)
    .forUpdate()
    .executeTakeFirst();
  if (!article) return;
  const rows = await lockTranslations(tx, workspaceId, articleId);
  const by = {
    workspaceId,
    actor: { kind: "automation" as const, id: null, name: text(locale, "article.plan") },
  };
  const isDue = (at: Date | null) => at !== null && at <= now;
  const toPublish = rows.filter((row) => isDue(row.publishAt));
  if (toPublish.length) await publishRows(tx, by, article, toPublish, "", now);
  const toWithdraw = rows.filter((row) => isDue(row.withdrawAt));
  if (toWithdraw.length) {
    const fresh = await lockTranslations(
      tx,
      workspaceId,
      articleId,
      toWithdraw.map((row) => row.locale as Locale),
    );
    await withdrawRows(tx, by, article, fresh);
  }
}
