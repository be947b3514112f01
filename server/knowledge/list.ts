import { sql } from "kysely";
import {
  type ArticleLine,
  ArticleState,
  articleNeeds,
  type getArticleCounts,
  type listArticles,
} from "../../contract/knowledge.ts";
import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { fitting, inState, needs } from "./filters.ts";
import { foundByWords } from "./found-by-words.ts";
import { linesWhere, type PlacedLine } from "./lines.ts";
import { refuseForeignBrand } from "./wall.ts";

/** The articles that the caller may know of: the last changed first, or by their place; of words, the best first, all on one page. */
export async function articlesOf(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, text, sort, ...filters }: QueryOf<typeof listArticles>,
): Promise<{ items: ArticleLine[]; next: string | null }> {
  const list = `articles ${sort} ${JSON.stringify(filters)}`;
  const { order, behind, placeOf } = orders[sort];
  const after = readCursor(secret, list, cursor);
  const fit = fitting(caller, filters);
  await look(db, caller.workspaceId, (tx) => refuseForeignBrand(tx, caller, filters.brand));
  if (text) {
    const ids = await foundByWords(db, caller, text, filters.locale);
    const items = await look(db, caller.workspaceId, (tx) =>
      linesWhere(tx, caller, {
        where: sql`${fit} and a.id = any(${ids}::uuid[])`,
        order: sql`array_position(${ids}::uuid[], a.id)`,
        limit,
        locale: filters.locale,
      }),
    );
    return { items: items.map(withoutPlace), next: null };
  }
  return look(db, caller.workspaceId, async (tx) => {
    const items = await linesWhere(tx, caller, {
      where: after ? sql`${fit} and ${behind(after)}` : fit,
      order,
      limit: limit + 1,
      locale: filters.locale,
    });
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(withoutPlace),
      next: items.length > limit && last ? writeCursor(secret, list, placeOf(last)) : null,
    };
  });
}

const withoutPlace = ({ updatedText: _, position: _place, ...line }: PlacedLine): ArticleLine => line;

const orders = {
  changed: {
    order: sql`a.updated_at desc, a.id desc`,
    behind: ([at, id]: readonly string[]) => sql`(a.updated_at, a.id) < (${at}::timestamptz, ${id}::uuid)`,
    placeOf: ({ updatedText, id }: PlacedLine): [string, string] => [updatedText, id],
  },
  place: {
    order: sql`a.position, a.number`,
    behind: ([position, number]: readonly string[]) =>
      sql`(a.position, a.number) > (${Number(position)}, ${Number(number)})`,
    placeOf: ({ position, number }: PlacedLine): [string, string] => [String(position), String(number)],
  },
};

/** How many articles there are in each state, and how many ask for somebody's hand. */
export function articleCounts(
  db: Db,
  caller: Caller,
  { brand, locale, owner }: QueryOf<typeof getArticleCounts>,
): Promise<ReplyOf<typeof getArticleCounts>> {
  const some = fitting(caller, { brand, owner, state: undefined });
  const all = sql`(${some} or ${fitting(caller, { brand, owner, state: "archived" })})`;
  const { workspaceId } = caller;
  const counted = [
    ...ArticleState.options.map(
      (state) => sql`count(*) filter (where ${inState(state, locale)})::int as ${sql.ref(state)}`,
    ),
    ...articleNeeds.map(
      (need) => sql`count(*) filter (where ${needs(need, locale)})::int as ${sql.ref(`need ${need}`)}`,
    ),
  ];
  return look(db, workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, brand);
    const { rows } = await sql<Record<string, number>>`
      select ${sql.join(counted)}, (count(*) filter (where a.section_id is null and a.archived_at is null))::int as without_section from articles a where a.workspace_id = ${workspaceId} and ${all}`.execute(
      tx,
    );
    const { rows: tags } = await sql<{ tag: string }>`
      select tag from articles a, unnest(a.tags) as tag where a.workspace_id = ${workspaceId} and ${some}
      group by tag order by count(*) desc, tag limit 200`.execute(tx);
    const counts = rows[0]!;
    const of = (names: readonly string[], key: (name: string) => string) =>
      Object.fromEntries(names.map((name) => [name, counts[key(name)]!]));
    return {
      states: of(ArticleState.options, (name) => name),
      needs: of(articleNeeds, (name) => `need ${name}`),
      withoutSection: counts.withoutSection,
      tags: tags.map(({ tag }) => tag),
    } as ReplyOf<typeof getArticleCounts>;
  });
}
