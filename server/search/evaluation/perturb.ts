import simplifiedToTraditional from "opencc-js/dict/STCharacters";
import type { Locale } from "../../../contract/languages.ts";
import { otherLayouts } from "../keyboard.ts";

/** What becomes of a question under people's fingers; null where it does not befall this text. */
export type Perturbation = (text: string, locale: Locale, nth: number) => string | null;

const slip: Perturbation = (text, _, nth) => {
  const words = text.split(" ");
  // The longest word carries most: a slip in it is the hard one.
  const at = words.reduce((best, word, place) => (word.length > words[best]!.length ? place : best), 0);
  const letters = [...words[at]!];
  if (letters.length < 5 || /[^\p{L}]/u.test(words[at]!) || /\p{Script=Han}/u.test(words[at]!)) return null;
  const where = 1 + ((nth * 7) % (letters.length - 3));
  if (nth % 3 === 0) letters.splice(where, 1);
  else if (nth % 3 === 1) [letters[where], letters[where + 1]] = [letters[where + 1]!, letters[where]!];
  else letters.splice(where, 0, letters[where]!);
  words[at] = letters.join("");
  return words.join(" ");
};

const signs: Record<string, string> = { ё: "е", Ё: "Е", й: "и", ї: "і", ґ: "г" };
const plain: Perturbation = (text) => {
  const bare = text.replace(/[ёЁїґ]/g, (one) => signs[one]!);
  return bare === text ? null : bare;
};

const unapostrophed: Perturbation = (text) => {
  const bare = text.replace(/(?<=\p{L})['’ʼ](?=\p{L})/gu, "");
  return bare === text ? null : bare;
};

/** Cyrillic typed on an English layout. */
const layout: Perturbation = (text, locale) =>
  locale === "ru" || locale === "uk"
    ? (otherLayouts(text).find(
        (way) => /[a-z]/.test(way) && !/[\p{Script=Arabic}\p{Script=Cyrillic}]/u.test(way),
      ) ?? null)
    : null;

const vowels = ["\u064e", "\u064f", "\u0650", "\u0652"];
const tashkeel: Perturbation = (text, locale) =>
  locale === "ar"
    ? text.replace(
        /[\u0621-\u064a](?=[\u0621-\u064a])/g,
        (letter) => letter + vowels[letter.charCodeAt(0) % 4]!,
      )
    : null;

// "发 發 髮|…": the first of several is the usual one.
const traditional = new Map(
  simplifiedToTraditional
    .split("|")
    .map((pair): [string, string] => [pair.split(" ")[0]!, pair.split(" ")[1]!]),
);
const inTraditional: Perturbation = (text, locale) => {
  if (locale !== "zh") return null;
  const written = [...text].map((character) => traditional.get(character) ?? character).join("");
  return written === text ? null : written;
};

export const perturbations: Record<string, Perturbation> = {
  "one slip": slip,
  "no diacritics": plain,
  "no apostrophes": unapostrophed,
  "other layout": layout,
  tashkeel,
  traditional: inTraditional,
};
