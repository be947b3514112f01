import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ArticleVote, listArticleVotes } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { text } from "../texts.ts";
import { tellOf } from "./tell.ts";
import { isTheirs, lockArticle, refuseForeignBrand } from "./wall.ts";

const longestComment = 2000;

/** One reader's voice about what they read; said again, it takes the place of what they said before. */
export function vote(
  db: Db,
  {
    workspaceId,
    brandId,
    articleId,
    locale,
    reader,
    helpful,
    comment = "",
  }: {
    workspaceId: string;
    brandId: string;
    articleId: string;
    locale: Locale;
    reader: Buffer;
    helpful: boolean;
    comment?: string;
  },
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ number: number; brandId: string | null; version: number }>`
      select a.number, a.brand_id, t.published_version as version from articles a
      join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.locale = ${locale}
      where a.workspace_id = ${workspaceId} and a.id = ${articleId} and a.archived_at is null and a.audience <> 'agents'
        and (a.brand_id is null or a.brand_id = ${brandId}) and t.published_version is not null`.execute(tx);
    const [article] = rows;
    if (!article) throw new Refusal("not_found");
    const words = comment.trim().slice(0, longestComment);
    await sql`
      insert into article_votes (workspace_id, id, article_id, locale, version, reader, helpful, comment)
      values (${workspaceId}, ${randomUUIDv7()}, ${articleId}, ${locale}, ${article.version}, ${reader}, ${helpful}, ${words})
      on conflict (workspace_id, article_id, locale, reader) do update set version = excluded.version,
        helpful = excluded.helpful, at = now(),
        -- The words come after the click: a voice said again without any keeps them while it stays the same.
        comment = case when excluded.comment = '' and article_votes.helpful = excluded.helpful
          then article_votes.comment else excluded.comment end,
        settled_at = case when article_votes.helpful = excluded.helpful and excluded.comment in ('', article_votes.comment)
          then article_votes.settled_at end`.execute(tx);
    await tellOf(
      tx,
      { workspaceId, actor: { kind: "customer", id: null, name: text(locale, "article.reader") } },
      { id: articleId, number: article.number, brandId: article.brandId },
      "article.voted",
      { locale, helpful, hasWords: words !== "" },
    );
  });
}

interface Row {
  id: string;
  article: ArticleVote["article"];
  locale: Locale;
  version: number;
  helpful: boolean;
  comment: string;
  at: Date;
  atText: string;
  settledAt: Date | null;
}

const voicesWhere = (tx: Tx, caller: Caller, where: ReturnType<typeof sql>, limit: number) =>
  sql<Row>`
    select v.id, json_build_object('id', a.id, 'number', a.number, 'name', coalesce(own.title, t.title, '')) as article,
      v.locale, v.version, v.helpful, v.comment, v.at, v.at::text as at_text, v.settled_at
    from article_votes v
    join articles a on a.workspace_id = v.workspace_id and a.id = v.article_id
    left join article_translations t on t.workspace_id = a.workspace_id and t.article_id = a.id and t.locale = a.source_locale
    left join article_translations own on own.workspace_id = a.workspace_id and own.article_id = a.id
      and own.locale = v.locale
    where v.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "a")} and ${where}
    order by v.at desc, v.id desc limit ${limit}`
    .execute(tx)
    .then(({ rows }) => rows);

const toVoice = ({ at, atText: _, settledAt, ...voice }: Row): ArticleVote => ({
  ...voice,
  at: at.toISOString(),
  settledAt: settledAt?.toISOString() ?? null,
});

/** What readers said, newest first. */
export function listVotes(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, ...filters }: QueryOf<typeof listArticleVotes>,
): Promise<{ items: ArticleVote[]; next: string | null }> {
  const list = `votes ${JSON.stringify(filters)}`;
  const after = readCursor(secret, list, cursor);
  const { brand, article, helpful, comment, settled } = filters;
  const where = sql.join(
    [
      sql`true`,
      brand && sql`(a.brand_id = ${brand} or a.brand_id is null)`,
      article && sql`v.article_id = ${article}`,
      helpful && sql`v.helpful = ${helpful === "yes"}`,
      comment && sql`v.comment <> ''`,
      settled && (settled === "yes" ? sql`v.settled_at is not null` : sql`v.settled_at is null`),
      after && sql`(v.at, v.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    ].filter((one) => Boolean(one)),
    sql` and `,
  ) as ReturnType<typeof sql>;
  return look(db, caller.workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, brand);
    const rows = await voicesWhere(tx, caller, where, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(toVoice),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.atText, last.id]) : null,
    };
  });
}

/** Says that what a reader told us has been seen to, or not yet. */
export function settleVote(db: Db, caller: Caller, id: string, isSettled: boolean): Promise<ArticleVote> {
  return within(db, caller.workspaceId, async (tx) => {
    const [voice] = await voicesWhere(tx, caller, sql`v.id = ${id}`, 1);
    if (!voice) throw new Refusal("not_found");
    const article = await lockArticle(tx, caller, voice.article.id);
    await tx
      .updateTable("articleVotes")
      .set({ settledAt: isSettled ? new Date() : null })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tellOf(tx, caller, article, "article.changed", { voteId: id });
    const [fresh] = await voicesWhere(tx, caller, sql`v.id = ${id}`, 1);
    return toVoice(fresh!);
  });
}
