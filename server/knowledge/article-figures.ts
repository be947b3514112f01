import { sql } from "kysely";
import type { ArticleFigures, getArticleFigures } from "../../contract/knowledge.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { seenArticle } from "./wall.ts";

const usualDays = 90;
const dayMs = 86_400_000;

/** What became of one article: numbers of things in the time, each as the contract says; units are pieces. */
export function figuresOfArticle(
  db: Db,
  caller: Caller,
  id: string,
  { from, to }: QueryOf<typeof getArticleFigures>,
): Promise<ArticleFigures> {
  const { workspaceId } = caller;
  const until = to ? new Date(to) : new Date();
  const since = from ? new Date(from) : new Date(until.getTime() - usualDays * dayMs);
  const during = (column: string) => sql`${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${until}`;
  const served = (column: string) =>
    caller.brands === null ? sql`true` : sql`${sql.ref(column)} = any(${[...caller.brands]}::uuid[])`;
  return look(db, workspaceId, async (tx) => {
    await seenArticle(tx, caller, id);
    const { rows } = await sql<Omit<ArticleFigures, "from" | "to">>`
      select
        (select count(*) from article_readings r where r.workspace_id = ${workspaceId} and r.article_id = ${id}
          and ${during("r.at")} and ${served("r.brand_id")})::int as views,
        v.helpful, v.unhelpful, s.shown, u.used, u.links, u.texts,
        (select count(*) from article_searches f where f.workspace_id = ${workspaceId} and f.article_id = ${id}
          and ${during("f.at")} and ${served("f.brand_id")})::int as searches,
        (select count(*) from article_flags f where f.workspace_id = ${workspaceId} and f.article_id = ${id}
          and ${during("f.raised_at")})::int as flags
      from (
        select (count(*) filter (where helpful))::int as helpful, (count(*) filter (where not helpful))::int as unhelpful
        from article_votes o where o.workspace_id = ${workspaceId} and o.article_id = ${id} and ${during("o.at")}
      ) as v cross join (
        select count(*)::int as shown from article_showings w
        join conversations c on c.workspace_id = w.workspace_id and c.id = w.conversation_id
        where w.workspace_id = ${workspaceId} and w.article_id = ${id} and ${during("w.at")} and ${served("c.brand_id")}
      ) as s cross join (
        select (count(distinct o.conversation_id))::int as used, (count(*) filter (where o.how = 'link'))::int as links,
          (count(*) filter (where o.how = 'text'))::int as texts
        from article_uses o join conversations c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
        where o.workspace_id = ${workspaceId} and o.article_id = ${id} and o.how <> 'written-from'
          and ${during("o.at")} and ${served("c.brand_id")}
      ) as u`.execute(tx);
    return { from: since.toISOString(), to: until.toISOString(), ...rows[0]! };
  });
}
