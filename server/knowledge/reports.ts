import { sql } from "kysely";
import type { getDeflection, listArticleFigures, listUnfound } from "../../contract/knowledge.ts";
import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { contactHours } from "./offers.ts";
import { isTheirs, refuseForeignBrand } from "./wall.ts";

const usualDays = 28;

/** From when to when, and which brands' readers: those that the caller serves. */
function scopeOf(caller: Caller, { brand, from, to }: { brand?: string; from?: string; to?: string }) {
  const until = to ? new Date(to) : new Date();
  const since = from ? new Date(from) : new Date(until.getTime() - usualDays * 86_400_000);
  const brands = brand ? [brand] : caller.brands;
  return {
    since,
    until,
    ofBrands: (alias: string) =>
      brands ? sql`${sql.ref(`${alias}.brand_id`)} = any(${[...brands]}::uuid[])` : sql`true`,
  };
}

/** What customers looked for and did not find: the same question once, that of the most people first. */
export function unfound(
  db: Db,
  secret: Secret,
  caller: Caller,
  query: QueryOf<typeof listUnfound>,
): Promise<ReplyOf<typeof listUnfound>> {
  const { cursor, limit, language, place, ...span } = query;
  const { since, until, ofBrands } = scopeOf(caller, span);
  const { workspaceId } = caller;
  const list = `unfound ${JSON.stringify({ ...span, language, place })}`;
  const after = readCursor(secret, list, cursor);
  const within = sql`s.workspace_id = ${workspaceId} and s.at >= ${since} and s.at < ${until} and ${ofBrands("s")}
    ${place ? sql`and s.place = ${place}` : sql``}`;
  return look(db, workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, span.brand);
    type Row = ReplyOf<typeof listUnfound>["items"][number] & { asked: string; lastAt: Date | string };
    const { rows } = await sql<Row>`
      with grouped as (
        select s.asked, s.language, (array_agg(s.words order by s.at desc))[1] as words,
          (array_agg(distinct s.words))[1:5] as examples, count(*)::int as times, count(distinct s.reader)::int as people,
          max(s.at) as last_at, array_remove(array_agg(distinct s.article_id), null) as opened_ids
        from article_searches s
        where ${within} and not s.found ${language ? sql`and s.language = ${language}` : sql``}
        group by s.asked, s.language
      )
      select g.asked, g.language, g.words, g.examples, g.times, g.people, g.last_at,
        coalesce((select json_agg(json_build_object('id', a.id, 'number', a.number, 'name', t.title) order by a.number)
          from articles a
          join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.locale = a.source_locale
          where a.workspace_id = ${workspaceId} and a.id = any(g.opened_ids) and ${isTheirs(caller, "a")}), '[]') as opened
      from grouped g
      ${after ? sql`where (g.people, g.language || ' ' || g.asked) < (${Number(after[0])}, ${after[1]})` : sql``}
      order by g.people desc, g.language || ' ' || g.asked desc limit ${limit + 1}`.execute(tx);
    const { rows: byLanguage } = await sql<ReplyOf<typeof listUnfound>["byLanguage"][number]>`
      select s.language, count(*)::int as searches, (count(*) filter (where not s.found))::int as not_found
      from article_searches s where ${within} group by s.language order by 3 desc, 1`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ asked: _, ...row }) => ({
        ...row,
        examples: row.examples.filter((one) => one !== row.words),
        lastAt: new Date(row.lastAt).toISOString(),
      })),
      next:
        rows.length > limit && last
          ? writeCursor(secret, list, [String(last.people), `${last.language} ${last.asked}`])
          : null,
      byLanguage,
    };
  });
}

/** SQL: whether nobody wrote within a day of the offer `o`, though it was opened. Offers of less than a day ago are left open. */
const isOver = sql`o.offered_at < now() - make_interval(hours => ${contactHours})`;
const isDeflected = sql`(${isOver} and o.opened_at is not null and o.contacted_at is null)`;

