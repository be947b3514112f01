import { sql } from "kysely";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import type { Kind } from "./document.ts";
import { dayMark, markOf } from "./marks.ts";

/** What is known of how often words occur among the documents of a kind. */
export interface Frequencies {
  /** How many documents there are. */
  documents: number;
  of(lexeme: string): number;
  /** Of all words that begin so. */
  ofBeginning(begins: string): number;
}

interface Corpus {
  workspaceId: string;
  kind: Kind;
}

// Sorts behind every character that a word can hold.
const last = "\u{10ffff}";

export async function frequenciesOf(
  tx: Tx,
  { workspaceId, kind }: Corpus,
  lexemes: readonly string[],
  beginnings: readonly string[],
): Promise<Frequencies> {
  const { rows } = await sql<{ what: string; lexeme: string; documents: number }>`
    select 'word' as what, lexeme, documents from search_terms
      where workspace_id = ${workspaceId} and kind = ${kind} and lexeme = any(${[...lexemes]}::text[])
    union all
    select 'beginning', b, (select coalesce(sum(documents), 0)::int from search_terms where workspace_id = ${workspaceId}
        and kind = ${kind} and lexeme >= b collate "C" and lexeme < (b || ${last}) collate "C")
      from unnest(${[...beginnings]}::text[]) as b
    union all
    select 'all', '', documents from search_corpora where workspace_id = ${workspaceId} and kind = ${kind}`.execute(
    tx,
  );
  const words = new Map<string, number>();
  const begun = new Map<string, number>();
  let documents = 0;
  for (const row of rows)
    if (row.what === "all") documents = row.documents;
    else (row.what === "word" ? words : begun).set(row.lexeme, row.documents);
  return {
    documents,
    of: (lexeme) => words.get(lexeme) ?? 0,
    ofBeginning: (begins) => Math.min(documents, begun.get(begins) ?? 0),
  };
}

/** How many documents each day has, the newest first. */
export async function daysOf(
  tx: Tx,
  { workspaceId, kind }: Corpus,
): Promise<{ day: string; documents: number }[]> {
  const { rows } = await sql<{ day: string; documents: number }>`
    select substr(lexeme, 2) as day, documents from search_terms
    where workspace_id = ${workspaceId} and kind = ${kind} and lexeme >= ${dayMark("")} and lexeme < ${dayMark(last)}
    order by lexeme desc`.execute(tx);
  return rows;
}

/** So many documents tell how rare a word is. */
const sampled = 20_000;

/**
 * Counts in how many documents each word of a corpus stands, in a sample where they are many. Writing a document
 * counts nothing: a row that each new message has to change would have all of them wait for each other, and how rare a
 * word is changes slowly.
 */
export async function countTerms(tx: Tx, { workspaceId, kind }: Corpus): Promise<number> {
  const { rows: days } = await sql<{ day: string; n: number }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as n from search_documents
    where workspace_id = ${workspaceId} and kind = ${kind} group by 1`.execute(tx);
  const documents = days.reduce((sum, { n }) => sum + n, 0);
  // By the last two digits of its id, which are random: of 256 so many.
  const parts = Math.min(256, Math.max(1, Math.round((256 * sampled) / Math.max(documents, 1))));
  const below = parts.toString(16).padStart(2, "0");
  const share = parts < 256 ? parts / 256 : 1;
  const mark = markOf(workspaceId);
  const texts = `select words from search_documents where workspace_id = '${workspaceId}' and kind = '${kind}'${
    share < 1 ? ` and right(id::text, 2) < '${below}'` : ""
  }`;
  await sql`
    with counted as (
      select substr(word, ${mark.length + 1}::int) as lexeme, least(${documents}::int, round(ndoc / ${share}::real)::int) as documents
      from ts_stat(${texts})
      where ndoc >= ${share < 1 ? 2 : 1}::int and substr(word, ${mark.length + 1}::int, 1) not in ('@', '%')
      union all
      select '@' || day, n from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d (day text, n int)
    ), gone as (
      delete from search_terms t where workspace_id = ${workspaceId} and kind = ${kind}
        and not exists (select from counted where counted.lexeme = t.lexeme)
    )
    insert into search_terms (workspace_id, kind, lexeme, documents)
    select ${workspaceId}, ${kind}, lexeme, documents from counted where lexeme <> ''
    on conflict (workspace_id, kind, lexeme) do update set documents = excluded.documents
      where search_terms.documents <> excluded.documents`.execute(tx);
  return documents;
}

/**
 * Counts the corpus that waits longest for it, if one does; `true` when more may wait. The larger it is the longer the
 * count holds; one in which nothing was added waits longer each time.
 */
export function countSome(db: Db): Promise<boolean> {
  return withoutWall(db, async (tx) => {
    const { rows } = await sql<Corpus & { before: number; sinceMinutes: number | null }>`
      select workspace_id, kind, documents as before, extract(epoch from count_at - counted_at)::int / 60 as since_minutes
      from search_corpora where count_at <= now() order by count_at limit 1 for update skip locked`.execute(
      tx,
    );
    const corpus = rows[0];
    if (!corpus) return false;
    const documents = await countTerms(tx, corpus);
    const usual = Math.min(12 * 60, Math.max(1, documents / 1000));
    const minutes =
      documents === corpus.before
        ? Math.min(24 * 60, Math.max(usual, 2 * (corpus.sinceMinutes ?? 0)))
        : usual;
    await sql`
      update search_corpora set documents = ${documents}, counted_at = now(), count_at = now() + ${minutes}::real * interval '1 minute'
      where workspace_id = ${corpus.workspaceId} and kind = ${corpus.kind}`.execute(tx);
    return true;
  });
}
