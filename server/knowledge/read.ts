import { sql } from "kysely";
import type { Article, ArticleFile } from "../../contract/knowledge.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { linesWhere } from "./lines.ts";
import { mayChange } from "./wall.ts";

/** One article with all that stands around its texts. */
export async function readArticle(tx: Tx, caller: Caller, id: string): Promise<Article> {
  const { workspaceId } = caller;
  const [line] = await linesWhere(tx, caller, { where: sql`a.id = ${id}`, order: sql`a.id`, limit: 1 });
  const brandId = line?.brand?.id ?? null;
  if (!line || (brandId && !serves(caller, brandId))) throw new Refusal("not_found");
  const row = await tx
    .selectFrom("articles")
    .select(["reviewEveryDays", "createdAt", "version"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const { updatedText: _, ...shown } = line;
  return {
    ...shown,
    ...row,
    createdAt: row.createdAt.toISOString(),
    files: await filesOf(tx, workspaceId, id),
    writtenFrom: await writtenFrom(tx, caller, id),
    mayChange: caller.permissions.has("articles.write") && mayChange(caller, { brandId }),
  };
}

export async function filesOf(tx: Tx, workspaceId: string, articleId: string): Promise<ArticleFile[]> {
  const { rows } = await sql<Omit<ArticleFile, "uploadedAt"> & { createdAt: Date }>`
    select f.id, f.filename, f.mime_type, f.size, f.created_at, ${isUsed} as is_used from article_files f
    where f.workspace_id = ${workspaceId} and f.article_id = ${articleId} and f.given_up_at is null order by f.id`.execute(
    tx,
  );
  return rows.map(({ createdAt, ...file }) => ({ ...file, uploadedAt: createdAt.toISOString() }));
}

/** SQL: whether a draft or a version of its article shows the file `f`. */
export const isUsed = sql<boolean>`(
  exists (select from article_translations t where t.workspace_id = f.workspace_id and t.article_id = f.article_id
    and position(f.id::text in t.html) > 0)
  or exists (select from article_versions v where v.workspace_id = f.workspace_id and v.article_id = f.article_id
    and position(f.id::text in v.html) > 0))`;

async function writtenFrom(tx: Tx, { workspaceId, brands }: Caller, articleId: string) {
  const { rows } = await sql<{ id: string; number: number; subject: string; brandId: string }>`
    select c.id, c.number, c.subject, c.brand_id from article_uses u
    join conversations c on c.workspace_id = u.workspace_id and c.id = u.conversation_id
    where u.workspace_id = ${workspaceId} and u.article_id = ${articleId} and u.how = 'written-from'
    order by u.at limit 1`.execute(tx);
  const [found] = rows;
  if (!found || (brands && !brands.includes(found.brandId))) return null;
  return { id: found.id, number: found.number, subject: found.subject };
}
