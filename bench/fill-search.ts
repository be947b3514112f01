import type pg from "pg";
import { locales } from "../contract/languages.ts";
import { type Db, withoutWall } from "../server/db/database.ts";
import { analyserVersions, countTerms } from "../server/search/index.ts";
import { markOf } from "../server/search/marks.ts";
import { wordsOf } from "../server/search/words.ts";
import { readSeeds } from "../server/triage/index.ts";

/** So many different texts for each language and workspace. */
const texts = 1500;

/** Messages of customers as the seeds of triage tell them, two or three of a language to a text. */
export function sampleTexts(language: string, count: number): string[] {
  const said = readSeeds()
    .filter((seed) => seed.language === language)
    .map(({ text }) => text);
  return Array.from({ length: count }, (_, nth) =>
    [
      said[(nth * 7) % said.length],
      said[(nth * 131 + 17) % said.length],
      nth % 3 ? "" : said[(nth * 977 + 5) % said.length],
    ].join("\n"),
  );
}

/**
 * Makes the messages of the filled database findable, as the sweep would in some hours: by the words of texts in five
 * languages, each with its conversation's number. What has been done is left as it is.
 */
export async function fillSearch(owner: pg.Client, db: Db, say: (line: string) => void): Promise<void> {
  const { rows: workspaces } = await owner.query<{ id: string }>(
    `select "workspaceId" as id from bench_filled f
     where not exists (select from search_corpora c where c.workspace_id = f."workspaceId" and c.kind = 'message' and c.documents > 0)`,
  );
  if (!workspaces.length) return;
  say("  words to find messages by …");
  const ids = workspaces.map(({ id }) => id);
  await owner.query(
    `insert into search_corpora (workspace_id, kind, analyser, below, count_at)
     select w, k, v, null, 'infinity' from unnest($1::uuid[]) w, unnest('{message,customer}'::text[], $2::int[]) as of (k, v)
     on conflict (workspace_id, kind) do update set below = null, analyser = excluded.analyser, count_at = 'infinity'`,
    [ids, [analyserVersions.message, analyserVersions.customer]],
  );
  await owner.query(
    "create temp table told (workspace_id uuid, language text, nth int, size int, words tsvector, primary key (workspace_id, language, nth))",
  );
  for (const id of ids) await tell(owner, id);
  // An index is built in one go much sooner than row by row.
  await owner.query("drop index if exists search_documents_by_words");
  await owner.query("delete from search_documents where kind = 'message' and workspace_id = any($1)", [ids]);
  await owner.query(
    `insert into search_documents (workspace_id, kind, id, part, subject_id, brand_id, audience, language, at, analyser, size, words)
     select m.workspace_id, 'message', m.id, '', c.id, c.brand_id, 'agents', c.language, m.sent_at, $2, t.size,
       t.words || array_to_tsvector(array[k.mark || c.number, k.mark || '!' || right(c.brand_id::text, 8),
         k.mark || '@' || to_char(m.sent_at at time zone 'UTC', 'YYYY-MM-DD'), k.mark || '@' || to_char(m.sent_at at time zone 'UTC', 'YYYY-MM')])
     from unnest($1::uuid[], $3::text[]) as k (workspace_id, mark)
     join conversations c on c.workspace_id = k.workspace_id
     join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
     join told t on t.workspace_id = c.workspace_id and t.language = c.language and t.nth = abs(hashtext(m.id::text)) % $4::int
     on conflict do nothing`,
    [ids, analyserVersions.message, ids.map(markOf), texts],
  );
  await owner.query(
    "create index search_documents_by_words on search_documents using gin (words) with (gin_pending_list_limit = 512)",
  );
  await owner.query("drop table told");
  await owner.query("vacuum analyze search_documents");
  for (const workspaceId of ids) {
    const corpus = { workspaceId, kind: "message" as const };
    const documents = await withoutWall(db, (tx) => countTerms(tx, corpus));
    await owner.query(
      "update search_corpora set documents = $2, counted_at = now() where workspace_id = $1 and kind = 'message'",
      [workspaceId, documents],
    );
  }
}

async function tell(owner: pg.Client, workspaceId: string): Promise<void> {
  const mark = markOf(workspaceId);
  const rows = locales.flatMap((language) =>
    sampleTexts(language, texts).map((body, nth) => {
      const { vector, size } = wordsOf({
        workspaceId,
        kind: "message",
        id: workspaceId,
        subjectId: workspaceId,
        brandId: null,
        audience: "agents",
        language,
        at: new Date(0),
        title: body.slice(0, body.indexOf("\n")),
        keywords: [],
        body,
      });
      return { language, nth, size, words: vector.toText(mark) };
    }),
  );
  await owner.query(
    "insert into told select $1, * from jsonb_to_recordset($2::jsonb) as r (language text, nth int, size int, words tsvector)",
    [workspaceId, JSON.stringify(rows)],
  );
}
