import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import type {
  HelpArticle,
  HelpCategory,
  HelpSection,
  HelpTree,
  LinkTarget,
  ReaderArticle,
  Reading,
} from "./for-readers.ts";
import { gistOf } from "./html/gist.ts";
import { isBehind } from "./lines.ts";
import { nameIn } from "./names.ts";

type Names = Partial<Record<Locale, string>>;

/** SQL: whether the article `a` may be read there. */
const readable = ({ workspaceId, brandId, audiences }: Omit<Reading, "locale">) => sql`
  a.workspace_id = ${workspaceId} and a.archived_at is null and (a.brand_id is null or a.brand_id = ${brandId})
  and a.audience = any(${[...audiences]}::text[])`;

/** SQL: the published translation of `a` that fits a page's language best: that language, the source, any. */
const bestTranslation = (locale: Locale) => sql`
  select t.locale, t.slug, v.title, v.summary, v.version, v.published_at, v.html, v.source_version,
    count(*) over ()::int as languages
  from article_translations t
  join article_versions v on v.workspace_id = t.workspace_id and v.article_id = t.article_id and v.locale = t.locale
    and v.version = t.published_version
  where t.workspace_id = a.workspace_id and t.article_id = a.id
  order by t.locale = ${locale} desc, t.locale = a.source_locale desc, t.locale limit 1`;

interface LineRow extends Omit<HelpArticle, "isOtherLanguage"> {
  sectionId: string | null;
}

const lineColumns = sql`a.id, a.number, a.audience, a.section_id, v.locale, v.slug, v.title, v.summary, v.published_at, v.languages`;

const toLine = (
  locale: Locale,
  { id, number, audience, locale: shown, languages, slug, title, summary, publishedAt }: LineRow,
): HelpArticle => ({
  id,
  number,
  locale: shown,
  isOtherLanguage: shown !== locale,
  languages,
  slug,
  title,
  summary,
  audience,
  publishedAt: new Date(publishedAt),
});

/** The categories, sections and articles of a help centre, in one query. */
export function helpTree(db: Db, reading: Reading): Promise<HelpTree> {
  const { workspaceId, brandId, locale } = reading;
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      sections: {
        id: string;
        parentId: string | null;
        names: Names;
        descriptions: Names;
        icon: string | null;
      }[];
      articles: LineRow[];
      usual: Locale;
    }>`
      select
        coalesce((select json_agg(json_build_object('id', s.id, 'parentId', s.parent_id, 'names', s.names,
            'descriptions', s.descriptions, 'icon', s.icon) order by s.position, s.id)
          from article_sections s where s.workspace_id = ${workspaceId} and (s.brand_id is null or s.brand_id = ${brandId})), '[]') as sections,
        coalesce((select json_agg(json_build_object('id', a.id, 'number', a.number, 'audience', a.audience, 'sectionId', a.section_id,
            'locale', v.locale, 'slug', v.slug, 'title', v.title, 'summary', v.summary, 'publishedAt', v.published_at,
            'languages', v.languages)
            order by a.position, a.number)
          from articles a cross join lateral (${bestTranslation(locale)}) v where ${readable(reading)}), '[]') as articles,
        (select b.locales[1] from brands b where b.workspace_id = ${workspaceId} and b.id = ${brandId}) as usual`.execute(
      tx,
    );
    const { sections, articles, usual } = rows[0]!;
    const known = new Set(sections.map(({ id }) => id));
    const inSection = Map.groupBy(articles, ({ sectionId }) =>
      sectionId && known.has(sectionId) ? sectionId : null,
    );
    const linesOf = (id: string | null) => (inSection.get(id) ?? []).map((row) => toLine(locale, row));
    const toSection = ({ id, names, descriptions, icon }: (typeof sections)[number]): HelpSection => ({
      id,
      name: nameIn(names, locale, usual),
      description: nameIn(descriptions, locale, usual),
      icon,
      articles: linesOf(id),
    });
    const below = Map.groupBy(sections, ({ parentId }) => parentId);
    const categories = (below.get(null) ?? []).map(
      (category): HelpCategory => ({
        ...toSection(category),
        sections: (below.get(category.id) ?? []).map(toSection).filter((section) => section.articles.length),
      }),
    );
    return {
      categories: categories.filter((category) => category.articles.length || category.sections.length),
      others: linesOf(null),
    };
  });
}

