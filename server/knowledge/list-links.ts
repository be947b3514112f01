import { sql } from "kysely";
import type { ArticleLink, listArticleLinks } from "../../contract/knowledge.ts";
import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { isTheirs, refuseForeignBrand } from "./wall.ts";

type Found = ReplyOf<typeof listArticleLinks>;
type Row = Omit<Found["items"][number], "checkedAt"> & { checkedAt: Date | null; place: string };

/** Where articles point to, article by article. */
export function listLinks(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, ...filters }: QueryOf<typeof listArticleLinks>,
): Promise<Found> {
  const list = `links ${JSON.stringify(filters)}`;
  const after = readCursor(secret, list, cursor);
  const { brand, article, state } = filters;
  return look(db, caller.workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, brand);
    const { rows } = await sql<Row>`
      select * from (
        select l.locale, l.kind, l.target, l.state, l.reason, l.checked_at, a.number,
          l.locale || ' ' || l.kind || ' ' || l.target as place,
          json_build_object('id', a.id, 'number', a.number, 'name', coalesce(t.title, '')) as article
        from article_links l
        join articles a on a.workspace_id = l.workspace_id and a.id = l.article_id
        left join article_translations t on t.workspace_id = l.workspace_id and t.article_id = l.article_id and t.locale = l.locale
        where l.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "a")} and a.archived_at is null
          ${brand ? sql`and (a.brand_id = ${brand} or a.brand_id is null)` : sql``}
          ${article ? sql`and a.id = ${article}` : sql``}
          ${state ? sql`and l.state = ${state}` : sql``}
      ) as found
      ${after ? sql`where (number, place) > (${Number(after[0])}, ${after[1]})` : sql``}
      order by number, place limit ${limit + 1}`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ place: _, checkedAt, ...row }) => ({
        ...(row as Omit<ArticleLink, "checkedAt"> & { article: Found["items"][number]["article"] }),
        checkedAt: checkedAt?.toISOString() ?? null,
      })),
      next:
        rows.length > limit && last
          ? writeCursor(secret, list, [String(last.article.number), last.place])
          : null,
    };
  });
}
