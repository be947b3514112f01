import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ArticleFile } from "../../contract/knowledge.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { type FileStore, typeOfFile } from "../files/index.ts";
import { Refusal } from "../refusal.ts";
import type { ReaderFile, Reading } from "./for-readers.ts";
import { isUsed } from "./read.ts";
import { tellOf } from "./tell.ts";
import { isTheirs, lockArticle } from "./wall.ts";

/** Keeps a file of an article; which kind it is, its bytes say. */
export async function addFile(
  db: Db,
  store: FileStore,
  caller: Caller,
  articleId: string,
  filename: string,
  bytes: Buffer,
): Promise<ArticleFile> {
  const { workspaceId } = caller;
  await look(db, workspaceId, (tx) => refuseIfNotTheirs(tx, caller, articleId));
  const sha256 = await store.keep(workspaceId, bytes);
  const mimeType = await typeOfFile(bytes);
  return within(db, workspaceId, async (tx) => {
    const article = await lockArticle(tx, caller, articleId);
    const file = await insertFile(tx, caller, articleId, { filename, mimeType, size: bytes.length, sha256 });
    await tellOf(tx, caller, article, "article.changed", { fileId: file.id });
    return file;
  });
}

/** Before its bytes are kept. */
async function refuseIfNotTheirs(tx: Tx, caller: Caller, articleId: string) {
  const { rows } = await sql`
    select from articles a where a.workspace_id = ${caller.workspaceId} and a.id = ${articleId} and ${isTheirs(caller, "a")}`.execute(
    tx,
  );
  if (!rows.length) throw new Refusal("not_found");
}

export async function insertFile(
  tx: Tx,
  caller: Caller,
  articleId: string,
  { id = randomUUIDv7(), filename, ...file }: ReaderFile & { id?: string },
): Promise<ArticleFile> {
  const row = await tx
    .insertInto("articleFiles")
    .values({
      workspaceId: caller.workspaceId,
      id,
      articleId,
      filename: filename.replace(/[\p{Cc}/\\]/gu, "_"),
      uploadedBy: caller.kind === "agent" ? caller.id : null,
      ...file,
    })
    .returning(["id", "filename", "mimeType", "size", "createdAt"])
    .executeTakeFirstOrThrow();
  const { createdAt, ...shown } = row;
  return { ...shown, uploadedAt: createdAt.toISOString(), isUsed: false };
}

/** A file of an article that the caller may know of. */
export async function fileOf(tx: Tx, caller: Caller, id: string): Promise<ReaderFile> {
  const { rows } = await sql<ReaderFile>`
    select f.filename, f.mime_type, f.size, f.sha256 from article_files f
    join articles a on a.workspace_id = f.workspace_id and a.id = f.article_id
    where f.workspace_id = ${caller.workspaceId} and f.id = ${id} and f.given_up_at is null
      and ${isTheirs(caller, "a")}`.execute(tx);
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0];
}

/** Removes a file that nothing shows. A sweep throws its bytes away. */
export function removeFile(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const { rows } = await sql<{ articleId: string; isUsed: boolean }>`
      select f.article_id, ${isUsed} as is_used from article_files f
      where f.workspace_id = ${workspaceId} and f.id = ${id} and f.given_up_at is null`.execute(tx);
    if (!rows[0]) throw new Refusal("not_found");
    // Locked before it is looked at for good: a draft that is being saved may come to show it.
    const article = await lockArticle(tx, caller, rows[0].articleId);
    const { rows: fresh } = await sql<{ isUsed: boolean }>`
      select ${isUsed} as is_used from article_files f where f.workspace_id = ${workspaceId} and f.id = ${id}`.execute(
      tx,
    );
    if (fresh[0]?.isUsed) throw new Refusal("still_in_use");
    await tx
      .updateTable("articleFiles")
      .set({ givenUpAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await tellOf(tx, caller, article, "article.changed", { fileId: id, removed: true });
  });
}

/** A file that a published article shows which the reader may read. */
export function fileForReader(
  db: Db,
  { workspaceId, brandId, audiences, fileId }: Omit<Reading, "locale"> & { fileId: string },
): Promise<ReaderFile | null> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<ReaderFile>`
      select f.filename, f.mime_type, f.size, f.sha256 from article_files f
      join articles a on a.workspace_id = f.workspace_id and a.id = f.article_id
      where f.workspace_id = ${workspaceId} and f.id = ${fileId} and f.given_up_at is null and a.archived_at is null
        and (a.brand_id is null or a.brand_id = ${brandId}) and a.audience = any(${[...audiences]}::text[])
        and exists (select from article_translations t
          join article_versions v on v.workspace_id = t.workspace_id and v.article_id = t.article_id and v.locale = t.locale
            and v.version = t.published_version
          where t.workspace_id = a.workspace_id and t.article_id = a.id and position(f.id::text in v.html) > 0)`.execute(
      tx,
    );
    return rows[0] ?? null;
  });
}
