import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Language } from "../../contract/languages.ts";
import { type Db, send, type Tx, withoutWall } from "../db/database.ts";
import type { Audience, Kind } from "./document.ts";
import { daysOf, type Frequencies, frequenciesOf } from "./frequencies.ts";
import { otherLayouts } from "./keyboard.ts";
import { audienceMark, languageMark, markOf } from "./marks.ts";
import { nearTerms, wordsOfArticles } from "./near.ts";
import { type Held, rarityOf, relevance, shareHeld } from "./rank.ts";
import { allOf, budget, documentsWith, newest, ofBrands, rarest, someOf } from "./slices.ts";
import { anyOf, holds, type Term, type Terms, termsOf, type Wanted, withSisters } from "./terms.ts";
import { quoted, type Weight } from "./tsvector.ts";

export interface Search {
  workspaceId: string;
  kind: Kind;
  /** Behind whose walls one may look: null is all. What is of no brand is everybody's. */
  brands: readonly string[] | null;
  /** Articles alone. */
  audiences?: readonly Audience[];
  /** Articles alone: nothing in another language. */
  languages?: readonly string[];
  /** What is looked for: words without operators. */
  text: string;
  /** Nothing that lacks one of the words. */
  isWhole?: boolean;
  /** Words that must be there, that must stand in the title, and that must not be there. */
  must?: readonly string[];
  titled?: readonly string[];
  without?: readonly string[];
  /** Whether the last word may be only begun. */
  isBegun?: boolean;
  /** The language of who asks, where the text does not tell. */
  usual?: Language;
  /** SQL over the document `d`: what the domain knows better (a status, an owner). */
  only?: RawBuilder<SqlBool>;
  /** How many subjects. */
  limit: number;
}

/** A document that was found; of each subject the best. */
export interface Hit {
  id: string;
  part: string;
  subjectId: string;
  language: string;
  at: Date;
  /** Only the order means something, and only within one answer. */
  score: number;
  /** Which share of what was asked it holds, by how rare its words are, from 0 to 1; of messages it is not told. */
  share: number;
}

export interface Answer {
  hits: Hit[];
  /** What was looked for: what was written, or the same keys on another layout. */
  text: string;
  /** Words that stand nowhere, with the lexemes that were looked for instead of each. */
  slips: Slip[];
}

export interface Slip {
  written: string;
  lexemes: string[];
}

/**
 * The documents that answer best. Those that hold all words come first, then those that hold the rarest; of very
 * common words the newest documents are weighed. The index does not serve queries behind a row policy, so that this asks
 * outside of the wall and names workspace and brands itself (docs/decisions/walls.md).
 */
export const findDocuments = (db: Db, search: Search): Promise<Answer> =>
  withoutWall(db, (tx) => {
    // Of messages there are enough for the planner to see it.
    if (search.kind !== "message") askIndexes(tx);
    return findIn(tx, search);
  });

/**
 * For the rest of a transaction, in which nothing but search is asked. The planner thinks little of taking documents
 * apart: where they are not very many it would read all of them, by the table or by their key, for each question.
 */
export function askIndexes(tx: Tx): void {
  send(tx, sql`set local enable_seqscan = off`);
  send(tx, sql`set local enable_indexscan = off`);
}

/** The same in an open transaction without a wall. */
export async function findIn(tx: Tx, search: Search): Promise<Answer> {
  const { text, must = [], titled = [] } = search;
  const asked = [text, ...must, ...titled].join(" ");
  const isBegun = Boolean(search.isBegun) && !must.length && !titled.length;
  const written = termsOf(asked, { isBegun, usual: search.usual });
  if (!written.wanted.length) return { hits: [], text, slips: [] };
  const looked = await lookUp(tx, search, written);
  const other = looked.unknown.length ? await inOtherLayout(tx, search, looked) : null;
  if (other) return { hits: await gatherHits(tx, search, other.looked), text: other.text, slips: [] };
  const { slips, mended } = looked.unknown.length
    ? await mendSlips(tx, search, looked)
    : { slips: [], mended: looked };
  return { hits: await gatherHits(tx, search, mended), text, slips };
}

/** The terms of a search, and what is known of them. */
interface Looked {
  terms: Terms;
  frequencies: Frequencies;
  /** Words that stand in no document. */
  unknown: Wanted[];
}

