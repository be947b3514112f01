import { sql } from "kysely";
import type { Audience } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { forgetDocuments, putDocuments, type SearchDocument } from "../search/index.ts";

interface Row {
  articleId: string;
  locale: Locale;
  brandId: string | null;
  audience: Audience;
  tags: string[];
  publishedAt: Date;
  title: string;
  summary: string;
  text: string;
  headings: string;
  triggers: string[];
}

/** So many are made findable at once. */
const atOnce = 50;

/** Makes what readers may find of these articles findable, and what they may not any more not; safe to run twice. */
export async function indexArticles(
  db: Db,
  workspaceId: string,
  articleIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(articleIds)];
  for (let at = 0; at < ids.length; at += atOnce)
    await within(db, workspaceId, (tx) => indexSome(tx, workspaceId, ids.slice(at, at + atOnce)));
}

async function indexSome(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  const rows = await published(tx, workspaceId, sql`a.id = any(${ids}::uuid[])`);
  await forgetDocuments(
    tx,
    ids.map((id) => ({ workspaceId, kind: "article" as const, id })),
  );
  await putDocuments(
    tx,
    rows.map((row) => documentOf(workspaceId, row)),
  );
}

/** Several languages each, whose words are long in the making: others wait meanwhile. */
const mostAnew = 10;

/** What readers may find of the articles from an id down, for an index that is made anew, and the id to go on from. */
export async function articlesBelow(
  tx: Tx,
  { workspaceId, below, limit }: { workspaceId: string; below: string; limit: number },
): Promise<{ documents: SearchDocument[]; below: string | null }> {
  const most = Math.min(limit, mostAnew);
  const { rows } = await sql<{ id: string }>`
    select id from articles where workspace_id = ${workspaceId} and id <= ${below}
    order by id desc limit ${most + 1}`.execute(tx);
  const ids = rows.slice(0, most).map(({ id }) => id);
  const found = ids.length ? await published(tx, workspaceId, sql`a.id = any(${ids}::uuid[])`) : [];
  return { documents: found.map((row) => documentOf(workspaceId, row)), below: rows[most]?.id ?? null };
}

async function published(tx: Tx, workspaceId: string, where: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id as article_id, v.locale, a.brand_id, a.audience, a.tags, v.published_at, v.title, v.summary, v.text, v.headings, v.triggers
    from articles a
    join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id
    join article_versions v on v.workspace_id = t.workspace_id and v.article_id = t.article_id and v.locale = t.locale
      and v.version = t.published_version
    where a.workspace_id = ${workspaceId} and a.archived_at is null and ${where}`.execute(tx);
  return rows;
}

const documentOf = (workspaceId: string, row: Row): SearchDocument => ({
  workspaceId,
  kind: "article",
  id: row.articleId,
  part: row.locale,
  subjectId: row.articleId,
  brandId: row.brandId,
  audience: row.audience,
  language: row.locale,
  at: row.publishedAt,
  title: row.title,
  keywords: [...row.headings.split("\n"), ...row.tags, ...row.triggers].filter(Boolean),
  body: `${row.summary}\n${row.text}`,
});
