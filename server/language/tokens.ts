import type { Language } from "../../contract/languages.ts";
import { apostrophes, foldWord } from "./fold.ts";
import { simplified } from "./simplified.ts";
import { stem } from "./stems/index.ts";

export type Script = "latin" | "cyrillic" | "arabic" | "han" | "digit" | "other";

/** A word of a text, from `start` to before `end` in UTF-16 units, so that it can be shown where it stands. */
export interface Token {
  text: string;
  folded: string;
  stem: string;
  script: Script;
  start: number;
  end: number;
}

const longestText = 100_000;

// Written for the `v` flag, where a hyphen in a class is escaped.
const inside = String.raw`[\p{M}\u00ad\u200c\u200d]|[${apostrophes}](?=\p{L})`;
const letters = (script: string) => `${script}(?:${script}|${inside})*`;
const latinOrDigit = String.raw`[\p{Script=Latin}\p{Nd}]`;
const word = [
  // A code or a brand may hold hyphens; whether it stays whole is decided when all of it is seen.
  String.raw`${latinOrDigit}(?:${latinOrDigit}|${inside}|[\-_](?=[A-Za-z0-9]))*`,
  letters(String.raw`[\p{Script=Cyrillic}&&\p{L}]`),
  letters(String.raw`[\p{Script=Arabic}&&\p{L}]`).replaceAll(String.raw`\p{M}`, String.raw`\p{M}\u0640`),
  String.raw`\p{Script=Han}+`,
  letters(String.raw`[\p{L}--[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Han}]]`),
].join("|");

// Chinese is written on right behind a link, and its full stop does not belong to it.
const linked = String.raw`[^\s<>"«»\p{Script=Han}\u3000-\u303f\uff00-\uffef]*[[\p{L}\p{N}\/#=_\-]--\p{Script=Han}]`;
const link = String.raw`(?:https?:\/\/|www\.|t\.me\/)${linked}`;
const domain = String.raw`(?<![a-z0-9.\-])(?:[a-z0-9\-]{1,63}\.){1,4}(?:com|net|org|ru|ua|cn|io)(?![\p{L}\p{N}])(?:\/[!-~]*[\w\/#=\-])?`;
const address = String.raw`[\p{L}\p{N}._%+\-]{1,64}@[\p{L}\p{N}\-]{1,63}(?:\.[\p{L}\p{N}\-]{1,63}){1,4}`;

const words = new RegExp(word, "gv");
const wordsAndLinks = new RegExp(`${address}|${link}|${domain}|${word}`, "giv");
const mayHoldLinks = /@|:\/\/|\.[a-z]{2}/i;

/**
 * The words of a text (of its first 100,000 characters) with what each has in common with its other forms. A run of
 * one script goes by the rules of its own language: Latin by English, Cyrillic by Ukrainian in a Ukrainian text and
 * by Russian elsewhere. A link, an address and a code like `TND-10234` are one word each.
 */
export function tokensOf(text: string, language: Language): Token[] {
  const tokens: Token[] = [];
  const cut = text.slice(0, longestText);
  const chinese: Run[] = [];
  for (const { 0: run, index } of cut.matchAll(mayHoldLinks.test(cut) ? wordsAndLinks : words)) {
    if (onlyHan.test(run)) chinese.push({ text: run, start: index });
    else analyse(run, index, language, tokens);
  }
  if (!chinese.length) return tokens;
  return [...tokens, ...chineseTokens(chinese)].sort((one, other) => one.start - other.start);
}

