import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { type Db, look } from "../db/database.ts";
import { excerptOf, findDocuments, type Marker, markerOf } from "../search/index.ts";
import type { ArticleFound, Reading } from "./for-readers.ts";

/**
 * From where on an article truly answers: the share of what was asked that it holds (by the rarity of its words), and for the
 * best how far it stands before the next, which counts for no more than that share. Set on every sixth of the questions of the test set, each asked in the help
 * centre that has the answer and in one that has not; what came out stands in docs/knowledge.md.
 */
const good = 0.6;

interface Row {
  id: string;
  number: number;
  audience: ArticleFound["audience"];
  locale: Locale;
  slug: string;
  title: string;
  summary: string;
  text: string;
}

/**
 * Articles that answer words, best first and each once: in the language of the page where it is translated, else in
 * another, which only those are shown in that answer well, unless `inAnyLanguage`. Without words there are none.
 */
export async function findArticles(
  db: Db,
  {
    workspaceId,
    brandId,
    audiences,
    locale,
    text,
    limit,
    isBegun = false,
    inAnyLanguage = false,
  }: Reading & { text: string; limit: number; isBegun?: boolean; inAnyLanguage?: boolean },
): Promise<ArticleFound[]> {
  if (!text.trim() || !audiences.length) return [];
  const { hits, text: looked } = await findDocuments(db, {
    workspaceId,
    kind: "article",
    brands: [brandId],
    audiences,
    text,
    isBegun,
    usual: locale,
    limit: limit * 2,
  });
  if (!hits.length) return [];
  const rows = await look(db, workspaceId, async (tx) => {
    const { rows } = await sql<Row>`
      select a.id, a.number, a.audience, t.locale, t.slug, v.title, v.summary, v.text
      from articles a
      cross join lateral (select t.locale, t.slug, t.published_version from article_translations t
        where t.workspace_id = a.workspace_id and t.article_id = a.id and t.published_version is not null
        order by t.locale = ${locale} desc, t.locale = a.source_locale desc, t.locale limit 1) as t
      join article_versions v on v.workspace_id = a.workspace_id and v.article_id = a.id and v.locale = t.locale
        and v.version = t.published_version
      where a.workspace_id = ${workspaceId} and a.id = any(${hits.map((hit) => hit.subjectId)}::uuid[])
        and a.archived_at is null and (a.brand_id is null or a.brand_id = ${brandId})
        and a.audience = any(${[...audiences]}::text[])`.execute(tx);
    return new Map(rows.map((row) => [row.id, row]));
  });
  const marker = markerOf(looked, { isBegun });
  return hits
    .flatMap(({ subjectId, score, share }, at) => {
      const row = rows.get(subjectId);
      const isGood = share + (at ? 0 : Math.min(share, leadOf(score, hits[1]?.score))) >= good;
      if (!row || (row.locale !== locale && !isGood && !inAnyLanguage)) return [];
      return [toFound(row, locale, score, isGood, marker)];
    })
    .slice(0, limit);
}

/** How far the best stands before the next, as a share of its score. */
const leadOf = (score: number, next: number | undefined): number =>
  next !== undefined && score > 0 ? (score - next) / score : 0;

function toFound(
  { id, text, ...row }: Row,
  locale: Locale,
  score: number,
  isGood: boolean,
  marker: Marker,
): ArticleFound {
  const { text: excerpt, marks } = excerptOf(text, marker, row.locale);
  return { ...row, articleId: id, isOtherLanguage: row.locale !== locale, excerpt, marks, score, isGood };
}
