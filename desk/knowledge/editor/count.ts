import type { Locale } from "../../../contract/languages.ts";

/** Characters of Chinese and words of the others that people read silently in a minute (Brysbaert 2019; Trauzettel-Klosinski & Dietz 2012). */
const perMinute: Record<Locale, number> = { en: 238, ru: 184, uk: 184, zh: 255, ar: 138 };

/** How many words a text has, as its language counts them, and how many minutes it takes to read. */
export function countOf(text: string, locale: Locale): { words: number; minutes: number } {
  const words =
    locale === "zh"
      ? (text.match(/\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv)?.length ?? 0)
      : (text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'ʼ-]*/gu)?.length ?? 0);
  return { words, minutes: words === 0 ? 0 : Math.max(1, Math.round(words / perMinute[locale])) };
}
