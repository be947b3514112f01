import type { Locale } from "../../contract/languages.ts";
import { type Operator, operatorNames, operators, operatorValues } from "../../contract/search-operators.ts";

/** What may be written next in a search. */
export interface Suggestion {
  /** What stands in the list. */
  name: string;
  /** All of the search with it. */
  text: string;
  /** Of an operator, which; its value comes next. */
  operator: Operator | null;
}

/** Names of a workspace that an operator can have. */
export type KnownNames = Partial<Record<Operator, readonly string[]>>;

const most = 8;

/** An operator's name in the reader's language. */
const nameOf = (operator: Operator, locale: Locale): string => operatorNames[operator][locale][0]!;

const operatorNamed = (name: string): Operator | undefined =>
  operators.find((operator) =>
    Object.values(operatorNames[operator]).some((names) => names.includes(name.toLowerCase())),
  );

/**
 * What the word that is being written may become: an operator, or the value of one. An empty search is told all
 * operators; plain words are left alone.
 */
export function suggestionsFor(written: string, locale: Locale, known: KnownNames): Suggestion[] {
  const { before, sign, word } = lastWord(written);
  const [, name, value] = /^(\p{L}+)[:：](.*)$/u.exec(word) ?? [];
  const operator = name && operatorNamed(name);
  if (operator) {
    const wanted = value!.replace(/^["“«„]/, "").toLowerCase();
    return valuesOf(operator, locale, known)
      .filter((one) => one.toLowerCase().includes(wanted) && one.toLowerCase() !== wanted)
      .slice(0, most)
      .map((one) => ({
        name: one,
        text: `${before}${sign}${name}:${one.includes(" ") ? `"${one}"` : one} `,
        operator: null,
      }));
  }
  if (!word && (before.trim() || sign)) return [];
  return operators
    .filter((one) =>
      [nameOf(one, locale), ...operatorNames[one].en].some((each) => each.startsWith(word.toLowerCase())),
    )
    .map((one) => ({
      name: `${nameOf(one, locale)}:`,
      text: `${before}${sign}${nameOf(one, locale)}:`,
      operator: one,
    }))
    .slice(0, word ? most : operators.length);
}

/** The word at the end, which a quote that is still open may hold together. */
function lastWord(written: string): { before: string; sign: string; word: string } {
  const [, before = "", sign = "", word = ""] =
    /^(.*?)(-?)(\p{L}+[:：]["“«„][^"”»“]*|[^\s]*)$/su.exec(written) ?? [];
  return before && !/\s$/.test(before) ? { before: written, sign: "", word: "" } : { before, sign, word };
}

function valuesOf(operator: Operator, locale: Locale, known: KnownNames): readonly string[] {
  const own = known[operator] ?? [];
  if (!(operator in operatorValues)) return own;
  const listed = Object.values(operatorValues[operator as keyof typeof operatorValues]) as Record<
    Locale,
    string[]
  >[];
  return [...listed.map((names) => names[locale][0]!), ...own];
}
