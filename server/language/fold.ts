import { simplified } from "./simplified.ts";

/** What people type for an apostrophe, as the inside of a class of characters. */
export const apostrophes = "'’‘ʼ`´";

const apostrophe = new RegExp(`(?<=\\p{L})[${apostrophes}](?=\\p{L})`, "gu");
const plain = /^(?:[a-z0-9]+|[а-яіїєґ]+)$/;
const han = /^[\u3400-\u9fff]+$/;
const arabic = /\p{Script=Arabic}/u;
// Signs of stress and vowels that did not become one with their letter, and what only lays out a line.
const marks =
  /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u2060\ufeff]/g;
const digit = /[\u0660-\u0669\u06f0-\u06f9]/g;

const arabicLetters: Record<string, string> = {
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ؤ: "و",
  ة: "ه",
  ک: "ك",
};

/** One shape for the ways in which a word is written: its case, its widths, its apostrophes, its Arabic and Han forms. */
export function foldWord(word: string): string {
  if (han.test(word)) return simplified(word);
  const lower = word.toLowerCase();
  if (plain.test(lower)) return lower;
  const folded = lower
    // The normal form would take this one apart into a space and a sign.
    .replaceAll("´", "'")
    .normalize("NFKC")
    .toLowerCase()
    .replace(marks, "")
    .replace(apostrophe, "")
    .replaceAll("ё", "е")
    .replace(digit, (one) => String(one.charCodeAt(0) & 15));
  return arabic.test(folded)
    ? folded.replace(/[أإآٱىیئؤةک]/g, (one) => arabicLetters[one]!)
    : simplified(folded);
}
