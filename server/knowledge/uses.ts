import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type {
  ArticleMatter,
  ArticleUse,
  listArticleMatters,
  postArticleUse,
} from "../../contract/knowledge.ts";
import type { BodyOf, QueryOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
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

/** In which matters an article was used, and from which it was written: those that the caller may read, newest first. */
export function mattersOf(
  db: Db,
  secret: Secret,
  caller: Caller,
  articleId: string,
  { cursor, limit }: QueryOf<typeof listArticleMatters>,
): Promise<ReplyOf<typeof listArticleMatters>> {
  const list = `matters of ${articleId}`;
  const after = readCursor(secret, list, cursor);
  return look(db, caller.workspaceId, async (tx) => {
    await seenArticle(tx, caller, articleId);
    // Whoever may read no matters may know the article all the same.
    if (!caller.permissions.has("conversations.read")) return { items: [], next: null };
    const { rows } = await sql<Omit<ArticleMatter, "at"> & { at: Date; atText: string }>`
      select u.id, json_build_object('id', c.id, 'number', c.number, 'subject', c.subject) as conversation, u.locale, u.how,
        u.at, u.at::text as at_text, case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as agent
      from article_uses u
      join conversations c on c.workspace_id = u.workspace_id and c.id = u.conversation_id
      left join agents g on g.workspace_id = u.workspace_id and g.id = u.agent_id
      where u.workspace_id = ${caller.workspaceId} and u.article_id = ${articleId} and ${isTheirs(caller, "c")}
        ${after ? sql`and (u.at, u.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by u.at desc, u.id desc limit ${limit + 1}`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ atText: _, ...row }) => ({ ...row, at: row.at.toISOString() })),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.atText, last.id]) : null,
    };
  });
}

/** Notes that agents were shown articles beside a matter: each once. */
export async function noteShown(
  db: Db,
  { workspaceId }: Caller,
  conversationId: string,
  articleIds: readonly string[],
): Promise<void> {
  if (!articleIds.length) return;
  await within(db, workspaceId, (tx) =>
    sql`
      insert into article_showings (workspace_id, article_id, conversation_id)
      select ${workspaceId}, one, ${conversationId} from unnest(${[...articleIds].sort()}::uuid[]) as one
      on conflict (workspace_id, article_id, conversation_id) do update set at = now()
        where article_showings.at < now() - interval '1 day'`.execute(tx),
  );
}
