import { sql } from "kysely";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import type { Kind, SearchDocument } from "./document.ts";
import { putDocuments } from "./put.ts";
import { analyserVersions } from "./words.ts";

/**
 * How a domain tells all it has of a kind, piece by piece: the documents of up to `limit` things whose id is not above
 * `below`, and the id to go on from; null at the end. Ids grow with time, so that the newest come first.
 */
export type Source = (
  tx: Tx,
  piece: { workspaceId: string; below: string; limit: number },
) => Promise<{ documents: SearchDocument[]; below: string | null }>;

const highest = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const piece = 200;

/**
 * Makes a piece of what an older analyser made, or what was never made, findable by the present one; `true` when more
 * is left. Meanwhile all is searched: what is still old is found by the words that both analysers agree on.
 */
export function reindexSome(
  db: Db,
  sources: Partial<Record<Kind, Source>>,
  { versions = analyserVersions } = {},
): Promise<boolean> {
  const kinds = Object.keys(sources) as Kind[];
  return withoutWall(db, async (tx) => {
    await begin(tx, kinds, versions);
    const { rows } = await sql<{ workspaceId: string; kind: Kind; below: string }>`
      select workspace_id, kind, below from search_corpora where below is not null and kind = any(${kinds}::text[])
      order by below desc limit 1 for update skip locked`.execute(tx);
    const corpus = rows[0];
    if (!corpus) return false;
    const { documents, below } = await sources[corpus.kind]!(tx, { ...corpus, limit: piece });
    await putDocuments(tx, documents);
    await sql`
      update search_corpora set below = ${below}, count_at = case when ${below}::uuid is null then now() else count_at end
      where workspace_id = ${corpus.workspaceId} and kind = ${corpus.kind}`.execute(tx);
    return true;
  });
}

/** Notes what is to be made anew, from the newest on: all of a workspace that has only been read by another analyser. */
async function begin(tx: Tx, kinds: Kind[], versions: Readonly<Record<Kind, number>>): Promise<void> {
  await sql`
    insert into search_corpora (workspace_id, kind, analyser, below)
    select w.id, k.kind, k.version, ${highest}::uuid
    from workspaces w cross join unnest(${kinds}::text[], ${kinds.map((kind) => versions[kind])}::int[]) as k (kind, version)
    where not exists (select from search_corpora c where c.workspace_id = w.id and c.kind = k.kind and c.analyser >= k.version)
    on conflict (workspace_id, kind) do update set analyser = excluded.analyser, below = excluded.below`.execute(
    tx,
  );
}
