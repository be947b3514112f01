import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { DocumentRef, SearchDocument } from "./document.ts";
import { markOf } from "./marks.ts";
import { analyserVersions, wordsOf } from "./words.ts";

/** Makes these documents findable as they are now; safe to run twice. In a transaction behind a wall or without one. */
export async function putDocuments(tx: Tx, documents: readonly SearchDocument[]): Promise<void> {
  if (!documents.length) return;
  const rows = documents.map((document) => {
    const { vector, size } = wordsOf(document);
    return {
      workspace_id: document.workspaceId,
      kind: document.kind,
      id: document.id,
      part: document.part ?? "",
      subject_id: document.subjectId,
      brand_id: document.brandId,
      audience: document.audience,
      language: document.language,
      at: document.at.toISOString(),
      analyser: analyserVersions[document.kind],
      size,
      words: vector.toText(markOf(document.workspaceId)),
    };
  });
  // Of one that is given twice the last counts. In the order of the key, so that two who write the same do not lock
  // each other out.
  const unique = [...new Map(rows.map((row) => [keyOf(row), row])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, row]) => row);
  await sql`
    insert into search_documents (workspace_id, kind, id, part, subject_id, brand_id, audience, language, at, analyser, size, words)
    select * from jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) as given (workspace_id uuid, kind text, id uuid,
      part text, subject_id uuid, brand_id uuid, audience text, language text, at timestamptz, analyser int, size int, words tsvector)
    on conflict (workspace_id, kind, id, part) do update set subject_id = excluded.subject_id, brand_id = excluded.brand_id,
      audience = excluded.audience, language = excluded.language, at = excluded.at, analyser = excluded.analyser,
      size = excluded.size, words = excluded.words`.execute(tx);
}

const keyOf = (row: { workspace_id: string; kind: string; id: string; part: string }) =>
  `${row.workspace_id} ${row.kind} ${row.id} ${row.part}`;

/** Makes them findable no longer. */
export async function forgetDocuments(tx: Tx, refs: readonly DocumentRef[]): Promise<void> {
  if (!refs.length) return;
  const given = refs.map(({ workspaceId, kind, id, part }) => ({
    w: workspaceId,
    kind,
    id,
    part: part ?? null,
  }));
  await sql`
    delete from search_documents d using jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as gone (w uuid, kind text, id uuid, part text)
    where d.workspace_id = gone.w and d.kind = gone.kind and d.id = gone.id and d.part = coalesce(gone.part, d.part)`.execute(
    tx,
  );
}
