import type { Language } from "../../contract/languages.ts";
import { concepts } from "./concepts.ts";
import type { LexiconHit, LexiconWord } from "./lexicon.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A text taken apart once, for all who want to know something of it. */
export interface Analysis {
  text: string;
  language: Language;
  tokens: Token[];
  /** The tokens as a lexicon reads them: Chinese in runs. */
  words: LexiconWord[];
  concepts: LexiconHit[];
}

/** Takes a text in this language apart; of a long one, the first thousand tokens or as many as it is told. */
export function analyse(text: string, language: Language, { most = 1000 } = {}): Analysis {
  const tokens = tokensOf(text.slice(0, 20 * most), language).slice(0, most);
  const words = inRuns(tokens);
  return { text, language, tokens, words, concepts: concepts().find(words, language) };
}

/** Chinese has no spaces: neighbouring words of it become one run, so that a pattern may lie across their border. */
function inRuns(tokens: Token[]): LexiconWord[] {
  const words: LexiconWord[] = [];
  for (const { folded, script, start, end } of tokens) {
    const before = words.at(-1);
    if (script === "han" && before?.script === "han" && before.end === start) {
      before.folded += folded;
      before.end = end;
    } else words.push({ folded, script, start, end });
  }
  return words;
}
