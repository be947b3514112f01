import { sql } from "kysely";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import { type FileStore, stillNamed } from "../files/index.ts";
import { isUsed } from "./read.ts";

/** Whoever took a picture out may take that back; so long it waits for them. */
const keptDays = 7;
/** What is left over comes with the next sweep. */
const mostAtOnce = 1_000;

/**
 * Throws away what was given up before, and gives up the files of articles that no draft and no version has shown for a week.
 * A row stays until its bytes are gone, so that a crash in between forgets neither.
 */
export async function forgetArticleFiles(db: Db, store: FileStore): Promise<void> {
  await throwAway(db, store);
  await withoutWall(db, async (tx) => {
    await noteUnused(tx);
    await giveUp(tx);
  });
}

/** Since when a file is shown nowhere. */
async function noteUnused(tx: Tx) {
  await sql`
    update article_files f set unused_since = case when ${isUsed} then null else now() end
    where given_up_at is null and (unused_since is null) <> ${isUsed}`.execute(tx);
}

async function giveUp(tx: Tx) {
  // The articles first, as every save locks them: a draft that is being saved may come to show such a file, and what it says
  // is seen by the statement after this one.
  const { rows } = await sql<{ workspaceId: string; id: string }>`
    select workspace_id, id from articles a
    where exists (select from article_files f where f.workspace_id = a.workspace_id and f.article_id = a.id
      and f.given_up_at is null and f.unused_since < now() - make_interval(days => ${keptDays}))
    order by workspace_id, id limit ${mostAtOnce} for update`.execute(tx);
  if (!rows.length) return;
  await sql`
    update article_files f set given_up_at = now()
    where f.article_id = any(${rows.map(({ id }) => id)}::uuid[]) and f.given_up_at is null
      and f.unused_since < now() - make_interval(days => ${keptDays}) and not ${isUsed}`.execute(tx);
}

async function throwAway(db: Db, store: FileStore) {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ workspaceId: string; id: string; sha256: string; isShared: boolean }>`
      with given_up as materialized (
        select workspace_id, id, sha256 from article_files where given_up_at is not null
        order by given_up_at limit ${mostAtOnce}
      ), named as (
        ${stillNamed}
      )
      select g.workspace_id, g.id, g.sha256, n.sha256 is not null as is_shared
      from given_up g
      left join named n on n.workspace_id = g.workspace_id and n.sha256 = g.sha256`.execute(tx),
  );
  const ids: string[] = [];
  for (const { workspaceId, id, sha256, isShared } of rows)
    if (isShared || (await store.discard(workspaceId, sha256))) ids.push(id);
  if (!ids.length) return;
  await withoutWall(db, (tx) =>
    tx.deleteFrom("articleFiles").where("id", "in", ids).where("givenUpAt", "is not", null).execute(),
  );
}
