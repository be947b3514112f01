import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { UnderstoodQuery } from "../../contract/found.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import {
  type Answer,
  correctedText,
  excerptOf,
  findIn,
  type Hit,
  highlight,
  type Mark,
  markerOf,
  parseQuery,
  phrasesIn,
  type Query,
  type SearchDocument,
} from "../search/index.ts";
import { conditionsOf } from "./asked.ts";
import { documentsOf } from "./searchable.ts";

type Condition = RawBuilder<SqlBool>;

/** What a search for conversations came to. */
export interface Found {
  /** The conversations, the best first, each with its best message; null where there are no words to look for. */
  hits: Hit[] | null;
  /** What the operators ask of the conversation `c`. */
  conditions: Condition[];
  query: UnderstoodQuery;
  /** The words as they were looked for, to mark them. */
  read: { query: Query; answer: Answer };
}

/** A phrase is looked for as its words, of which so many texts are then read. */
const readForPhrases = 1000;

/**
 * Looks for conversations. `only` narrows them down further, by conditions on `c`. What it finds is outside of the
 * workspace's wall: what is shown of it is to be read behind it.
 */
export function findConversations(
  db: Db,
  caller: Caller,
  written: string,
  { only, limit }: { only: Condition[]; limit: number },
): Promise<Found> {
  const query = parseQuery(written);
  return withoutWall(db, async (tx) => {
    const { conditions, understood } = await conditionsOf(tx, caller, query);
    const titled = titledOf(query);
    const all = [...only, ...conditions];
    const isWordless = ![query.text, ...query.phrases, ...titled].some((text) => /[\p{L}\p{N}]/u.test(text));
    const answer: Answer = isWordless
      ? { hits: [], text: query.text, slips: [] }
      : await findIn(tx, {
          workspaceId: caller.workspaceId,
          kind: "message",
          brands: caller.brands,
          text: query.text,
          must: query.phrases,
          titled,
          without: query.without,
          isBegun: query.isBegun,
          usual: caller.locale,
          only: all.length ? among(all) : undefined,
          limit: query.phrases.length ? readForPhrases : limit,
        });
    const hits = await keepPhrases(tx, caller, query, answer.hits);
    const numbered = await numberOf(tx, caller, query, all);
    return {
      hits: isWordless
        ? null
        : [...numbered, ...hits.filter((hit) => hit.subjectId !== numbered[0]?.subjectId)].slice(0, limit),
      conditions,
      query: {
        words: query.text,
        phrases: query.phrases,
        without: query.without,
        operators: understood,
        corrected: correctedText(answer, query.text, await textsOf(tx, caller, answer)),
      },
      read: { query, answer },
    };
  });
}

/** The conditions on the conversation of a document. */
const among = (conditions: Condition[]): Condition =>
  sql`exists (select from conversations c where c.workspace_id = d.workspace_id and c.id = d.subject_id and ${sql.join(conditions, sql` and `)})`;

const refOf = ({ workspaceId }: Caller, { id }: Hit) => ({ workspaceId, id });

async function keepPhrases(tx: Tx, caller: Caller, { phrases }: Query, hits: Hit[]): Promise<Hit[]> {
  if (!phrases.length || !hits.length) return hits;
  const documents = await documentsOf(
    tx,
    hits.map((hit) => refOf(caller, hit)),
  );
  const holding = new Set(
    documents
      .filter(({ title, keywords, body }) =>
        phrases.every((phrase) =>
          [title, ...keywords, body].some((text) => phrasesIn(text, phrase).length > 0),
        ),
      )
      .map(({ id }) => id),
  );
  return hits.filter(({ id }) => holding.has(id));
}

/** A number alone is first of all that of a conversation, or of the one that it became part of. */
async function numberOf(tx: Tx, caller: Caller, { text }: Query, conditions: Condition[]): Promise<Hit[]> {
  const number = /^\p{Nd}{1,15}$/u.test(text) ? Number(text.normalize("NFKC")) : Number.NaN;
  if (!Number.isSafeInteger(number)) return [];
  const { rows } = await sql<Hit>`
    with recursive way (id, next) as (
      select id, merged_into from conversations where workspace_id = ${caller.workspaceId} and number = ${number}
      union
      select w.id, w.merged_into from way join conversations w on w.workspace_id = ${caller.workspaceId} and w.id = way.next
    )
    select m.id, '' as part, c.id as subject_id, c.language, c.last_message_at as at, 1e9::float8 as score
    from way
    join conversations c on c.workspace_id = ${caller.workspaceId} and c.id = way.id
    cross join lateral (select id from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
      order by m.sent_at desc, m.id desc limit 1) as m
    where way.next is null
      ${caller.brands ? sql`and c.brand_id = any(${[...caller.brands]}::uuid[])` : sql``}
      and ${sql.join([sql`true`, ...conditions], sql` and `)}`.execute(tx);
  return rows;
}

/** Where a slip was put right, the texts in which the right word stands. */
async function textsOf(tx: Tx, caller: Caller, { hits, slips }: Answer) {
  if (!slips.length) return [];
  const documents = await documentsOf(
    tx,
    hits.slice(0, 5).map((hit) => refOf(caller, hit)),
  );
  return documents.map(({ title, keywords, body, language }) => ({
    text: [title, ...keywords, body].join("\n"),
    language,
  }));
}

/** What is shown of a conversation that was found. */
export interface Shown {
  text: string;
  marks: Mark[];
  message: string;
  subjectMarks: Mark[];
}

/** For each of these hits the piece of the message where the words stand, by the conversation. */
export async function excerptsOf(
  tx: Tx,
  { workspaceId }: Caller,
  { query, answer }: Found["read"],
  hits: readonly Hit[],
): Promise<Record<string, Shown>> {
  const documents = await documentsOf(
    tx,
    hits.map(({ id }) => ({ workspaceId, id })),
  );
  const marker = markerOf([answer.text, ...titledOf(query)].join(" "), {
    isBegun: query.isBegun,
    phrases: query.phrases,
    lexemes: answer.slips.flatMap(({ lexemes }) => lexemes),
  });
  const shown = ({ id, title, body, language }: SearchDocument): Shown => ({
    ...excerptOf(body, marker, language),
    message: id,
    subjectMarks: highlight(title, marker, language),
  });
  return Object.fromEntries(documents.map((document) => [document.subjectId, shown(document)]));
}

const titledOf = ({ operators }: Query): string[] =>
  operators.flatMap(({ operator, value, isNot }) => (operator === "subject" && !isNot ? value : []));
