import type { Language } from "../../contract/languages.ts";
import {
  type Analysis,
  analyse,
  bigramsOf,
  foldWord,
  gramsOf,
  sistersOf,
  stem as stemOf,
  type Token,
} from "../language/index.ts";
import type { Kind, SearchDocument } from "./document.ts";
import { conceptOf, endOf, gramOf, marksOf } from "./marks.ts";
import { TsVector, type Weight } from "./tsvector.ts";

/** Goes up when the same text would be given other words: everything is then indexed anew in the background. */
export const analyserVersion = 1;

const mostTokens = 4000;
const longestWord = 60;

/** The words of a document as PostgreSQL keeps them, without a mark, and how many words it has. */
export function wordsOf(document: SearchDocument): { vector: TsVector; size: number } {
  const vector = new TsVector();
  let size = 0;
  const add = (text: string, weight: Weight) => {
    if (!text.trim()) return;
    const analysis = analyse(text, document.language, { most: mostTokens });
    size += analysis.tokens.length;
    addAnalysed(vector, analysis, weight, document.kind);
  };
  add(document.title, "A");
  for (const keyword of document.keywords) add(keyword, "B");
  add(document.body, "C");
  for (const mark of marksOf(document)) vector.note(mark);
  return { vector, size };
}

function addAnalysed(vector: TsVector, { text, tokens, concepts }: Analysis, weight: Weight, kind: Kind) {
  let hasHan = false;
  for (const token of tokens) {
    for (const lexeme of lexemesOf(token)) vector.add(lexeme, weight);
    if (token.script === "han") hasHan = true;
    else for (const gram of piecesOf(token, kind)) vector.note(gramOf(gram));
  }
  if (hasHan) {
    for (const pair of bigramsOf(text)) vector.add(pair, weight);
    // So that one character is found wherever it stands: as the beginning of a pair, or here.
    for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) vector.note(foldWord([...run].at(-1)!));
  }
  for (const digits of numbersIn(text)) {
    vector.add(digits, weight);
    vector.note(endOf(digits));
  }
  for (const { id } of concepts) vector.note(conceptOf(id));
}

/**
 * Of an article and a customer all four-letter pieces of a word. Of messages, of which there are many, only the first
 * of a Cyrillic word, which is what a Russian and a Ukrainian word have in common if they have anything.
 */
function piecesOf({ script, folded }: Token, kind: Kind): string[] {
  if (script !== "cyrillic" && script !== "latin" && script !== "arabic") return [];
  if (kind !== "message") return gramsOf(folded);
  return script === "cyrillic" ? gramsOf(folded).slice(0, 1) : [];
}

/** What a word is found by: the stem, and of an address, a link or a code its parts as well. */
export function lexemesOf({ stem, folded, script, text }: Token): string[] {
  if (stem === "<email>") {
    const [name = "", domain = ""] = folded.split("@");
    return cut([folded, name, domain, ...inWords(name), ...inWords(domain)]);
  }
  if (stem === "<url>") return cut([folded, ...inWords(folded)]).slice(0, 20);
  if (script === "other" && /\d/.test(stem))
    return cut([stem, ...foldWord(text).split(/[^\p{L}\p{N}]+/u), ...(stem.match(/\d{3,}/g) ?? [])]);
  return [stem.slice(0, longestWord)];
}

/** What an address or a link is made of, as the words they may be. */
const inWords = (folded: string): string[] =>
  folded.split(/[^\p{L}\p{N}]+/u).flatMap((part) => [part, stemOf(part, "en")]);

const cut = (lexemes: string[]): string[] => [
  ...new Set(lexemes.filter(Boolean).map((lexeme) => lexeme.slice(0, longestWord))),
];

/** A text of which a regular expression can find the digits; each stands where it stood. */
export const withPlainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (one) => String(one.charCodeAt(0) & 15));

/** The long numbers of a text (phone, order, card, tracking) without what stands between their digits. */
export function numbersIn(text: string): string[] {
  const found = new Set<string>();
  for (const [run] of withPlainDigits(text).matchAll(/\+?\d[\d\u00a0 ().\-/]{4,30}\d/g)) {
    const digits = run.replace(/\D/g, "");
    if (digits.length >= 6 && digits.length <= 22) found.add(digits);
  }
  return [...found];
}

/** A token of what somebody looks for, and by what it is found. */
interface Sought {
  token: Token;
  lexemes: string[];
  sisters: string[];
}

/**
 * The tokens of what somebody looks for. Cyrillic words have a stem in each of two languages: nobody says which it is; of
 * one that is Russian or Ukrainian `sisters` has what it would be in the other.
 */
export function tokensToFind(text: string, language: Language): Sought[] {
  const tokens = analyse(text, language).tokens;
  if (!/\p{Script=Cyrillic}/u.test(text))
    return tokens.map((token) => ({ token, lexemes: cut(lexemesAsked(token)), sisters: [] }));
  const other = new Map(
    analyse(text, language === "uk" ? "ru" : "uk").tokens.map((token) => [token.start, token]),
  );
  return tokens.map((token) => {
    const sister = other.get(token.start);
    const lexemes = cut([...lexemesAsked(token), ...(sister ? lexemesAsked(sister) : [])]);
    return { token, lexemes, sisters: sistersIn(token, language).filter((one) => !lexemes.includes(one)) };
  });
}

function sistersIn({ script, folded }: Token, language: Language): string[] {
  if (script !== "cyrillic" || (language !== "ru" && language !== "uk")) return [];
  const { meant, spelled } = sistersOf(folded, language);
  return cut([...meant, ...spelled]);
}

/** Who writes a whole address, link or code means all of it, not its parts. */
function lexemesAsked(token: Token): string[] {
  if (token.stem === "<email>" || token.stem === "<url>") return [token.folded];
  if (token.script === "other" && /\d/.test(token.stem))
    return [token.stem, ...(token.stem.match(/\d{4,}/g) ?? [])];
  return lexemesOf(token);
}
