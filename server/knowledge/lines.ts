import { type RawBuilder, sql } from "kysely";
import type { ArticleLine, ArticleNeed, ArticleState, TranslationLine } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { nameIn } from "./names.ts";

interface Row {
  id: string;
  number: number;
  audience: ArticleLine["audience"];
  product: string | null;
  sourceLocale: Locale;
  tags: string[];
  reviewAt: Date | null;
  updatedAt: Date;
  updatedText: string;
  position: number;
  archivedAt: Date | null;
  brand: ArticleLine["brand"];
  section: {
    id: string;
    names: Partial<Record<Locale, string>>;
    category: { id: string; names: Partial<Record<Locale, string>> } | null;
  } | null;
  owner: ArticleLine["owner"];
  brandLocales: Locale[];
  translations: RawTranslation[];
  openFlags: number;
  brokenLinks: number;
  helpful: number;
  unhelpful: number;
  unsettled: number;
}

/** With what says where it stands in an order. */
export type PlacedLine = ArticleLine & { updatedText: string; position: number };

interface RawTranslation {
  locale: Locale;
  title: string;
  summary: string;
  draft: number;
  published_draft: number | null;
  published_version: number | null;
  published_at: string | null;
  publish_at: string | null;
  withdraw_at: string | null;
  source_version: number | null;
}

/** SQL: the languages that the article `a` is wanted in: those of its brand, or of any brand when it is of all. */
export const wantedLocales = sql`coalesce(
  (select b.locales from brands b where b.workspace_id = a.workspace_id and b.id = a.brand_id),
  (select array_agg(distinct one) from brands b, unnest(b.locales) as one where b.workspace_id = a.workspace_id))`;

/** The articles `a` of the workspace for which `where` holds, as lists show them, with the place of each in the order. */
export async function linesWhere(
  tx: Tx,
  caller: Pick<Caller, "workspaceId" | "locale">,
  {
    where,
    order,
    limit,
    locale,
  }: { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number; locale?: Locale },
): Promise<PlacedLine[]> {
  const { rows } = await sql<Row>`
    select a.id, a.number, a.audience, a.product, a.source_locale, a.tags, a.review_at, a.updated_at, a.updated_at::text as updated_text, a.position,
      a.archived_at,
      case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as brand,
      case when s.id is not null then json_build_object('id', s.id, 'names', s.names, 'category',
        case when p.id is not null then json_build_object('id', p.id, 'names', p.names) end) end as section,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as owner,
      ${wantedLocales} as brand_locales,
      coalesce((select json_agg(json_build_object('locale', t.locale, 'title', t.title, 'summary', t.summary, 'draft', t.draft,
          'published_draft', t.published_draft, 'published_version', t.published_version, 'published_at', t.published_at,
          'publish_at', t.publish_at, 'withdraw_at', t.withdraw_at, 'source_version', t.source_version)
          order by t.locale = a.source_locale desc, t.locale)
        from article_translations t where t.workspace_id = a.workspace_id and t.article_id = a.id), '[]') as translations,
      (select count(*) from article_flags f
        where f.workspace_id = a.workspace_id and f.article_id = a.id and f.settled_at is null)::int as open_flags,
      (select count(distinct (l.kind, l.target)) from article_links l
        where l.workspace_id = a.workspace_id and l.article_id = a.id and l.state = 'broken')::int as broken_links,
      v.helpful, v.unhelpful, v.unsettled
    from articles a
    left join brands b on b.workspace_id = a.workspace_id and b.id = a.brand_id
    left join article_sections s on s.workspace_id = a.workspace_id and s.id = a.section_id
    left join article_sections p on p.workspace_id = s.workspace_id and p.id = s.parent_id
    left join agents o on o.workspace_id = a.workspace_id and o.id = a.owner_id
    cross join lateral (
      select count(*) filter (where helpful)::int as helpful, count(*) filter (where not helpful)::int as unhelpful,
        count(*) filter (where not helpful and settled_at is null)::int as unsettled
      from article_votes v where v.workspace_id = a.workspace_id and v.article_id = a.id
    ) as v
    where a.workspace_id = ${caller.workspaceId} and ${where}
    order by ${order}
    limit ${limit}`.execute(tx);
  return rows.map((row) => toLine(row, caller.locale, locale));
}

function toLine(row: Row, own: Locale, asked: Locale | undefined): PlacedLine {
  const { brandLocales, section, unsettled, translations: raw, ...kept } = row;
  const source = raw.find(({ locale }) => locale === row.sourceLocale);
  const shown =
    raw.find(({ locale }) => locale === asked) ??
    raw.find(({ locale }) => locale === own) ??
    source ??
    raw[0];
  const translations = raw.map((one) =>
    translationLine(one, row.sourceLocale, source?.published_version ?? null),
  );
  const published = new Set(raw.filter((one) => one.published_version !== null).map(({ locale }) => locale));
  const missing = (brandLocales ?? []).filter((locale) => !published.has(locale));
  const about = asked ? translations.filter(({ locale }) => locale === asked) : translations;
  const needs: [ArticleNeed, boolean][] = [
    ["review", row.reviewAt !== null && row.reviewAt <= new Date()],
    [
      "translation",
      row.audience !== "agents" &&
        published.size > 0 &&
        (asked ? missing.includes(asked) : missing.length > 0),
    ],
    ["newer-source", about.some(({ isBehind }) => isBehind)],
    ["links", row.brokenLinks > 0],
    ["flags", row.openFlags > 0],
    ["votes", unsettled > 0],
  ];
  return {
    ...kept,
    title: shown?.title ?? "",
    summary: shown?.summary ?? "",
    locale: shown?.locale ?? row.sourceLocale,
    section: section && {
      id: section.id,
      name: nameIn(section.names, own),
      category: section.category && { id: section.category.id, name: nameIn(section.category.names, own) },
    },
    state: stateOf(row.archivedAt, translations),
    translations,
    missing,
    needs: row.archivedAt ? [] : needs.filter(([, holds]) => holds).map(([need]) => need),
    reviewAt: row.reviewAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

export const moment = (written: string | null): string | null =>
  written ? new Date(written).toISOString() : null;

function translationLine(one: RawTranslation, source: Locale, sourceVersion: number | null): TranslationLine {
  return {
    locale: one.locale,
    title: one.title,
    state: one.published_version !== null ? "published" : one.publish_at ? "scheduled" : "draft",
    hasChanges: one.published_version !== null && one.published_draft !== one.draft,
    isBehind: isBehind(one.locale === source, one.source_version, sourceVersion),
    publishedAt: moment(one.published_at),
    publishAt: moment(one.publish_at),
    withdrawAt: moment(one.withdraw_at),
  };
}

/** Whether the source has been published since the translation was made from it. */
export const isBehind = (isSource: boolean, followed: number | null, sourceVersion: number | null): boolean =>
  !isSource && sourceVersion !== null && sourceVersion > (followed ?? 0);

function stateOf(archivedAt: Date | null, translations: TranslationLine[]): ArticleState {
  if (archivedAt) return "archived";
  if (translations.some(({ state }) => state === "published")) return "published";
  return translations.some(({ state }) => state === "scheduled") ? "scheduled" : "draft";
}
