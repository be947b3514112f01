import { sql } from "kysely";
import type { Language, Locale } from "../../contract/languages.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { analyse, isFunctionWord, languageOf } from "../language/index.ts";
import {
  type Answer,
  correctedText,
  excerptOf,
  findDocuments,
  type Hit,
  highlight,
  type Marker,
  markerOf,
} from "../search/index.ts";
import type { ArticleFound, Reading } from "./for-readers.ts";

/**
 * From where on an article truly answers: the share of what was asked that it holds (by the rarity of its words), and for the
 * best how far it stands before the next, which counts for no more than that share. What came out of it stands in
 * docs/knowledge.md and is held by good-results/.
 */
const good = 0.6;
/**
 * So many of the telling words of a question, or half of them, stand in what an article is called and asked for by: what only
 * mentions them far down is about something else. Not asked of one that holds so much of the question as `holdsAll`.
 */
const mostInHead = 2;
const holdsAll = 0.95;
/** Of the score of the best, what another has to have to answer as well. */
const goodBeside = 0.5;

interface Row {
  id: string;
  number: number;
  audience: ArticleFound["audience"];
  locale: Locale;
  slug: string;
  title: string;
  summary: string;
  text: string;
  /** Other words by which people ask for it, and its tags. */
  keywords: string[];
  languages: number;
}

/** Of what is only near, so many are shown, and none that answers less than so much of the best. */
const mostNear = 5;
const nearEnough = 0.35;

interface Sought extends Reading {
  text: string;
  limit: number;
  /** Whether the last word may be only begun. */
  isBegun?: boolean;
  /** Agents judge for themselves what fits: nothing is left out for its language or for answering little. */
  inAnyLanguage?: boolean;
  /** Nothing that lacks a word as it was written. */
  asWritten?: boolean;
}

/**
 * Articles that answer words, best first and each once: in the language of the page where it is translated, else in
 * another, which only those are shown in that answer well. Those that have only everyday words in common with what was
 * asked are left out. Without words there are none.
 */
export const findArticles = async (db: Db, sought: Sought): Promise<ArticleFound[]> =>
  (await searchArticles(db, sought)).found;

/** The same, with what was looked for instead of what was written, where that is another. */
export async function searchArticles(
  db: Db,
  { workspaceId, brandId, audiences, locale, text, limit, ...how }: Sought,
): Promise<{ found: ArticleFound[]; corrected: string | null }> {
  const { isBegun = false, inAnyLanguage = false, asWritten = false } = how;
  if (!text.trim() || !audiences.length) return { found: [], corrected: null };
  const answer = await findDocuments(db, {
    workspaceId,
    kind: "article",
    brands: [brandId],
    audiences,
    text,
    isBegun,
    usual: locale,
    limit: limit * 2,
    ...(asWritten && { must: [text] }),
  });
  const { hits } = answer;
  if (!hits.length) return { found: [], corrected: null };
  const rows = await look(db, workspaceId, (tx) =>
    rowsOf(
      tx,
      { workspaceId, brandId, audiences, locale },
      hits.map((hit) => hit.subjectId),
    ),
  );
  const asked = askedOf(answer, { isBegun, locale });
  const shown: { row: Row; score: number; isGood: boolean }[] = [];
  let best = 0;
  let near = 0;
  for (const [at, { subjectId, score, share }] of hits.entries()) {
    // The best come first: what follows answers even less, and to look for its words would be time lost.
    if (shown.length >= limit || (!inAnyLanguage && score < nearEnough * best)) break;
    const row = rows.get(subjectId);
    if (!row) continue;
    // What it says in other words of the same meaning cannot be marked, but is held.
    const isAll = share >= holdsAll;
    const holds = isAll || holdsAny(asked, row);
    const isGood = holds && isGoodHit(hits, at) && (isAll || isCalledSo(asked, row));
    if (holds) best ||= score;
    const isNear = holds && row.locale === locale && near < mostNear;
    if (!inAnyLanguage && !isGood && !isNear) continue;
    if (!isGood) near++;
    shown.push({ row, score, isGood });
  }
  return {
    found: shown.map(({ row, score, isGood }) => toFound(row, locale, score, isGood, asked.marker)),
    corrected: inItsCase(
      text,
      correctedText(
        answer,
        text,
        shown.flatMap(({ row }) => wordsOf(row).map((words) => ({ text: words, language: row.locale }))),
      ),
    ),
  };
}

