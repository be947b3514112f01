import { type RawBuilder, sql } from "kysely";
import type { ArticleNeed, ArticleState, listArticles } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { wantedLocales } from "./lines.ts";
import { isTheirs } from "./wall.ts";

export type Filters = Partial<Omit<QueryOf<typeof listArticles>, "cursor" | "limit" | "text" | "sort">>;

/** SQL: whether the article `a` is one that the caller may know of and that fits what they chose. */
export function fitting(
  caller: Caller,
  { brand, section, locale, state, audience, tag, owner, need }: Filters,
) {
  const parts: RawBuilder<unknown>[] = [
    isTheirs(caller, "a"),
    state ? inState(state, locale) : sql`a.archived_at is null`,
  ];
  if (brand) parts.push(sql`(a.brand_id = ${brand} or a.brand_id is null)`);
  if (section === "none") parts.push(sql`a.section_id is null`);
  else if (section)
    parts.push(sql`(a.section_id = ${section} or exists (select from article_sections s
      where s.workspace_id = a.workspace_id and s.id = a.section_id and s.parent_id = ${section}))`);
  if (locale && need !== "translation") parts.push(sql`exists (${translation(sql`true`, locale)})`);
  if (audience) parts.push(sql`a.audience = ${audience}`);
  if (tag) parts.push(sql`${tag} = any(a.tags)`);
  if (owner) parts.push(owner === "nobody" ? sql`a.owner_id is null` : sql`a.owner_id = ${owner}`);
  if (need) parts.push(needs(need, locale));
  return sql`(${sql.join(parts, sql` and `)})`;
}

const translation = (where: RawBuilder<unknown>, locale?: Locale) => sql`
  select from article_translations t where t.workspace_id = a.workspace_id and t.article_id = a.id
    ${locale ? sql`and t.locale = ${locale}` : sql``} and ${where}`;

/** What is published and has a new draft planned stands under both. */
export function inState(state: ArticleState, locale?: Locale): RawBuilder<unknown> {
  if (state === "archived") return sql`a.archived_at is not null`;
  const published = sql`exists (${translation(sql`t.published_version is not null`, locale)})`;
  const planned = sql`exists (${translation(sql`t.publish_at is not null`, locale)})`;
  if (state === "published") return sql`(a.archived_at is null and ${published})`;
  if (state === "scheduled") return sql`(a.archived_at is null and ${planned})`;
  return sql`(a.archived_at is null and not ${published} and not ${planned})`;
}

export function needs(need: ArticleNeed, locale?: Locale): RawBuilder<unknown> {
  const open = sql`a.archived_at is null`;
  switch (need) {
    case "review":
      return sql`(${open} and a.review_at <= now())`;
    case "translation":
      return sql`(${open} and a.audience <> 'agents' and exists (${translation(sql`t.published_version is not null`)})
        and exists (select from unnest(${wantedLocales}) as wanted (locale) where ${locale ? sql`wanted.locale = ${locale} and` : sql``}
          not exists (select from article_translations t where t.workspace_id = a.workspace_id and t.article_id = a.id
            and t.locale = wanted.locale and t.published_version is not null)))`;
    case "newer-source":
      return sql`(${open} and exists (${translation(
        sql`t.locale <> a.source_locale and coalesce(t.source_version, 0) < (select s.published_version from article_translations s
          where s.workspace_id = a.workspace_id and s.article_id = a.id and s.locale = a.source_locale)`,
        locale,
      )}))`;
    case "links":
      return sql`(${open} and exists (select from article_links l
        where l.workspace_id = a.workspace_id and l.article_id = a.id and l.state = 'broken'))`;
    case "flags":
      return sql`(${open} and exists (select from article_flags f
        where f.workspace_id = a.workspace_id and f.article_id = a.id and f.settled_at is null))`;
    case "votes":
      return sql`(${open} and exists (select from article_votes v
        where v.workspace_id = a.workspace_id and v.article_id = a.id and not v.helpful and v.settled_at is null))`;
  }
}