interface ReaderRow extends LineRow {
  html: string;
  version: number;
  firstPublishedAt: Date;
  sourceLocale: Locale;
  sourceVersion: number | null;
  sourcePublished: number | null;
  translations: ReaderArticle["translations"];
  section: { id: string; names: Names; parent: { id: string; names: Names } | null } | null;
  usual: Locale;
}

/** A published article by its number; `sign-in` when only customers who signed in may read it, null when there is none. */
export function articleForReader(
  db: Db,
  reading: Reading & { number: number },
): Promise<ReaderArticle | "sign-in" | null> {
  const { workspaceId, brandId, locale, number, audiences } = reading;
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<ReaderRow>`
      select ${lineColumns}, v.html, v.version, v.source_version, a.source_locale,
        (select min(f.published_at) from article_versions f where f.workspace_id = a.workspace_id and f.article_id = a.id
          and f.locale = v.locale) as first_published_at,
        (select s.published_version from article_translations s where s.workspace_id = a.workspace_id and s.article_id = a.id
          and s.locale = a.source_locale) as source_published,
        (select json_agg(json_build_object('locale', t.locale, 'slug', t.slug, 'title', p.title) order by t.locale)
          from article_translations t
          join article_versions p on p.workspace_id = t.workspace_id and p.article_id = t.article_id and p.locale = t.locale
            and p.version = t.published_version
          where t.workspace_id = a.workspace_id and t.article_id = a.id) as translations,
        (select json_build_object('id', s.id, 'names', s.names, 'parent',
            case when p.id is not null then json_build_object('id', p.id, 'names', p.names) end)
          from article_sections s
          left join article_sections p on p.workspace_id = s.workspace_id and p.id = s.parent_id
          where s.workspace_id = a.workspace_id and s.id = a.section_id
            and (s.brand_id is null or s.brand_id = ${brandId})) as section,
        (select b.locales[1] from brands b where b.workspace_id = ${workspaceId} and b.id = ${brandId}) as usual
      from articles a cross join lateral (${bestTranslation(locale)}) v
      where ${readable({ ...reading, audiences: [...audiences, "signed-in"] })} and a.number = ${number}`.execute(
      tx,
    );
    const [row] = rows;
    if (!row) return null;
    if (!audiences.includes(row.audience)) return "sign-in";
    const gist = gistOf(row.html);
    const named = (one: { id: string; names: Names } | null) =>
      one && { id: one.id, name: nameIn(one.names, locale, row.usual) };
    return {
      ...toLine(locale, row),
      version: row.version,
      html: row.html,
      headings: gist.headings,
      firstPublishedAt: row.firstPublishedAt,
      isBehind: isBehind(row.locale === row.sourceLocale, row.sourceVersion, row.sourcePublished),
      category: named(row.section ? (row.section.parent ?? row.section) : null),
      section: row.section?.parent ? named(row.section) : null,
      translations: row.translations,
      related: await related(tx, reading, row),
      targets: await targetsOf(
        tx,
        reading,
        gist.articles.map(({ articleId }) => articleId),
      ),
      files: await filesOf(tx, workspaceId, row.id, gist.files),
    };
  });
}

/**
 * Of an article that readers saw and see no longer: the section it stood in. Null for one that never was, that can be read,
 * or that is not for this reader.
 */
export function withdrawnArticle(
  db: Db,
  { workspaceId, brandId, audiences, number }: Omit<Reading, "locale"> & { number: number },
): Promise<{ sectionId: string | null } | null> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ sectionId: string | null }>`
      select a.section_id from articles a
      where a.workspace_id = ${workspaceId} and a.number = ${number} and (a.brand_id is null or a.brand_id = ${brandId})
        and a.audience = any(${[...audiences]}::text[])
        and exists (select from article_versions v where v.workspace_id = a.workspace_id and v.article_id = a.id)
        and (a.archived_at is not null or not exists (select from article_translations t
          where t.workspace_id = a.workspace_id and t.article_id = a.id and t.published_version is not null))`.execute(
      tx,
    );
    return rows[0] ?? null;
  });
}

