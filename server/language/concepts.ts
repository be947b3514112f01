import { join } from "node:path";
import type { Locale } from "../../contract/languages.ts";
import { type Lexicon, readLexicon } from "./lexicon.ts";

const folder = join(import.meta.dirname, "concepts");
let lexicon: Lexicon | null = null;

/**
 * What customers speak of (an order, a courier, a warranty, a crash), the same things in five languages: what is
 * learnt in one language helps in the others, and a guess can be explained in words that its reader knows.
 */
export function concepts(): Lexicon {
  lexicon ??= readLexicon(join(folder, "service.txt"), join(folder, "support.txt"));
  return lexicon;
}

/** A concept's name in a language. */
export const conceptName = (id: string, locale: Locale): string =>
  concepts().entries.get(id)?.names[locale] ?? id;
