import { foldWord } from "./fold.ts";
import { arabicForms, arabicUnseen } from "./stems/forms/arabic.ts";
import { englishForms, englishUnseen } from "./stems/forms/english.ts";
import { russianForms, russianUnseen } from "./stems/forms/russian.ts";
import { ukrainianForms, ukrainianUnseen } from "./stems/forms/ukrainian.ts";
import { stem } from "./stems/index.ts";

/** How well the forms of words come together, of forms written down for this purpose; shares from 0 to 1. */
export interface StemFigures {
  words: number;
  forms: number;
  /** Forms with the stem that most forms of their word have. */
  together: number;
  /** Forms with a stem that also a form of a word of another root has. */
  wronglyJoined: number;
}

/** Words the stemmer of a language was made with, and words it first met when it was done. */
const written = {
  en: { known: englishForms, unseen: englishUnseen },
  ru: { known: russianForms, unseen: russianUnseen },
  uk: { known: ukrainianForms, unseen: ukrainianUnseen },
  ar: { known: arabicForms, unseen: arabicUnseen },
};

export type StemmedLanguage = keyof typeof written;
export type StemFiguresByLanguage = Record<StemmedLanguage, { known: StemFigures; unseen: StemFigures }>;

/** The figures of all languages that have stems. */
export function stemFigures(): StemFiguresByLanguage {
  const figures = Object.entries(written).map(([language, tables]) => [
    language,
    Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [
        name,
        figuresOf(table, (word) => stem(foldWord(word), language as StemmedLanguage)),
      ]),
    ),
  ]);
  return Object.fromEntries(figures) as StemFiguresByLanguage;
}

/** A table has a word with its forms in each line; + begins a line of the same root as the one above. */
export function figuresOf(table: string, stemOf: (word: string) => string): StemFigures {
  let root = 0;
  const words = table
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      if (!line.startsWith("+")) root++;
      return { root, stems: line.replace("+", "").trim().split(/\s+/).map(stemOf) };
    });
  const roots = Map.groupBy(
    words.flatMap((word) => word.stems.map((one) => ({ root: word.root, one }))),
    ({ one }) => one,
  );
  let together = 0;
  let wronglyJoined = 0;
  for (const { stems } of words)
    together += Math.max(...[...Map.groupBy(stems, (one) => one).values()].map((same) => same.length));
  for (const same of roots.values())
    if (new Set(same.map(({ root }) => root)).size > 1) wronglyJoined += same.length;
  const forms = words.reduce((sum, { stems }) => sum + stems.length, 0);
  return { words: words.length, forms, together: together / forms, wronglyJoined: wronglyJoined / forms };
}
