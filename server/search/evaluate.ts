import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Language } from "../../contract/languages.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import { languageOf } from "../language/index.ts";
import { askIndexes, findIn } from "./find.ts";
import { countTerms } from "./frequencies.ts";
import { putDocuments } from "./put.ts";

/** A text to be found; without a language it is told by itself. */
export interface TestDocument {
  id: string;
  language?: Language;
  text: string;
  title?: string;
  keywords?: string[];
}
export interface TestQuery {
  id: string;
  language?: Language;
  text: string;
}

const piece = 200;
const longestTitle = 120;

/**
 * Ranks documents for each query through the very tables and queries that Tandem uses, as articles of a workspace that
 * never comes to be: all of it happens in a transaction that is rolled back. Calls `tell` with the ids of the ten best
 * documents of each query, in order. Of a text in several lines a short first one is taken for its title.
 */
export async function evaluate(
  db: Db,
  documents: readonly TestDocument[],
  queries: readonly TestQuery[],
  tell: (query: TestQuery, ids: string[]) => void | Promise<void>,
): Promise<void> {
  class Done extends Error {}
  const done = new Done();
  try {
    await withoutWall(db, async (tx) => {
      const workspaceId = randomUUID();
      const names = await fill(tx, workspaceId, documents);
      askIndexes(tx);
      for (const query of queries) {
        const { hits } = await findIn(tx, {
          workspaceId,
          kind: "article",
          brands: null,
          text: query.text,
          usual: query.language,
          limit: 10,
        });
        await tell(
          query,
          hits.map(({ subjectId }) => names.get(subjectId)!),
        );
      }
      throw done;
    });
  } catch (thrown) {
    if (thrown !== done) throw thrown;
  }
}

async function fill(
  tx: Tx,
  workspaceId: string,
  documents: readonly TestDocument[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  // The same for each: what comes first among equals is then the same in each run.
  const at = new Date();
  for (let from = 0; from < documents.length; from += piece)
    await putDocuments(
      tx,
      documents.slice(from, from + piece).map(({ id, language, text, title, keywords = [] }) => {
        const uuid = uuidOf(names.size);
        names.set(uuid, id);
        const [first, body] = title === undefined ? firstLine(text) : [title, text];
        return {
          workspaceId,
          kind: "article" as const,
          id: uuid,
          subjectId: uuid,
          brandId: null,
          audience: "everyone" as const,
          language: language ?? languageOf(text),
          at,
          title: first,
          keywords,
          body,
        };
      }),
    );
  const count = await countTerms(tx, { workspaceId, kind: "article" });
  await sql`
    insert into search_corpora (workspace_id, kind, analyser, documents, counted_at) values (${workspaceId}, 'article', 0, ${count}, now())`.execute(
    tx,
  );
  return names;
}

// Its last digits tell which are counted, so that they have to be spread.
const uuidOf = (nth: number) => `00000000-0000-4000-8000-${nth.toString(16).padStart(12, "0")}`;

function firstLine(text: string): [title: string, body: string] {
  const end = text.indexOf("\n");
  return end > 0 && end <= longestTitle ? [text.slice(0, end), text.slice(end + 1)] : ["", text];
}
