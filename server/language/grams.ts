import { foldWord } from "./fold.ts";

const alike: Record<string, string> = { і: "и", ї: "и", ы: "и", є: "е", э: "е", ґ: "г" };

/**
 * The four-letter pieces of a word in spelling that Russian and Ukrainian share, so that a word of one is near its
 * sister in the other: доставка is `дост`, `оста`, `став`, `авка`. A shorter word is its only piece.
 */
export function gramsOf(word: string): string[] {
  const folded = foldWord(word)
    .replace(/[ьъ]/g, "")
    .replace(/[іїыєэґ]/g, (one) => alike[one]!);
  const letters = [...folded];
  if (letters.length <= 4) return letters.length ? [folded] : [];
  const grams = new Set<string>();
  for (let i = 0; i + 4 <= letters.length; i++) grams.add(letters.slice(i, i + 4).join(""));
  return [...grams];
}
