import { type Operator, operatorNames, operators, operatorValues } from "../../contract/search-operators.ts";
import { foldWord } from "../language/index.ts";
import { withPlainDigits } from "./words.ts";

/** One `name:value` of a search, the value as it was written; `isNot` for one behind a minus. */
export interface Asked {
  operator: Operator;
  value: string;
  isNot: boolean;
}

/** What somebody looks for, taken apart. */
export interface Query {
  /** The words, without all else. */
  text: string;
  /** What stood in quotes: these very words, in this order. */
  phrases: string[];
  /** What must not be in it. */
  without: string[];
  operators: Asked[];
  /** Whether the last word may be only begun. */
  isBegun: boolean;
}

const longest = 500;
const opening = `"“”„«「『`;
const closing: Record<string, string> = { "«": "»", "「": "」", "『": "』", "“": "”", "”": "”“", "„": '“”"' };
const minus = /^[-−–](?=[\p{L}\p{N}"“„«「『#])/u;

const operatorOf = new Map<string, Operator>();
// An English name stands before one of another language, and an earlier operator before a later one.
for (const locale of ["en", "ru", "uk", "zh", "ar"] as const)
  for (const operator of operators)
    for (const name of operatorNames[operator][locale])
      if (!operatorOf.has(foldWord(name))) operatorOf.set(foldWord(name), operator);

/**
 * Takes a search apart: words, `"phrases"`, `-without`, `operator:value`, `#number`. Whatever is none of these is words;
 * nothing is refused.
 */
export function parseQuery(written: string): Query {
  const text = written.slice(0, longest).replace(/\s+/g, " ");
  const query: Query = { text: "", phrases: [], without: [], operators: [], isBegun: false };
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === " ") {
      at++;
      continue;
    }
    const isNot = minus.test(text.slice(at, at + 3)) && (at === 0 || text[at - 1] === " ");
    if (isNot) at++;
    const named = operatorAt(text, at);
    const number = /^[#№]\s?(\p{Nd}{1,15})(?![\p{L}\p{N}])/u.exec(text.slice(at, at + 20));
    if (named) {
      const { value, end } = valueAt(text, named.end);
      if (value) query.operators.push({ operator: named.operator, value, isNot });
      at = end;
    } else if (number) {
      query.operators.push({ operator: "number", value: withPlainDigits(number[1]!), isNot });
      at += number[0].length;
    } else if (opening.includes(text[at]!)) {
      const { value, end } = valueAt(text, at);
      if (value) (isNot ? query.without : query.phrases).push(value);
      at = end;
    } else {
      const end = endOfWord(text, at);
      (isNot ? query.without : words).push(text.slice(at, end));
      at = end;
    }
  }
  query.text = words.join(" ");
  query.isBegun = words.length > 0 && text.endsWith(words.at(-1)!);
  return query;
}

/** The operator whose name and colon stand here. Nothing behind the colon yet is an operator all the same. */
function operatorAt(text: string, at: number): { operator: Operator; end: number } | null {
  const found = /^(\p{L}[\p{L}\p{M}]{0,19})[:：](?!\/\/)/u.exec(text.slice(at, at + 24));
  const operator = found && operatorOf.get(foldWord(found[1]!));
  return operator ? { operator, end: at + found[0].length } : null;
}

/** What stands here up to the next space, or in quotes. An opening quote without its end goes on to the end of the text. */
function valueAt(text: string, at: number): { value: string; end: number } {
  const quote = text[at];
  if (quote && opening.includes(quote)) {
    const ends = closing[quote] ?? quote;
    let end = at + 1;
    while (end < text.length && !ends.includes(text[end]!)) end++;
    return { value: text.slice(at + 1, end).trim(), end: end + 1 };
  }
  const end = endOfWord(text, at);
  return { value: text.slice(at, end), end };
}

function endOfWord(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space < 0 ? text.length : space;
}

const plainly = (value: string) => foldWord(value).replace(/[\s_-]+/g, "-");

/** What is meant by the value of an operator that has a few: its key, by its name in any of the languages. */
export function listedValue(operator: keyof typeof operatorValues, value: string): string | null {
  const wanted = plainly(value);
  for (const [key, names] of Object.entries(operatorValues[operator]))
    if (key === wanted || Object.values(names).some((all) => all.some((name) => plainly(name) === wanted)))
      return key;
  return null;
}

/**
 * A day that somebody wrote: 2026-11-05, 5.11.2026, 2026-11, 2026, 7d, 2w, 3m, 1y ago; null for anything else. `before`
 * and `after` compare with its first instant in the time zone.
 */
export function dayAsked(value: string, timeZone: string, now = Temporal.Now.instant()): Date | null {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const day = plainDay(withPlainDigits(value.toLowerCase()), today);
  return day ? new Date(day.toZonedDateTime(timeZone).epochMilliseconds) : null;
}

const units: Record<string, "days" | "weeks" | "months" | "years"> = {
  d: "days",
  д: "days",
  天: "days",
  ي: "days",
  w: "weeks",
  н: "weeks",
  т: "weeks",
  周: "weeks",
  س: "weeks",
  m: "months",
  м: "months",
  月: "months",
  ش: "months",
  y: "years",
  г: "years",
  р: "years",
  年: "years",
  ع: "years",
};

function plainDay(value: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const ago = /^(\d{1,4})(\p{L})$/u.exec(value);
  const unit = ago && units[ago[2]!];
  if (unit && Number(ago[1]) <= 4000) return today.subtract({ [unit]: Number(ago[1]) });
  const iso = /^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?[年月]?$/.exec(value);
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(value);
  const [year, month, day] = iso
    ? [iso[1], iso[2] ?? 1, iso[3] ?? 1].map(Number)
    : local
      ? [local[3], local[2], local[1]].map(Number)
      : [];
  if (!year || !month || !day || month > 12 || day > 31) return null;
  const asked = Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" });
  return asked.day === day && asked.year > 1900 ? asked : null;
}
