import { join } from "node:path";
import type { Language } from "../../contract/languages.ts";
import { type Analysis, type Lexicon, readLexicon } from "../language/index.ts";

let lexicon: Lexicon | null = null;

/** What help is asked for in a text, named or not (things.txt); a Cyrillic one is read by the language it is taken for. */
export function thingsIn({ words }: Analysis, language: Language): string[] {
  lexicon ??= readLexicon(join(import.meta.dirname, "things.txt"));
  return [...new Set(lexicon.find(words, language).map(({ id }) => id))];
}
