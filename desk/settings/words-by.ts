import { type Locale, locales } from "../texts/locales.ts";

/** Words by language. */
export type Words = Partial<Record<Locale, string>>;

/** How many of these are written in some language, but not in this one. */
export const lacking = (all: readonly Words[], locale: Locale): number =>
  all.filter((words) => !words[locale]?.trim() && Object.values(words).some((text) => text?.trim())).length;

/** As they are kept: without space around, and without the languages in which nothing is written. */
export function keptWords(words: Words): Words {
  return Object.fromEntries(
    locales.flatMap((locale) => {
      const text = words[locale]?.trim();
      return text ? [[locale, text]] : [];
    }),
  );
}

/** In the reader's language, else in the first there is. */
export const bestWords = (words: Words, reader: Locale): string =>
  words[reader]?.trim() || (locales.map((locale) => words[locale]?.trim()).find(Boolean) ?? "");
