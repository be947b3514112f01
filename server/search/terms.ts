import type { Language } from "../../contract/languages.ts";
import { analyse, bigramsOf, gramsOf, languageOf, type Token } from "../language/index.ts";
import { conceptOf, endOf, gramOf } from "./marks.ts";
import { quoted, type Weight } from "./tsvector.ts";
import { numbersIn, tokensToFind } from "./words.ts";

/** A word that somebody looks for, by any of the lexemes it is found by. */
export interface Wanted {
  /** As it was written. */
  text: string;
  token: Token;
  lexemes: string[];
  /** What it may be in the sister language, Russian or Ukrainian, where that is spelled otherwise. */
  sisters: string[];
  /** What it begins with, where it may be only begun. */
  begins: string | null;
  /** Lexemes that together are as good as the word: the pairs of a Chinese one. */
  pairs: string[];
  /** The end of a number that is found by its last digits. */
  ending: string | null;
}

/** What counts in the ranking, and how much beside how rare it is. */
export interface Term {
  lexemes: string[];
  /** Those among them that mean it only in a text of the sister language. */
  sisters: readonly string[];
  begins: string | null;
  kind: "word" | "pair" | "gram" | "concept";
  /** Of a gram, the word that it is a piece of: its place among the wanted. */
  of?: number;
}

export interface Terms {
  language: Language;
  wanted: Wanted[];
  terms: Term[];
}

const mostWords = 40;

/** What a text is looked for by. `isBegun`: the last word may be only begun. */
export function termsOf(text: string, { isBegun, usual }: { isBegun: boolean; usual?: Language }): Terms {
  const language = languageOf(text, usual);
  const found = tokensToFind(text, language).slice(0, mostWords);
  const wanted = found.map(({ token, lexemes, sisters }, at): Wanted => {
    const isLast = isBegun && at === found.length - 1;
    const isHan = token.script === "han";
    const length = [...token.folded].length;
    const pairs = isHan && length > 2 ? bigramsOf(token.folded) : [];
    const isOpen = isHan ? length === 1 : isLast && length > 1;
    return {
      text: token.text,
      token,
      lexemes,
      sisters,
      begins: isOpen ? token.folded.slice(0, 60) : null,
      pairs,
      ending: token.script === "digit" && length >= 4 ? endOf(token.folded) : null,
    };
  });
  const terms: Term[] = wanted.map(({ lexemes, sisters, begins }) => ({
    lexemes,
    sisters,
    begins,
    kind: "word",
  }));
  const known = new Set(wanted.flatMap(({ lexemes }) => lexemes));
  const add = (lexeme: string, kind: Term["kind"], of?: number) => {
    if (known.has(lexeme)) return;
    known.add(lexeme);
    terms.push({ lexemes: [lexeme], sisters: [], begins: null, kind, of });
  };
  for (const pair of bigramsOf(text)) add(pair, "pair");
  for (const digits of numbersIn(text)) add(digits, "word");
  for (const [at, { token, ending }] of wanted.entries()) {
    if (ending) terms.push({ lexemes: [], sisters: [], begins: ending, kind: "word" });
    if (token.script === "cyrillic" || token.script === "latin" || token.script === "arabic")
      for (const gram of gramsOf(token.folded)) add(gramOf(gram), "gram", at);
  }
  for (const id of conceptsIn(text, language)) add(conceptOf(id), "concept");
  return { language, wanted, terms };
}

/** With what it may be in the sister language, whether it is a word there or not. */
export const withSisters = (one: Wanted): Wanted => ({ ...one, lexemes: [...one.lexemes, ...one.sisters] });

/** What a text speaks of; a Cyrillic one is read in both languages. */
function conceptsIn(text: string, language: Language): Set<string> {
  const languages: Language[] = /\p{Script=Cyrillic}/u.test(text) ? ["ru", "uk"] : [language];
  return new Set(languages.flatMap((one) => analyse(text, one).concepts.map(({ id }) => id)));
}

/** A `tsquery` that any of the lexemes answers; with a weight, where they stand with it. */
export function anyOf(
  mark: string,
  lexemes: readonly string[],
  begins: string | null,
  weight: Weight | "" = "",
): string {
  const all = lexemes.map((lexeme) => `${quoted(mark + lexeme)}${weight && `:${weight}`}`);
  if (begins) all.push(`${quoted(mark + begins)}:*${weight}`);
  return all.join(" | ");
}

/** A `tsquery` that a document answers which holds the word, in whatever way. */
export function holds(
  mark: string,
  { lexemes, begins, pairs, ending }: Wanted,
  weight: Weight | "" = "",
): string {
  const ways = [anyOf(mark, lexemes, begins, weight)];
  if (pairs.length > 1) ways.push(`(${pairs.map((pair) => anyOf(mark, [pair], null, weight)).join(" & ")})`);
  if (ending && !weight) ways.push(`${quoted(mark + ending)}:*`);
  return `(${ways.join(" | ")})`;
}