const mostRelated = 4;

/** Those that it leads to or that lead to it, then those with the same tags, then its neighbours in the section. */
async function related(tx: Tx, reading: Reading, { id, sectionId }: ReaderRow): Promise<HelpArticle[]> {
  const { rows } = await sql<LineRow>`
    select ${lineColumns} from articles a
    join articles me on me.workspace_id = a.workspace_id and me.id = ${id}
    cross join lateral (${bestTranslation(reading.locale)}) v
    cross join lateral (select
      3 * (exists (select from article_links l where l.workspace_id = a.workspace_id and l.kind in ('article', 'anchor')
        and ((l.article_id = me.id and split_part(l.target, '#', 1) = a.id::text)
          or (l.article_id = a.id and split_part(l.target, '#', 1) = me.id::text))))::int
      + (select count(*) from unnest(a.tags) as tag where tag = any(me.tags))::int
      + coalesce(a.section_id = ${sectionId}::uuid, false)::int as nearness) n
    where ${readable(reading)} and a.id <> ${id} and n.nearness > 0
    order by n.nearness desc, v.locale = ${reading.locale} desc, a.position, a.number limit ${mostRelated}`.execute(
    tx,
  );
  return rows.map((row) => toLine(reading.locale, row));
}

/** Where links to articles lead, for those that may be read there. */
export async function targetsOf(
  tx: Tx,
  reading: Reading,
  ids: readonly string[],
): Promise<Map<string, LinkTarget>> {
  if (!ids.length) return new Map();
  const { rows } = await sql<LinkTarget & { id: string }>`
    select a.id, a.number, v.locale, v.slug from articles a cross join lateral (${bestTranslation(reading.locale)}) v
    where ${readable(reading)} and a.id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...target }) => [id, target]));
}

async function filesOf(tx: Tx, workspaceId: string, articleId: string, ids: readonly string[]) {
  if (!ids.length) return new Map();
  const rows = await tx
    .selectFrom("articleFiles")
    .select(["id", "filename", "mimeType", "size"])
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, ...file }) => [id, file]));
}

/** What was published last, newest first. */
export function feedOf(
  db: Db,
  reading: Reading & { limit: number },
): Promise<(HelpArticle & { html: string; updatedAt: Date })[]> {
  return look(db, reading.workspaceId, async (tx) => {
    const { rows } = await sql<LineRow & { html: string; firstAt: Date }>`
      select ${lineColumns}, v.html, (select min(f.published_at) from article_versions f
        where f.workspace_id = a.workspace_id and f.article_id = a.id and f.locale = v.locale) as first_at
      from articles a cross join lateral (${bestTranslation(reading.locale)}) v
      where ${readable(reading)} and v.locale = ${reading.locale}
      order by v.published_at desc, a.number desc limit ${reading.limit}`.execute(tx);
    return rows.map((row) => ({
      ...toLine(reading.locale, row),
      publishedAt: row.firstAt,
      html: row.html,
      updatedAt: new Date(row.publishedAt),
    }));
  });
}

/** Every article that everybody may read, for search engines. */
export function sitemapOf(
  db: Db,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<{ number: number; translations: { locale: Locale; slug: string; updatedAt: Date }[] }[]> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      number: number;
      translations: { locale: Locale; slug: string; updatedAt: string }[];
    }>`
      select a.number, json_agg(json_build_object('locale', t.locale, 'slug', t.slug, 'updatedAt', t.published_at) order by t.locale)
        as translations
      from articles a
      join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.published_version is not null
      where ${readable({ workspaceId, brandId, audiences: ["everyone"] })}
      group by a.id, a.number order by a.number limit 50000`.execute(tx);
    return rows.map(({ number, translations }) => ({
      number,
      translations: translations.map((one) => ({ ...one, updatedAt: new Date(one.updatedAt) })),
    }));
  });
}
