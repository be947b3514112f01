import type { Language } from "../../contract/languages.ts";
import type { Answer } from "./find.ts";
import { wordOf } from "./highlight.ts";

/**
 * What was looked for instead of what was written, to be told to people; null where it is the same. A slip is put right
 * by a word of the texts that were found, since the index keeps no words as they are written.
 */
export function correctedText(
  { text, slips }: Answer,
  written: string,
  texts: readonly { text: string; language: Language }[],
): string | null {
  let corrected = text;
  for (const slip of slips)
    for (const lexeme of slip.lexemes) {
      const word = wordOf(lexeme, texts);
      if (!word) continue;
      corrected = corrected.replace(slip.written, word);
      break;
    }
  return corrected === written ? null : corrected;
}
