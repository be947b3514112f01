import { sql } from "kysely";
import { audiences } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { FoundArticle } from "../../contract/search.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { excerptOf, findDocuments, markerOf } from "../search/index.ts";
import { isTheirs } from "./wall.ts";

const most = 100;

/** Articles by what they say, as far as it is published, best first; then those whose draft is called so, or that have this number. */
export async function foundByWords(db: Db, caller: Caller, text: string, locale?: Locale): Promise<string[]> {
  const { hits } = await findDocuments(db, {
    workspaceId: caller.workspaceId,
    kind: "article",
    brands: caller.brands,
    audiences,
    text,
    isBegun: true,
    usual: locale ?? caller.locale,
    limit: most,
  });
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const titled = await look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<{ id: string; isNumber: boolean }>`
      select a.id, ${number ? sql`a.number = ${Number(number)}` : sql`false`} as is_number from articles a
      where a.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "a")} and (
        exists (select from article_translations t where t.workspace_id = a.workspace_id and t.article_id = a.id
          and t.title ilike ${pattern})
        ${number ? sql`or a.number = ${Number(number)}` : sql``})
      order by a.updated_at desc limit ${most}`.execute(tx);
    return rows;
  });
  const exact = titled.filter(({ isNumber }) => isNumber).map(({ id }) => id);
  return [
    ...new Set([...exact, ...hits.map(({ subjectId }) => subjectId), ...titled.map(({ id }) => id)]),
  ].slice(0, most);
}

/** The same with a passage of each, of what readers see or else of the draft: in the caller's language, else in the source's. */
export async function foundArticles(
  db: Db,
  caller: Caller,
  text: string,
  limit: number,
): Promise<FoundArticle[]> {
  const ids = (await foundByWords(db, caller, text)).slice(0, limit);
  if (!ids.length) return [];
  const marker = markerOf(text, { isBegun: true });
  return look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<Omit<FoundArticle, "excerpt"> & { text: string }>`
      select a.id, a.number, t.locale, t.title, coalesce(v.text, t.summary) as text
      from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
      join articles a on a.workspace_id = ${caller.workspaceId} and a.id = asked.id
      cross join lateral (select * from article_translations t
        where t.workspace_id = a.workspace_id and t.article_id = a.id
        order by t.locale = ${caller.locale} desc, t.locale = a.source_locale desc, t.locale limit 1) as t
      left join article_versions v on v.workspace_id = a.workspace_id and v.article_id = a.id and v.locale = t.locale
        and v.version = t.published_version
      where ${isTheirs(caller, "a")} and a.archived_at is null
      order by asked.place`.execute(tx);
    return rows.map(({ text: said, ...row }) => ({ ...row, excerpt: excerptOf(said, marker, row.locale) }));
  });
}
