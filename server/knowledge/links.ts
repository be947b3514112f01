import { sql } from "kysely";
import type { ArticleLink } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Tx } from "../db/database.ts";
import { gistOf } from "./html/gist.ts";

/**
 * Notes where a draft points to, in the transaction that saves it. What is ours is looked at there and then; of pages on
 * the web, what was found before stands until they are looked at again.
 */
export async function noteLinks(
  tx: Tx,
  workspaceId: string,
  article: { id: string },
  locale: Locale,
  html: string,
): Promise<void> {
  const gist = gistOf(html);
  const found = [
    ...gist.articles.map(({ articleId, anchor }) => ({
      kind: anchor ? "anchor" : "article",
      target: anchor ? `${articleId}#${anchor}` : articleId,
      state: "unknown",
      reason: null,
    })),
    ...gist.ownAnchors.map((anchor) => ({
      kind: "anchor",
      target: `#${anchor}`,
      state: gist.anchors.has(anchor) ? "good" : "broken",
      reason: gist.anchors.has(anchor) ? null : "gone",
    })),
    ...gist.files.map((target) => ({ kind: "file", target, state: "unknown", reason: null })),
    ...gist.pages.map((target) => ({ kind: "page", target, state: "unknown", reason: null })),
  ];
  await sql`
    with found as (
      select * from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (kind text, target text, state text, reason text)
    ), gone as (
      delete from article_links l where l.workspace_id = ${workspaceId} and l.article_id = ${article.id} and l.locale = ${locale}
        and not exists (select from found f where f.kind = l.kind and f.target = l.target)
    )
    insert into article_links (workspace_id, article_id, locale, kind, target, state, reason)
    select ${workspaceId}::uuid, ${article.id}::uuid, ${locale}, kind, target, state, reason from found
    on conflict (workspace_id, article_id, locale, kind, target) do update set
      state = case when excluded.state = 'unknown' then article_links.state else excluded.state end,
      reason = case when excluded.state = 'unknown' then article_links.reason else excluded.reason end`.execute(
    tx,
  );
  await lookAtOwn(tx, workspaceId, sql`l.article_id = ${article.id} and l.locale = ${locale}`);
}

/**
 * Looks whether articles, places and files that links lead to are there: for the links of one text, or for all that lead to
 * an article which was published, withdrawn or moved. A link is good when readers of the article can follow it.
 */
export async function lookAtOwn(tx: Tx, workspaceId: string, which: ReturnType<typeof sql>): Promise<void> {
  await sql`
    update article_links l set state = case when looked.reason is null then 'good' else 'broken' end, reason = looked.reason,
      checked_at = now()
    from (
      select l.article_id, l.locale, l.kind, l.target,
        case
          when l.kind = 'file' then case when f.id is null then 'gone' end
          when o.id is null then 'gone'
          when o.archived_at is not null then 'archived'
          when o.brand_id is not null and o.brand_id is distinct from a.brand_id then 'other-brand'
          when o.audience = 'agents' and a.audience <> 'agents' then 'other-audience'
          when not exists (select from article_translations t where t.workspace_id = o.workspace_id and t.article_id = o.id
            and t.published_version is not null) then 'withdrawn'
          when l.kind = 'anchor' and not exists (select from article_versions v
            join article_translations t on t.workspace_id = v.workspace_id and t.article_id = v.article_id
              and t.locale = v.locale and t.published_version = v.version
            where v.workspace_id = o.workspace_id and v.article_id = o.id
              and position(' id="' || split_part(l.target, '#', 2) || '"' in v.html) > 0) then 'gone'
        end as reason
      from article_links l
      join articles a on a.workspace_id = l.workspace_id and a.id = l.article_id
      left join articles o on o.workspace_id = l.workspace_id and l.kind in ('article', 'anchor')
        and o.id = nullif(split_part(l.target, '#', 1), '')::uuid
      left join article_files f on f.workspace_id = l.workspace_id and l.kind = 'file' and f.id = l.target::uuid
        and f.article_id = l.article_id and f.given_up_at is null
      where l.workspace_id = ${workspaceId} and l.kind <> 'page' and l.target not like '#%' and ${which}
    ) as looked
    where l.workspace_id = ${workspaceId} and l.article_id = looked.article_id and l.locale = looked.locale
      and l.kind = looked.kind and l.target = looked.target
      and (l.state, l.reason) is distinct from (case when looked.reason is null then 'good' else 'broken' end, looked.reason)`.execute(
    tx,
  );
}

/** SQL: the links `l` to an article, for `lookAtOwn`. */
export const leadingTo = (articleId: string) =>
  sql`l.kind in ('article', 'anchor') and (l.target = ${articleId} or l.target like ${`${articleId}#%`})`;

/** Where one language of an article points to, what is broken first. */
export async function linksOf(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  locale: Locale,
): Promise<ArticleLink[]> {
  const rows = await tx
    .selectFrom("articleLinks")
    .select(["kind", "target", "state", "reason", "checkedAt"])
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .where("locale", "=", locale)
    .orderBy(sql`state <> 'broken'`)
    .orderBy("kind")
    .orderBy("target")
    .limit(500)
    .execute();
  return rows.map(({ checkedAt, ...link }) => ({
    ...(link as Pick<ArticleLink, "kind" | "target" | "state" | "reason">),
    locale,
    checkedAt: checkedAt?.toISOString() ?? null,
  }));
}
