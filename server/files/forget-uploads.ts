import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";
import { stillNamed } from "./named-bytes.ts";
import type { FileStore } from "./store.ts";

const keptDays = 7;
/** What is left over comes with the next sweep. */
const mostAtOnce = 1_000;

/**
 * Gives up uploads that no message has claimed within a week and no draft or planned reply holds, and throws away what was given up
 * before. An upload is given up by taking it from whoever uploaded it: from then on nobody can claim it, and a claim
 * at the same moment comes either before or after. Its row stays until its bytes are gone, so that a crash in between
 * forgets neither, and a backup that runs meanwhile finds all that it looks for.
 */
export async function forgetUploads(db: Db, store: FileStore): Promise<void> {
  await throwAway(db, store);
  await withoutWall(db, (tx) =>
    sql`
      update attachments as f set uploaded_by = null
      where message_id is null and uploaded_by is not null
        and created_at < now() - make_interval(days => ${keptDays})
        and not exists (
          select from drafts d
          where d.workspace_id = f.workspace_id and d.agent_id = f.uploaded_by and f.id = any(d.attachments)
        ) and not exists (
          select from planned_replies p
          where p.workspace_id = f.workspace_id and p.agent_id = f.uploaded_by and p.state in ('planned', 'stopped')
            and p.body -> 'attachments' @> to_jsonb(f.id::text)
        )`.execute(tx),
  );
}

async function throwAway(db: Db, store: FileStore) {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ workspaceId: string; id: string; sha256: string; shared: boolean }>`
      with given_up as materialized (
        select workspace_id, id, sha256 from attachments
        where message_id is null and uploaded_by is null
        limit ${mostAtOnce}
      ), named as (
        ${stillNamed}
      )
      select g.workspace_id, g.id, g.sha256, n.sha256 is not null as shared
      from given_up g
      left join named n on n.workspace_id = g.workspace_id and n.sha256 = g.sha256`.execute(tx),
  );
  const ids: string[] = [];
  for (const { workspaceId, id, sha256, shared } of rows)
    if (shared || (await store.discard(workspaceId, sha256))) ids.push(id);
  if (!ids.length) return;
  await withoutWall(db, (tx) =>
    tx
      .deleteFrom("attachments")
      .where("id", "in", ids)
      .where("messageId", "is", null)
      .where("uploadedBy", "is", null)
      .execute(),
  );
}