function analyse(run: string, start: number, language: Language, tokens: Token[]): void {
  const add = (script: Script, folded: string, stem: string, from = 0, to = run.length) =>
    tokens.push({ text: run.slice(from, to), folded, stem, script, start: start + from, end: start + to });
  if (plainLatin.test(run)) {
    const folded = run.toLowerCase();
    add("latin", folded, stem(folded, "en"));
    return;
  }
  const script = scriptOf(run);
  if (run.includes("@")) add("other", foldWord(run), "<email>");
  else if (/[./]/.test(run)) add("other", foldWord(run), "<url>");
  else if (script !== "latin" && script !== "digit") {
    const folded = foldWord(run);
    add(script, folded, stemOf(folded, script, language));
  } else if (isCode(run)) {
    const folded = foldWord(run);
    add("other", folded, folded.replace(/[-_]/g, ""));
  } else
    for (const { 0: part, index } of run.matchAll(parts)) {
      const folded = foldWord(part).replace("-", "");
      const own = scriptOf(part);
      add(own, folded, stemOf(folded, own, language), index, index + part.length);
    }
}

const plainLatin = /^[a-z]+$/i;
// Hyphens part words, save in the two that are as often written without.
const parts = /(?:e-mail|wi-fi)[^-_\p{Nd}]*|[^-_\p{Nd}]+|\p{Nd}+/giu;

function scriptOf(run: string): Script {
  const first = run.charCodeAt(0);
  if (first < 0x80) return first < 58 ? "digit" : "latin";
  if (first >= 0x400 && first < 0x530) return "cyrillic";
  if (/^\p{Nd}/u.test(run)) return "digit";
  if (/^\p{Script=Arabic}/u.test(run)) return "arabic";
  if (/^\p{Script=Latin}/u.test(run)) return "latin";
  return /^\p{Script=Cyrillic}/u.test(run) ? "cyrillic" : "other";
}

function stemOf(folded: string, script: Script, language: Language): string {
  if (script === "cyrillic") return stem(folded, language === "uk" ? "uk" : "ru");
  if (script === "arabic") return stem(folded, "ar");
  return script === "latin" ? stem(folded, "en") : folded;
}

/**
 * Letters and digits that name one thing: E05, WH-1000XM4, TND-10234. A word with a number behind it (iphone15,
 * windows-11) and a number with its unit (10kg) are two.
 */
function isCode(run: string): boolean {
  if (run.length > 40 || !/\p{Nd}/u.test(run) || !/\p{L}/u.test(run)) return false;
  const pieces = run.split(/[-_]/);
  if (
    pieces.some(
      (piece) =>
        /\p{L}\p{Nd}|\p{Nd}\p{L}/u.test(piece) &&
        !/^(?:\p{L}{4,}\p{Nd}{1,3}|\p{Nd}+\p{L}{1,3})$/u.test(piece),
    )
  )
    return true;
  return (
    pieces.length > 1 && /^[A-Za-z]{1,4}$/.test(pieces[0]!) && pieces.some((piece) => /^\d{3,}$/.test(piece))
  );
}

interface Run {
  text: string;
  start: number;
}

const onlyHan = /^\p{Script=Han}+$/u;
// Making it takes longer than any text does, and so does each call: the runs of a text go through it together.
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The words of the Han runs of a text. The segmenter knows simplified ones better, and making them so moves none. */
function chineseTokens(runs: Run[]): Token[] {
  const tokens: Token[] = [];
  let current = 0;
  let before = 0;
  for (const { segment, index } of segmenter.segment(simplified(runs.map((run) => run.text).join("\n")))) {
    const run = runs[current]!;
    if (segment === "\n") {
      before += run.text.length + 1;
      current++;
      continue;
    }
    const from = index - before;
    const folded = foldWord(segment);
    tokens.push({
      text: run.text.slice(from, from + segment.length),
      folded,
      stem: folded,
      script: "han",
      start: run.start + from,
      end: run.start + from + segment.length,
    });
  }
  return tokens;
}

/**
 * The overlapping pairs of the Han runs of a text (退款单 is 退款, 款单), which find what a segmenter cuts otherwise; a
 * run of one character is given as it is.
 */
export function bigramsOf(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of text.slice(0, longestText).matchAll(/\p{Script=Han}+/gu)) {
    const characters = [...foldWord(run)];
    if (characters.length === 1) pairs.push(characters[0]!);
    for (let i = 0; i + 1 < characters.length; i++) pairs.push(characters[i]! + characters[i + 1]!);
  }
  return pairs;
}
