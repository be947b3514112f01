import type { Language } from "../../contract/languages.ts";
import { analyse, foldWord, type Token } from "../language/index.ts";
import { termsOf } from "./terms.ts";
import { lexemesOf, tokensToFind } from "./words.ts";

/** From where to before where something stands in a text, in UTF-16 units. */
export type Mark = [start: number, end: number];

/** What a search marks in texts; made once for all texts that are shown. */
export interface Marker {
  language: Language;
  lexemes: ReadonlySet<string>;
  /** What is marked in texts of another language than that of the search. */
  sisters: ReadonlySet<string>;
  begins: readonly string[];
  phrases: readonly string[];
}

/** `lexemes`: by which else it was found (a slip put right). */
export function markerOf(
  text: string,
  {
    isBegun = false,
    phrases = [],
    lexemes = [],
  }: { isBegun?: boolean; phrases?: readonly string[]; lexemes?: readonly string[] } = {},
): Marker {
  const { wanted, language } = termsOf(text, { isBegun });
  return {
    language,
    lexemes: new Set([...wanted.flatMap((one) => [...one.lexemes, ...one.pairs]), ...lexemes]),
    sisters: new Set(wanted.flatMap(({ sisters }) => sisters)),
    begins: wanted.flatMap(({ begins }) => begins ?? []),
    phrases,
  };
}

/** Where in a text, that is in this language, the words of a search stand in whatever form; in order, none over another. */
export function highlight(text: string, marker: Marker, language: Language): Mark[] {
  const marks: Mark[] = marker.phrases.flatMap((phrase) => phrasesIn(text, phrase));
  const isSister = language !== marker.language;
  for (const token of analyse(text, language, { most: 4000 }).tokens) {
    const lexemes = lexemesOf(token);
    if (
      lexemes.some((lexeme) => isMarked(lexeme, marker) || (isSister && marker.sisters.has(lexeme))) ||
      marker.begins.some((one) => token.folded.startsWith(one))
    )
      marks.push([token.start, token.end]);
    else if (token.script === "han") marks.push(...pairsIn(token, marker));
  }
  return merged(marks);
}

const isMarked = (lexeme: string, { lexemes, begins }: Marker) =>
  lexemes.has(lexeme) || begins.some((one) => lexeme.startsWith(one));

/** A Chinese word of which only a part was looked for. */
function pairsIn({ text, folded, start }: Token, { lexemes }: Marker): Mark[] {
  const marks: Mark[] = [];
  if (folded.length !== text.length) return marks;
  for (let at = 0; at + 2 <= folded.length; at++)
    if (lexemes.has(folded.slice(at, at + 2))) marks.push([start + at, start + at + 2]);
  return marks;
}

function merged(marks: Mark[]): Mark[] {
  marks.sort(([a], [b]) => a - b);
  const result: Mark[] = [];
  for (const [start, end] of marks) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

const foldedTokens = (text: string) =>
  analyse(text, "unknown", { most: 20_000 }).tokens.flatMap((token) =>
    // The segmenter cuts the same characters differently in another neighbourhood.
    token.script === "han"
      ? [...token.text].map((one, at) => ({
          folded: foldWord(one),
          start: token.start + at,
          end: token.start + at + one.length,
        }))
      : [{ folded: token.folded, start: token.start, end: token.end }],
  );

/** Where these very words stand in this order; case, accents and apostrophes aside. */
export function phrasesIn(text: string, phrase: string): Mark[] {
  const wanted = foldedTokens(phrase).map(({ folded }) => folded);
  if (!wanted.length) return [];
  const tokens = foldedTokens(text);
  const marks: Mark[] = [];
  for (let at = 0; at + wanted.length <= tokens.length; at++)
    if (wanted.every((word, nth) => tokens[at + nth]!.folded === word))
      marks.push([tokens[at]!.start, tokens[at + wanted.length - 1]!.end]);
  return marks;
}

export interface Excerpt {
  text: string;
  marks: Mark[];
}

// Little, since a narrow row shows little.
const before = 16;

/** The piece of a text where most of what was looked for stands together, in one line, with where to mark it. */
export function excerptOf(text: string, marker: Marker, language: Language, { length = 180 } = {}): Excerpt {
  const line = text.slice(0, 100_000).replace(/\s+/gu, " ").trim();
  const marks = highlight(line, marker, language);
  let start = 0;
  let most = 0;
  for (const [at] of marks) {
    const from = Math.max(0, at - before);
    const inside = marks.filter(([one, end]) => one >= from && end <= from + length);
    const different =
      new Set(inside.map(([one, end]) => foldWord(line.slice(one, end)))).size + inside.length / 1000;
    if (different > most) [start, most] = [from, different];
  }
  if (start + length > line.length) start = Math.max(0, line.length - length);
  start = atWord(line, start);
  let end = line.length <= start + length ? line.length : atWord(line, start + length);
  if (end <= start) end = Math.min(line.length, start + length);
  const head = start > 0 ? "…" : "";
  return {
    text: `${head}${line.slice(start, end).trimEnd()}${end < line.length ? "…" : ""}`.toWellFormed(),
    marks: marks
      .filter(([one, other]) => one >= start && other <= end)
      .map(([one, other]) => [one - start + head.length, other - start + head.length]),
  };
}

/** The beginning of the word that stands here; where a text has no spaces, here. */
function atWord(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.lastIndexOf(" ", at);
  return space >= 0 && at - space < 20 ? space + 1 : at;
}

/** The word of a text, as it stands there, that this lexeme was made of; null when there is none. */
export function wordOf(
  lexeme: string,
  texts: readonly { text: string; language: Language }[],
): string | null {
  for (const { text, language } of texts)
    for (const { token, lexemes } of tokensToFind(text, language))
      if (lexemes.includes(lexeme)) return token.text;
  return null;
}
