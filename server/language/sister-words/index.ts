import { readFileSync } from "node:fs";
import { join } from "node:path";
import { foldWord } from "../fold.ts";
import { stem } from "../stems/index.ts";

type Sister = "ru" | "uk";

/**
 * The stems under which a word of one of Russian and Ukrainian stands in texts of the other: those of the everyday words
 * that mean the same, and those of the ways in which it would be spelled there (підкачати: подкачать). A spelling may be
 * no word at all; what it is worth, the texts must say.
 */
export function sistersOf(word: string, language: Sister): { meant: readonly string[]; spelled: string[] } {
  const other = language === "ru" ? "uk" : "ru";
  const meant = everyday()[language].get(stem(word, language)) ?? [];
  const spelled = new Set(spellings(word, language).map((one) => stem(one, other)));
  spelled.delete(word);
  return { meant, spelled: [...spelled].filter((one) => one.length > 2 && !meant.includes(one)) };
}

let lists: Record<Sister, Map<string, string[]>> | null = null;

function everyday(): Record<Sister, Map<string, string[]>> {
  lists ??= read(readFileSync(join(import.meta.dirname, "words.txt"), "utf8"));
  return lists;
}

function read(text: string): Record<Sister, Map<string, string[]>> {
  const made = { ru: new Map<string, string[]>(), uk: new Map<string, string[]>() };
  for (const line of text.split("\n")) {
    if (!line || line.startsWith("#")) continue;
    const [ru, uk] = line.split("|").map((side) => side.trim().split(/[\s-]+/));
    const stems = { ru: stemsOf(ru!, "ru"), uk: stemsOf(uk!, "uk") };
    for (const one of stems.ru) made.ru.set(one, [...new Set([...(made.ru.get(one) ?? []), ...stems.uk])]);
    for (const one of stems.uk) made.uk.set(one, [...new Set([...(made.uk.get(one) ?? []), ...stems.ru])]);
  }
  return made;
}

const stemsOf = (words: string[], language: Sister) => [
  ...new Set(words.map((word) => stem(foldWord(word), language))),
];

/** What a beginning or an ending becomes in the other language, one for one. */
type Change = [written: RegExp, spelled: string];

const toRussian: Change[] = [
  [/^від/, "от"],
  [/^піді?(?=.{3})/, "под"],
  [/^роз(?=[кпстфхцчшщ])/, "рас"],
  [/^роз/, "раз"],
  [/^безк/, "беск"],
  [/^безп/, "бесп"],
  [/^у(?=[бвгґджзклмнпрстфхцчшщ])/, "в"],
  [/^з(?=[бвгджклмнпрстфхцчшщ])/, "с"],
  [/^ви(?=.{3})/, "вы"],
  [/т[иь]ся$/, "ться"],
  [/ти$/, "ть"],
  [/([нтлчжш])\1я(?:м|х|ми)?$/, "$1ие"],
  [/ськ(?=.)/, "ск"],
  [/йо/, "е"],
  [/ьо/, "е"],
  [/є/g, "е"],
  [/ґ/g, "г"],
  [/ї/g, "и"],
];
const toUkrainian: Change[] = [
  [/^от(?=.{3})/, "від"],
  [/^под(?=.{3})/, "під"],
  [/^ра([зс])(?=.{3})/, "роз"],
  [/^бес(?=[кп])/, "без"],
  [/^с(?=[бвгджзлмн])/, "з"],
  [/^вы/, "ви"],
  [/ться$/, "тися"],
  [/ть$/, "ти"],
  [/([нтлчжш])ие$/, "$1$1я"],
  [/([нтлчжш])ия$/, "$1$1я"],
  [/ск(?=[аиоеуы])/, "ськ"],
  [/ъ/g, ""],
  [/э/g, "е"],
];

/** Vowels that stand for several in the other language. */
const vowels: Record<Sister, Record<string, string>> = {
  uk: { і: "иое", и: "иы" },
  ru: { и: "иі", ы: "и", е: "еі", о: "оі" },
};
const mostSpellings = 16;

function spellings(word: string, language: Sister): string[] {
  if (word.length < 4) return [];
  const changes = language === "uk" ? toRussian : toUkrainian;
  let ways = [changes.reduce((text, [written, spelled]) => text.replace(written, spelled), word)];
  const ambiguous = vowels[language];
  // From the end: і for о and е stands in the last closed syllables; the endings go with the stem anyway.
  for (let at = ways[0]!.length - 1; at >= 0; at--) {
    const options = ambiguous[ways[0]![at]!];
    if (!options) continue;
    const more = ways.flatMap((way) => [...options].map((one) => way.slice(0, at) + one + way.slice(at + 1)));
    if (more.length > mostSpellings) break;
    ways = more;
  }
  return ways;
}
