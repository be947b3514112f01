import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../../contract/languages.ts";
import { whichLanguage } from "../which-language.ts";

export interface LanguageFigure {
  kind: "sentences" | "pairs" | "words";
  language: Language;
  count: number;
  /** Share of texts told right without any prior, 0 to 1. */
  accuracy: number;
  /** Mean of the verdicts' own p; near the accuracy when p is honest. */
  meanP: number;
  missed: { text: string; language: Language; p: number }[];
}

/**
 * How often the language is told right, by kind and language, the worst first, on texts of our own
 * (`KIND-LANGUAGE.txt` beside this file, one text a line). They were written apart from the words that the model learns
 * from; the common words of a language are naturally in both.
 */
export function languageFigures(): LanguageFigure[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => {
      const [kind, language] = file.slice(0, -".txt".length).split("-") as [LanguageFigure["kind"], Language];
      const texts = readFileSync(join(import.meta.dirname, file), "utf8")
        .trimEnd()
        .split("\n");
      const verdicts = texts.map((text) => ({ text, ...whichLanguage(text) }));
      const missed = verdicts.filter((verdict) => verdict.language !== language);
      return {
        kind,
        language,
        count: texts.length,
        accuracy: 1 - missed.length / texts.length,
        meanP: verdicts.reduce((sum, { p }) => sum + p, 0) / texts.length,
        missed,
      };
    })
    .sort((a, b) => a.accuracy - b.accuracy);
}
