import type { Language } from "../../../contract/languages.ts";
import { stemArabic } from "./arabic.ts";
import { stemEnglish } from "./english.ts";
import { stemRussian } from "./russian.ts";
import { stemUkrainian } from "./ukrainian.ts";

type Stemmer = (word: string) => string;

const stemmers: Partial<Record<Language, Stemmer>> = {
  en: remembered(stemEnglish),
  ru: remembered(stemRussian),
  uk: remembered(stemUkrainian),
  ar: remembered(stemArabic),
};

/** What the forms of a folded word have in common; the word itself where the language has no forms or is not ours. */
export function stem(word: string, language: Language): string {
  const stemmer = stemmers[language];
  return stemmer ? stemmer(word) : word;
}

const remembers = 4096;

/**
 * Half the words of a message were in the one before it, and a stem takes ten times as long as a look. Two
 * generations keep those that are in use without keeping count of them.
 */
function remembered(stemmer: Stemmer): Stemmer {
  let young = new Map<string, string>();
  let old = young;
  return (word) => {
    // From 13 characters on V8 cuts a word out of its text by reference, so that keeping it would keep the text.
    if (word.length > 12) return stemmer(word);
    let found = young.get(word);
    if (found !== undefined) return found;
    found = old.get(word) ?? stemmer(word);
    if (young.size >= remembers) [old, young] = [young, new Map()];
    young.set(word, found);
    return found;
  };
}
