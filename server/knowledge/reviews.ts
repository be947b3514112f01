import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { record } from "../events.ts";
import { notify } from "../notices/index.ts";
import { text } from "../texts.ts";

const mostNamed = 20;
/** One who has been told is told again after so many days. */
const againDays = 7;

interface Due {
  workspaceId: string;
  ownerId: string;
  locale: Locale;
  articles: { id: string; number: number; title: string; brandId: string | null }[];
}

/** Tells owners which of their articles are to be read again: once a day at most, all in one notice, at six of their day or later. */
export async function tellReviews(db: Db, now: Date): Promise<void> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<Due>`
      select a.workspace_id, a.owner_id, g.locale,
        json_agg(json_build_object('id', a.id, 'number', a.number, 'brandId', a.brand_id, 'title', t.title) order by a.review_at) as articles
      from articles a
      join agents g on g.workspace_id = a.workspace_id and g.id = a.owner_id and g.status = 'active'
      join workspaces w on w.id = a.workspace_id
      join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.locale = a.source_locale
      where a.review_at <= ${now} and a.archived_at is null
        and (a.review_told_at is null or a.review_told_at < ${now}::timestamptz - make_interval(days => ${againDays}))
        and extract(hour from ${now}::timestamptz at time zone w.time_zone) >= 6
        and not exists (select from articles o where o.workspace_id = a.workspace_id and o.owner_id = a.owner_id
          and o.review_told_at > ${now}::timestamptz - make_interval(hours => 20))
      group by a.workspace_id, a.owner_id, g.locale`.execute(tx),
  );
  for (const due of rows) await within(db, due.workspaceId, (tx) => tell(tx, due, now));
}

async function tell(tx: Tx, { workspaceId, ownerId, locale, articles }: Due, now: Date): Promise<void> {
  const ids = articles.map(({ id }) => id);
  // Another process may have told them meanwhile.
  const { rows } = await sql`
    update articles set review_told_at = ${now}
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and owner_id = ${ownerId}
      and (review_told_at is null or review_told_at < ${now}::timestamptz - make_interval(days => ${againDays}))
    returning id`.execute(tx);
  if (!rows.length) return;
  await notify(tx, workspaceId, {
    to: [ownerId],
    kind: "article",
    conversationId: null,
    data: {
      what: "review",
      count: articles.length,
      articles: articles.slice(0, mostNamed).map(({ id, number, title }) => ({ id, number, title })),
    },
    at: now,
  });
  const brands = new Set(articles.map(({ brandId }) => brandId));
  await record(tx, {
    workspaceId,
    kind: "article.changed",
    actor: { kind: "automation", id: null, name: text(locale, "article.reviews") },
    brandId: brands.size === 1 ? articles[0]!.brandId : null,
    data: { to: [ownerId], reviews: articles.length },
  });
}