async function lookUp(tx: Tx, search: Search, terms: Terms): Promise<Looked> {
  const { wanted } = terms;
  const frequencies = await frequenciesOf(
    tx,
    search,
    [...terms.terms.flatMap(({ lexemes }) => lexemes), ...wanted.flatMap(({ sisters }) => sisters)],
    terms.terms.flatMap(({ begins }) => begins ?? []),
  );
  const unseen = wanted.filter((one) => documentsWith(withSisters(one), frequencies) === 0);
  // Only those that are there: each is looked for in each document.
  for (const one of wanted) addSisters(one, (sister) => frequencies.of(sister) > 0);
  if (!unseen.length) return { terms, frequencies, unknown: [] };
  // Words that were written since the last count.
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from search_documents d where d.kind = ${search.kind} and d.words @@ q::tsquery) as there
    from unnest(${unseen.map((one) => holds(markOf(search.workspaceId), withSisters(one)))}::text[]) with ordinality as asked (q, nth)
    order by nth`.execute(tx);
  const [known, unknown] = [true, false].map((there) => unseen.filter((_, at) => rows[at]!.there === there));
  for (const one of known!) addSisters(one, () => true);
  return { terms, frequencies, unknown: unknown! };
}

function addSisters({ lexemes, sisters }: Wanted, isThere: (sister: string) => boolean): void {
  // The very array that the ranking looks at.
  lexemes.push(...sisters.filter((one) => !lexemes.includes(one) && isThere(one)));
}

/** The same keys on another layout, where at least half of what that says are words, and more than of what was written. */
async function inOtherLayout(tx: Tx, search: Search, { unknown, terms }: Looked) {
  if (search.must?.length || search.titled?.length || unknown.length * 2 <= terms.wanted.length) return null;
  let best: { text: string; looked: Looked } | null = null;
  let mostKnown = countWords(terms.wanted) - countWords(unknown);
  for (const text of otherLayouts(search.text)) {
    const looked = await lookUp(tx, search, termsOf(text, { isBegun: Boolean(search.isBegun) }));
    const known = countWords(looked.terms.wanted) - countWords(looked.unknown);
    if (known <= mostKnown || countWords(looked.unknown) > known) continue;
    mostKnown = known;
    best = { text, looked };
  }
  return best;
}

/** How many words, single letters aside: each of those stands somewhere as a word. */
const countWords = (words: readonly Wanted[]) => words.filter(({ text }) => text.length > 1).length;

/** Lets words that stand nowhere be found by those they may be slips of. */
async function mendSlips(
  tx: Tx,
  search: Search,
  { unknown, frequencies, ...looked }: Looked,
): Promise<{ slips: Slip[]; mended: Looked }> {
  const lexemesOf = ({ lexemes, token }: Wanted) => [...new Set([...lexemes, token.folded])];
  const meant =
    search.kind === "article"
      ? new Set<string>()
      : await wordsOfArticles(tx, search.workspaceId, unknown.flatMap(lexemesOf));
  const slipped = unknown.filter((one) => !lexemesOf(one).some((lexeme) => meant.has(lexeme)));
  const near = await nearTerms(tx, search, slipped.flatMap(lexemesOf));
  const slips: Slip[] = [];
  const documents = new Map<string, number>();
  for (const one of slipped) {
    const { text, lexemes } = one;
    const found = lexemesOf(one).flatMap((lexeme) => near.get(lexeme) ?? []);
    if (!found.length) continue;
    for (const { lexeme, ...there } of found) {
      documents.set(lexeme, there.documents);
      // The very array that the ranking looks at.
      if (!lexemes.includes(lexeme)) lexemes.push(lexeme);
    }
    slips.push({ written: text, lexemes: found.map(({ lexeme }) => lexeme) });
  }
  return {
    slips,
    mended: {
      ...looked,
      frequencies: { ...frequencies, of: (lexeme) => documents.get(lexeme) ?? frequencies.of(lexeme) },
      unknown: unknown.filter(({ lexemes }) => !lexemes.some((lexeme) => documents.has(lexeme))),
    },
  };
}

/** The best of each subject. */
async function gatherHits(tx: Tx, search: Search, looked: Looked): Promise<Hit[]> {
  const { terms, frequencies, unknown } = looked;
  const { wanted } = terms;
  const mark = markOf(search.workspaceId);
  const standing = (one: Wanted) => documentsWith(one, frequencies);
  if (search.kind !== "message") {
    const query = search.isWhole ? allOf(mark, wanted) : anyTerm(mark, looked);
    return (await weigh(tx, search, looked, query)).slice(0, search.limit);
  }
  const known = wanted.filter((one) => !unknown.includes(one));
  const hits =
    known.length === wanted.length
      ? await newestFirst(tx, search, looked, allOf(mark, wanted), Math.min(...wanted.map(standing)))
      : [];
  if (hits.length >= search.limit || wanted.length < 2 || search.isWhole || !known.length)
    return hits.slice(0, search.limit);
  const some = rarest(known, frequencies);
  const expected = some.reduce((sum, one) => sum + standing(one), 0);
  const more = await newestFirst(tx, search, looked, someOf(mark, some), expected);
  const there = new Set(hits.map(({ subjectId }) => subjectId));
  const least = hits.at(-1)?.score ?? Number.POSITIVE_INFINITY;
  return [
    ...hits,
    // Scores go down along the list, since pages of it begin behind one.
    ...more
      .filter(({ subjectId }) => !there.has(subjectId))
      .map((hit) => ({ ...hit, score: Math.min(hit.score, least) / 2 })),
  ].slice(0, search.limit);
}

/** Weighs the newest documents that answer a query, and older ones as long as too few were found. */
async function newestFirst(
  tx: Tx,
  search: Search,
  looked: Looked,
  query: string,
  expected: number,
): Promise<Hit[]> {
  const all = looked.frequencies.documents;
  if (expected <= budget) return weigh(tx, search, looked, query);
  const days = await daysOf(tx, search);
  const today = Temporal.Now.plainDateISO("UTC").toString();
  for (let amount = budget; ; amount *= 6) {
    const slice = newest(markOf(search.workspaceId), days, { share: expected / all, amount, today });
    const hits = await weigh(tx, search, looked, slice ? `${query} & ${slice}` : query);
    if (hits.length >= search.limit || !slice) return hits;
  }
}

/** Where documents are few, whatever holds anything of it; pieces that stand in many of them bring nothing new. */
function anyTerm(mark: string, { terms: { terms, wanted }, frequencies }: Looked): string {
  const most = Math.max(200, frequencies.documents / 20);
  const telling = terms.filter((term) => term.kind !== "gram" || frequencies.of(term.lexemes[0]!) <= most);
  return `(${[
    ...wanted.map((one) => holds(mark, one)),
    ...telling.flatMap(({ lexemes, begins }) => anyOf(mark, lexemes, begins) || []),
  ].join(" | ")})`;
}

const mostWeighed = 20_000;
/** So many of the best by `ts_rank` are weighed once more, by where in them the words stand. */
const weighedTwice = 60;

async function weigh(tx: Tx, search: Search, looked: Looked, query: string): Promise<Hit[]> {
  const { workspaceId, kind, brands, audiences, languages, only } = search;
  const mark = markOf(workspaceId);
  const walls = [
    ...(brands ? [ofBrands(mark, brands)] : []),
    ...(audiences ? [`(${audiences.map((one) => quoted(mark + audienceMark(one))).join(" | ")})`] : []),
    ...(languages ? [`(${languages.map((one) => quoted(mark + languageMark(one))).join(" | ")})`] : []),
    ...(search.must ?? []).flatMap((text) => partOf(mark, text) ?? []),
    ...(search.titled ?? []).flatMap((text) => partOf(mark, text, "A") ?? []),
    ...(search.without ?? []).flatMap((text) => {
      const part = partOf(mark, text);
      return part ? `!(${part})` : [];
    }),
  ];
  const { terms } = looked.terms;
  const rarities = terms.map((term) => rarityOf(term, looked.frequencies));
  const isOpen = (term: Term) =>
    !looked.terms.wanted[term.of!]!.lexemes.some((one) => looked.frequencies.of(one) > 0);
  const isWeighed = (term: Term) =>
    (term.kind !== "gram" || (kind !== "message" && isOpen(term))) &&
    // Articles alone have things.
    (term.kind !== "thing" || kind === "article");
  const weighed = terms.flatMap((term, at) => {
    const asked = isWeighed(term) ? anyOf(mark, term.lexemes, term.begins) : "";
    return asked ? [{ asked, weight: rankWeight(term) * rarities[at]! }] : [];
  });
  // A long vector is stored packed, and each function that is given it unpacks it again: here it is unpacked once.
  const { rows } = await sql<Hit & { size: number }>`
    with held as materialized (
      select d.* from search_documents d where d.kind = ${kind} and d.words @@ ${[...walls, query].join(" & ")}::tsquery
      limit ${mostWeighed}::int
    ), term as materialized (
      select asked::tsquery as asked, weight
      from unnest(${weighed.map((one) => one.asked)}::text[], ${weighed.map((one) => one.weight)}::real[]) as t (asked, weight)
    )
    select d.id, d.part, d.subject_id, d.language, d.at, d.size, weighed.score, 0::real as share
    from held d cross join lateral (
      select d.words || ''::tsvector as words offset 0
    ) as unpacked cross join lateral (
      select coalesce(sum(weight * ts_rank('{0.2, 0.4, 0.7, 1}', unpacked.words, asked)), 0) as score from term
    ) as weighed
    where d.workspace_id = ${workspaceId}
      ${brands ? sql`and (d.brand_id is null or d.brand_id = any(${[...brands]}::uuid[]))` : sql``}
      ${only ? sql`and ${only}` : sql``}
    order by score desc, at desc, id desc limit ${mostRanked(search)}::int`.execute(tx);
  const best = kind === "message" ? rows : await weighAgain(tx, search, looked, rows, rarities);
  const seen = new Set<string>();
  return best.filter(({ subjectId }) => !seen.has(subjectId) && seen.add(subjectId));
}

/** The part of a `tsquery` that wants all words of a text; null for one without words. */
function partOf(mark: string, text: string, weight: Weight | "" = ""): string | null {
  const { wanted } = termsOf(text, { isBegun: false });
  return wanted.length ? allOf(mark, wanted, weight) : null;
}

const mostRanked = ({ limit, kind }: Search) =>
  Math.max(weighedTwice, kind === "message" ? 4 * limit : limit);

const rankWeight = ({ kind }: Term) => ({ word: 1, pair: 0.4, concept: 0.5, thing: 0.5, gram: 0.15 })[kind];

async function weighAgain<Row extends Hit & { size: number }>(
  tx: Tx,
  { workspaceId, kind }: Search,
  { terms: { terms, language } }: Looked,
  rows: Row[],
  rarities: number[],
): Promise<Row[]> {
  const first = rows.slice(0, weighedTwice);
  if (!first.length) return rows;
  const mark = markOf(workspaceId);
  const isNoted = (term: Term) => term.kind === "gram";
  const lexemes = terms.flatMap((term) => (isNoted(term) ? [] : term.lexemes.map((one) => mark + one)));
  const noted = terms.flatMap((term) => (isNoted(term) ? term.lexemes : []));
  const beginnings = terms.flatMap(({ begins }) => (begins ? [mark + begins] : []));
  // Taking a vector apart is what costs: of the words that only have to be there it is asked instead.
  const { rows: held } = await sql<{ nth: number; lexeme: string; weights: string[] | null }>`
    with document as materialized (
      select asked.nth::int as nth, d.words || ''::tsvector as words
      from unnest(${first.map(({ id }) => id)}::uuid[], ${first.map(({ part }) => part)}::text[]) with ordinality as asked (id, part, nth)
      cross join lateral (
        select words from search_documents d
        where d.workspace_id = ${workspaceId} and d.kind = ${kind} and d.id = asked.id and d.part = asked.part limit 1
      ) as d
    ), noted as materialized (
      select lexeme, query::tsquery as query
      from unnest(${noted}::text[], ${noted.map((one) => quoted(mark + one))}::text[]) as n (lexeme, query)
    )
    select nth, substr(w.lexeme, ${mark.length + 1}::int) as lexeme, w.weights
    from document cross join lateral unnest(ts_filter(words, '{a,b,c}')) as w (lexeme, positions, weights)
    where w.lexeme in (select unnest(${lexemes}::text[])) ${beginnings.length ? sql`or w.lexeme ^@ any(${beginnings}::text[])` : sql``}
    union all
    select nth, lexeme, null from document join noted on document.words @@ noted.query`.execute(tx);
  const documents: Held[] = first.map((row) => ({
    size: row.size,
    isSister: row.language !== language,
    places: new Map(),
  }));
  for (const { nth, lexeme, weights } of held) documents[nth - 1]!.places.set(lexeme, weights ?? ["D"]);
  const mean = documents.reduce((sum, { size }) => sum + size, 0) / documents.length;
  const scored = first.map((row, at) => ({
    ...row,
    score:
      relevance(documents[at]!, terms, { rarities, mean }) * (row.language === language ? sameLanguage : 1),
    share: shareHeld(documents[at]!, terms, rarities),
  }));
  scored.sort((one, other) => other.score - one.score);
  const least = scored.at(-1)!.score;
  return [...scored, ...rows.slice(weighedTwice).map((row, at) => ({ ...row, score: least - at - 1 }))];
}

/** What is in the language of the question is read with less trouble. */
const sameLanguage = 1.3;
