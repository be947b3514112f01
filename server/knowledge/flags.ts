import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ArticleFlag, listArticleFlags, postArticleFlag } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf, QueryOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { notify } from "../notices/index.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { byOf, tellOf } from "./tell.ts";
import { isTheirs, lockArticle, refuseForeignBrand, seenArticle } from "./wall.ts";

/** Says that an article is wrong. Whoever looks after it is told. */
export function raiseFlag(
  db: Db,
  caller: Caller,
  articleId: string,
  { locale, words, conversation }: BodyOf<typeof postArticleFlag>,
): Promise<ArticleFlag> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const article = await seenArticle(tx, caller, articleId);
    if (conversation) {
      // Who may not read conversations, names none.
      if (!caller.permissions.has("conversations.read")) throw new Refusal("not_found");
      await mayRead(tx, caller, conversation);
    }
    const id = randomUUIDv7();
    await tx
      .insertInto("articleFlags")
      .values({
        workspaceId,
        id,
        articleId,
        locale,
        conversationId: conversation ?? null,
        words,
        raisedBy: byOf(caller),
      })
      .execute();
    const flag = await oneFlag(tx, caller, id);
    if (article.ownerId && article.ownerId !== caller.id)
      await notify(tx, workspaceId, {
        to: [article.ownerId],
        kind: "article",
        conversationId: conversation ?? null,
        data: {
          what: "flagged",
          by: caller.name,
          words: words.slice(0, 300),
          articles: [{ id: articleId, number: article.number, title: flag.article.name }],
        },
        at: new Date(),
      });
    await tellOf(tx, caller, article, "article.flagged", {
      flagId: id,
      locale,
      ...(article.ownerId && { to: [article.ownerId] }),
    });
    return flag;
  });
}

interface Row {
  id: string;
  article: ArticleFlag["article"];
  locale: Locale;
  words: string;
  conversation: (NonNullable<ArticleFlag["conversation"]> & { brandId: string }) | null;
  raisedBy: ArticleFlag["raisedBy"];
  raisedAt: Date;
  atText: string;
  settledBy: ArticleFlag["settledBy"];
  settledAt: Date | null;
}

const flagsWhere = async (tx: Tx, caller: Caller, where: ReturnType<typeof sql>, limit: number) => {
  const { rows } = await sql<Row>`
    select f.id, json_build_object('id', a.id, 'number', a.number, 'name', coalesce(t.title, s.title, '')) as article,
      f.locale, f.words, f.raised_by, f.raised_at, f.raised_at::text as at_text, f.settled_by, f.settled_at,
      case when c.id is not null then json_build_object('id', c.id, 'number', c.number, 'subject', c.subject,
        'brandId', c.brand_id) end as conversation
    from article_flags f
    join articles a on a.workspace_id = f.workspace_id and a.id = f.article_id
    left join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.locale = f.locale
    left join article_translations s on s.workspace_id = a.workspace_id and s.article_id = a.id and s.locale = a.source_locale
    left join conversations c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
    where f.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "a")} and ${where}
    order by f.raised_at desc, f.id desc limit ${limit}`.execute(tx);
  return rows;
};

function toFlag(caller: Caller, { raisedAt, settledAt, atText: _, conversation, ...flag }: Row): ArticleFlag {
  const maySee =
    conversation && caller.permissions.has("conversations.read") && serves(caller, conversation.brandId);
  return {
    ...flag,
    conversation: maySee
      ? { id: conversation.id, number: conversation.number, subject: conversation.subject }
      : null,
    raisedAt: raisedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}

async function oneFlag(tx: Tx, caller: Caller, id: string): Promise<ArticleFlag> {
  const [row] = await flagsWhere(tx, caller, sql`f.id = ${id}`, 1);
  if (!row) throw new Refusal("not_found");
  return toFlag(caller, row);
}

/** What agents say is wrong, newest first. */
export function listFlags(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, ...filters }: QueryOf<typeof listArticleFlags>,
): Promise<{ items: ArticleFlag[]; next: string | null }> {
  const list = `flags ${JSON.stringify(filters)}`;
  const after = readCursor(secret, list, cursor);
  const { brand, article, settled } = filters;
  const where = sql.join(
    [
      sql`true`,
      brand && sql`(a.brand_id = ${brand} or a.brand_id is null)`,
      article && sql`f.article_id = ${article}`,
      settled && (settled === "yes" ? sql`f.settled_at is not null` : sql`f.settled_at is null`),
      after && sql`(f.raised_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    ].filter((one) => Boolean(one)),
    sql` and `,
  ) as ReturnType<typeof sql>;
  return look(db, caller.workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, brand);
    const rows = await flagsWhere(tx, caller, where, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => toFlag(caller, row)),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.atText, last.id]) : null,
    };
  });
}

/** Says that what was wrong has been seen to, or not yet. */
export function settleFlag(db: Db, caller: Caller, id: string, isSettled: boolean): Promise<ArticleFlag> {
  return within(db, caller.workspaceId, async (tx) => {
    const flag = await oneFlag(tx, caller, id);
    const article = await lockArticle(tx, caller, flag.article.id);
    await tx
      .updateTable("articleFlags")
      .set({ settledAt: isSettled ? new Date() : null, settledBy: isSettled ? byOf(caller) : null })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tellOf(tx, caller, article, "article.changed", { flagId: id });
    return oneFlag(tx, caller, id);
  });
}
