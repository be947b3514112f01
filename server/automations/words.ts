import type { Language } from "../../contract/languages.ts";
import { analyse } from "../language/index.ts";

/** A text that people wrote, in its language. */
export interface Written {
  text: string;
  language: Language;
}

/**
 * Finds words in a text whatever form they have there: "відшкодувань" for "відшкодування", "بالاسترداد" for "استرداد".
 * Several words are found where they stand side by side; `refund*` is any word that begins so. Chinese is found
 * wherever it stands, since it has no spaces.
 */
export function wordFinder({ text, language }: Written): (phrase: string) => boolean {
  const { tokens, words } = analyse(text, language);
  const runs = words.filter(({ script }) => script === "han").map(({ folded }) => folded);

  return (phrase) => {
    const wanted = analyse(phrase.replaceAll("*", ""), language);
    if (!wanted.tokens.length) return false;
    if (wanted.words.length === 1 && wanted.words[0]!.script === "han")
      return runs.some((run) => run.includes(wanted.words[0]!.folded));
    if (phrase.trimEnd().endsWith("*") && wanted.tokens.length === 1)
      return tokens.some(({ folded }) => folded.startsWith(wanted.tokens[0]!.folded));
    return tokens.some((_, at) =>
      wanted.tokens.every(({ stem, folded }, next) => {
        const token = tokens[at + next];
        return token !== undefined && (token.stem === stem || token.folded === folded);
      }),
    );
  };
}