/** A word that was found at the beginning of a sentence is none in what somebody wrote in small letters. */
const inItsCase = (written: string, corrected: string | null): string | null =>
  written === written.toLowerCase() ? (corrected?.toLowerCase() ?? null) : corrected;

async function rowsOf(tx: Tx, reading: Reading, ids: string[]): Promise<Map<string, Row>> {
  const { workspaceId, brandId, audiences, locale } = reading;
  const { rows } = await sql<Row>`
    select a.id, a.number, a.audience, t.locale, t.slug, v.title, v.summary, v.text, v.triggers || a.tags as keywords,
      t.languages
    from articles a
    cross join lateral (select t.locale, t.slug, t.published_version, count(*) over ()::int as languages
      from article_translations t
      where t.workspace_id = a.workspace_id and t.article_id = a.id and t.published_version is not null
      order by t.locale = ${locale} desc, t.locale = a.source_locale desc, t.locale limit 1) as t
    join article_versions v on v.workspace_id = a.workspace_id and v.article_id = a.id and v.locale = t.locale
      and v.version = t.published_version
    where a.workspace_id = ${workspaceId} and a.id = any(${ids}::uuid[])
      and a.archived_at is null and (a.brand_id is null or a.brand_id = ${brandId})
      and a.audience = any(${[...audiences]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was asked, without the words that say nothing of what it is about. */
interface Asked {
  language: Language;
  marker: Marker;
  /** The same for each word. */
  each: Marker[];
}

function askedOf({ text, slips }: Answer, { isBegun, locale }: { isBegun: boolean; locale: Locale }): Asked {
  const lexemes = slips.flatMap((slip) => slip.lexemes);
  const words = tellingWords(text, { isBegun });
  const marker = markerOf(words.join(" "), { isBegun, lexemes });
  const each = words.map((word, at) =>
    markerOf(word, { isBegun: isBegun && at === words.length - 1, lexemes }),
  );
  return { language: languageOf(text, locale), marker, each };
}

/** A text without its function words; all of it when it has no others. A word that is only begun may be any. */
function tellingWords(text: string, { isBegun }: { isBegun: boolean }): string[] {
  const { tokens } = analyse(text, "unknown");
  const telling = tokens.filter(
    ({ folded }, at) => !isFunctionWord(folded) || (isBegun && at === tokens.length - 1),
  );
  return telling.length ? telling.map((token) => token.text) : [text];
}

/** Whether it has more than everyday words in common with what was asked; of another language only the search can tell. */
const holdsAny = ({ language, marker }: Asked, row: Row): boolean =>
  language !== row.locale || wordsOf(row).some((words) => highlight(words, marker, row.locale).length > 0);

const headOf = ({ title, summary, keywords }: Row): string[] => [title, summary, keywords.join(" \u00b7 ")];

const wordsOf = (row: Row): string[] => [...headOf(row), row.text];

/** Whether enough of the words stand in what it is called; of another language only the search can tell. */
function isCalledSo({ language, each }: Asked, row: Row): boolean {
  if (language !== row.locale) return true;
  const head = headOf(row).join(" \u00b7 ");
  const wanted = Math.min(each.length / 2, mostInHead);
  let there = 0;
  for (const marker of each) {
    if (highlight(head, marker, row.locale).length > 0) there++;
    if (there >= wanted) return true;
  }
  return false;
}

/** Whether a hit truly answers. What stands far behind the best only touches on what that is about. */
function isGoodHit(hits: readonly Hit[], at: number): boolean {
  const [best, next] = hits;
  const { share, score } = hits[at]!;
  if (at) return share >= good && score >= goodBeside * best!.score;
  return share + Math.min(share, leadOf(score, next?.score)) >= good;
}

/** How far the best stands before the next, as a share of its score. */
const leadOf = (score: number, next: number | undefined): number =>
  next !== undefined && score > 0 ? (score - next) / score : 0;

function toFound(
  { id, text, keywords: _, ...row }: Row,
  locale: Locale,
  score: number,
  isGood: boolean,
  marker: Marker,
): ArticleFound {
  const { text: excerpt, marks } = excerptOf(text, marker, row.locale, {
    // A Han character says and takes as much as two letters.
    length: row.locale === "zh" ? 90 : 180,
  });
  return { ...row, articleId: id, isOtherLanguage: row.locale !== locale, excerpt, marks, score, isGood };
}