/** What became of each article. */
export function articleFigures(
  db: Db,
  secret: Secret,
  caller: Caller,
  query: QueryOf<typeof listArticleFigures>,
): Promise<ReplyOf<typeof listArticleFigures>> {
  const { cursor, limit, ...span } = query;
  const { since, until, ofBrands } = scopeOf(caller, span);
  const { workspaceId } = caller;
  const list = `article figures ${JSON.stringify(span)}`;
  const after = readCursor(secret, list, cursor);
  type Row = ReplyOf<typeof listArticleFigures>["items"][number] & { weight: number };
  return look(db, workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, span.brand);
    const { rows } = await sql<Row>`
      with voices as (
        select article_id, count(*) filter (where helpful) as helpful, count(*) filter (where not helpful) as unhelpful
        from article_votes v where v.workspace_id = ${workspaceId} and v.at >= ${since} and v.at < ${until} group by 1
      ), used as (
        select article_id, count(*) as uses from article_uses u
        where u.workspace_id = ${workspaceId} and u.at >= ${since} and u.at < ${until} and u.how <> 'written-from' group by 1
      ), found as (
        select article_id, count(*) as found from article_searches s
        where s.workspace_id = ${workspaceId} and s.at >= ${since} and s.at < ${until} and s.article_id is not null
          and ${ofBrands("s")} group by 1
      ), offered as (
        select one as article_id, count(*) as offered, count(*) filter (where o.opened_id = one) as opened,
          count(*) filter (where o.opened_id = one and o.accepted_at is not null) as accepted,
          count(*) filter (where o.opened_id = one and ${isDeflected}) as deflected
        from article_offers o, unnest(o.articles) as one
        where o.workspace_id = ${workspaceId} and o.offered_at >= ${since} and o.offered_at < ${until} and ${ofBrands("o")}
        group by 1
      ), figures as (
        select a.id, json_build_object('id', a.id, 'number', a.number, 'name', t.title) as article,
          coalesce(v.helpful, 0)::int as helpful, coalesce(v.unhelpful, 0)::int as unhelpful, coalesce(u.uses, 0)::int as uses,
          coalesce(f.found, 0)::int as found, coalesce(o.offered, 0)::int as offered, coalesce(o.opened, 0)::int as opened,
          coalesce(o.accepted, 0)::int as accepted, coalesce(o.deflected, 0)::int as deflected,
          (coalesce(v.helpful, 0) + coalesce(v.unhelpful, 0) + coalesce(u.uses, 0) + coalesce(f.found, 0)
            + coalesce(o.opened, 0))::int as weight
        from articles a
        join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.locale = a.source_locale
        left join voices v on v.article_id = a.id
        left join used u on u.article_id = a.id
        left join found f on f.article_id = a.id
        left join offered o on o.article_id = a.id
        where a.workspace_id = ${workspaceId} and a.archived_at is null and ${isTheirs(caller, "a")}
          ${span.brand ? sql`and (a.brand_id is null or a.brand_id = ${span.brand})` : sql``}
      )
      select * from figures ${after ? sql`where (weight, id) < (${Number(after[0])}, ${after[1]}::uuid)` : sql``}
      order by weight desc, id desc limit ${limit + 1}`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ weight: _, ...row }) => row),
      next:
        rows.length > limit && last
          ? writeCursor(secret, list, [String(last.weight), last.article.id])
          : null,
    };
  });
}

/** Of those who were about to write and were offered articles, what became: the honest number is who did not write. */
export function deflection(
  db: Db,
  caller: Caller,
  { place, ...span }: QueryOf<typeof getDeflection>,
): Promise<ReplyOf<typeof getDeflection>> {
  const { since, until, ofBrands } = scopeOf(caller, span);
  const { workspaceId } = caller;
  const within = sql`o.workspace_id = ${workspaceId} and o.offered_at >= ${since} and o.offered_at < ${until}
    and ${ofBrands("o")} ${place ? sql`and o.place = ${place}` : sql``}`;
  return look(db, workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, span.brand);
    const { rows } = await sql<Omit<ReplyOf<typeof getDeflection>, "byDay">>`
      select (count(*) filter (where ${isOver}))::int as offers,
        (count(*) filter (where ${isOver} and o.opened_at is not null))::int as opened,
        (count(*) filter (where ${isOver} and o.accepted_at is not null))::int as accepted,
        (count(*) filter (where ${isDeflected}))::int as deflected,
        (count(*) filter (where ${isOver} and o.accepted_at is not null and o.contacted_at is not null))::int as accepted_but_wrote,
        (count(*) filter (where ${isOver} and o.opened_at is null and o.contacted_at is null))::int as silent,
        (count(*) filter (where ${isDeflected} and o.customer_id is not null))::int as deflected_known,
        (count(*) filter (where not ${isOver}))::int as pending
      from article_offers o where ${within}`.execute(tx);
    const { rows: byDay } = await sql<ReplyOf<typeof getDeflection>["byDay"][number]>`
      select to_char(o.offered_at at time zone w.time_zone, 'YYYY-MM-DD') as day, count(*)::int as offers,
        (count(*) filter (where o.opened_at is not null))::int as opened, (count(*) filter (where ${isDeflected}))::int as deflected
      from article_offers o join workspaces w on w.id = o.workspace_id
      where ${within} and ${isOver} group by 1 order by 1 limit 400`.execute(tx);
    return { ...rows[0]!, byDay };
  });
}
