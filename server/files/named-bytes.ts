import { type RawBuilder, sql } from "kysely";

/**
 * SQL: of the bytes in the query `given_up` (workspace_id, sha256), those that a row still names. A row that was itself given
 * up names nothing. A new column that names bytes belongs here and in `fileReferences`.
 */
export const stillNamed: RawBuilder<unknown> = sql`
  select workspace_id, sha256 from attachments
  where (workspace_id, sha256) in (select workspace_id, sha256 from given_up)
    and (message_id is not null or uploaded_by is not null)
  union
  select workspace_id, sha256 from raw_mails
  where (workspace_id, sha256) in (select workspace_id, sha256 from given_up) and content is null
  union
  select r.workspace_id, g.sha256 from reports r
  join given_up g on g.workspace_id = r.workspace_id and g.sha256 in (r.pdf_sha256, r.csv_sha256)
  union
  select h.workspace_id, h.logo_sha256 from help_centres h
  where (h.workspace_id, h.logo_sha256) in (select workspace_id, sha256 from given_up)
  union
  select workspace_id, sha256 from article_files
  where (workspace_id, sha256) in (select workspace_id, sha256 from given_up) and given_up_at is null`;
