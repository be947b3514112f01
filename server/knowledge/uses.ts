import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ArticleUse, postArticleUse } from "../../contract/knowledge.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { translationRow } from "./translations.ts";
import { isTheirs, seenArticle } from "./wall.ts";

/** Notes that an article was put into an answer. */
export function useArticle(
  db: Db,
  caller: Caller,
  conversationId: string,
  { article: articleId, locale, how }: BodyOf<typeof postArticleUse>,
): Promise<ArticleUse> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await mayRead(tx, caller, conversationId);
    const article = await seenArticle(tx, caller, articleId);
    const row = await translationRow(tx, caller.workspaceId, articleId, locale).executeTakeFirst();
    // An article of another brand answers nobody here.
    if (!row || (article.brandId !== null && article.brandId !== brandId)) throw new Refusal("not_found");
    const id = await insertUse(tx, caller, { articleId, locale, conversationId, how });
    const [use] = await usesWhere(tx, caller, sql`u.id = ${id}`);
    return use!;
  });
}

export async function insertUse(
  tx: Tx,
  caller: Caller,
  use: { articleId: string; locale: string; conversationId: string; how: ArticleUse["how"] },
): Promise<string> {
  const id = randomUUIDv7();
  await tx
    .insertInto("articleUses")
    .values({
      workspaceId: caller.workspaceId,
      id,
      agentId: caller.kind === "agent" ? caller.id : null,
      ...use,
    })
    .execute();
  return id;
}

/** Which articles were used in a matter, and which were written from it, the newest first. */
export const usesIn = (db: Db, caller: Caller, conversationId: string): Promise<ArticleUse[]> =>
  look(db, caller.workspaceId, async (tx) => {
    // What a matter holds is for those who may read it.
    if (!caller.permissions.has("conversations.read")) throw new Refusal("not_found");
    await mayRead(tx, caller, conversationId);
    return usesWhere(tx, caller, sql`u.conversation_id = ${conversationId}`);
  });

async function usesWhere(tx: Tx, caller: Caller, where: ReturnType<typeof sql>): Promise<ArticleUse[]> {
  const { rows } = await sql<Omit<ArticleUse, "at"> & { at: Date }>`
    select u.id, json_build_object('id', a.id, 'number', a.number, 'name', coalesce(t.title, '')) as article, u.locale, u.how, u.at,
      case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as agent
    from article_uses u
    join articles a on a.workspace_id = u.workspace_id and a.id = u.article_id
    left join article_translations t on t.workspace_id = u.workspace_id and t.article_id = u.article_id and t.locale = u.locale
    left join agents g on g.workspace_id = u.workspace_id and g.id = u.agent_id
    where u.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "a")} and ${where}
    order by u.at desc, u.id desc limit 200`.execute(tx);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
