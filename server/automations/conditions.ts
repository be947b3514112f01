import type { Condition, ConditionGroup, ConditionValue, Finding } from "../../contract/automations.ts";
import { type Written, wordFinder } from "./words.ts";

/** What a field holds; a set as a list, a length of time in minutes, a day as YYYY-MM-DD, a time as HH:MM. */
export type Fact = ConditionValue | readonly string[] | Written | null;

/** What is known of a conversation at a moment, by the names of `contract/condition-fields.ts`. */
export interface Facts {
  /** The day of that moment in the workspace's time zone. */
  today: string;
  of: (field: string) => Fact;
}

export interface Judgement {
  held: boolean;
  findings: Finding[];
}

/** Whether conditions hold, and what was found for each: all are looked at, so that the log can tell. */
export function judge({ match, of, groups = [] }: ConditionGroup, facts: Facts, path = ""): Judgement {
  const parts = [
    ...of.map((condition, at) => judged(condition, facts, `${path}of.${at}`)),
    ...groups.map((group, at) => judge(group, facts, `${path}groups.${at}.`)),
  ];
  const held = parts.map((part) => part.held);
  return {
    held:
      match === "all"
        ? held.every(Boolean)
        : match === "any"
          ? held.length === 0 || held.some(Boolean)
          : !held.some(Boolean),
    findings: parts.flatMap((part) => part.findings),
  };
}

function judged(condition: Condition, facts: Facts, path: string): Judgement {
  const fact = facts.of(condition.field);
  const { held, found } = answer(condition, fact, facts.today);
  return { held, findings: [{ path, ...condition, found, held }] };
}

type Answer = Pick<Finding, "held" | "found">;

function answer({ is, values }: Condition, fact: Fact, today: string): Answer {
  if (fact === null || fact === "" || (Array.isArray(fact) && fact.length === 0))
    return { held: holdOfNothing.has(is), found: null };
  if (is === "empty" || is === "filled") return { held: is === "filled", found: shown(fact) };
  if (typeof fact === "object" && "text" in fact) return ofWords(is, values, fact);
  if (typeof fact === "object") return ofSet(is, values, fact);
  return { held: holds(is, values, fact, today), found: shown(fact) };
}

/** Of what is not there, only what denies something is true. */
const holdOfNothing = new Set<Condition["is"]>(["empty", "none_of", "lacks", "no_word"]);

function ofWords(is: Condition["is"], values: readonly ConditionValue[], written: Written): Answer {
  const isThere = wordFinder(written);
  const found = values.map(String).filter(isThere);
  const held =
    is === "any_word"
      ? found.length > 0
      : is === "all_words"
        ? found.length === values.length
        : is === "no_word" && found.length === 0;
  return { held, found };
}

function ofSet(is: Condition["is"], values: readonly ConditionValue[], set: readonly string[]): Answer {
  const has = (value: ConditionValue) => set.includes(String(value));
  const held =
    is === "any_of"
      ? values.some(has)
      : is === "all_of"
        ? values.every(has)
        : is === "none_of" && !values.some(has);
  return { held, found: [...set] };
}

function holds(
  is: Condition["is"],
  values: readonly ConditionValue[],
  fact: ConditionValue,
  today: string,
): boolean {
  const [first = "", second = ""] = values;
  const text = folded(fact);
  switch (is) {
    case "any_of":
      return values.some((value) => folded(value) === text);
    case "none_of":
      return !values.some((value) => folded(value) === text);
    case "contains":
      return values.some((value) => text.includes(folded(value)));
    case "lacks":
      return !values.some((value) => text.includes(folded(value)));
    case "at_least":
      return Number(fact) >= Number(first);
    case "at_most":
      return Number(fact) <= Number(first);
    case "equals":
      return Number(fact) === Number(first);
    case "on":
      return fact === first;
    case "before":
      return fact < first;
    case "after":
      return fact > first;
    case "past":
      return fact < today;
    case "coming":
      return fact >= today;
    case "yes":
      return fact === true;
    case "no":
      return fact === false;
    case "between":
      return isBetween(String(fact), String(first), String(second));
    case "outside":
      return !isBetween(String(fact), String(first), String(second));
    default:
      return false;
  }
}

/** One that does not end after it begins goes over midnight. */
const isBetween = (time: string, from: string, to: string): boolean =>
  from < to ? time >= from && time < to : time >= from || time < to;

const folded = (value: ConditionValue): string => String(value).normalize("NFKC").toLowerCase().trim();

const longestShown = 200;
const shown = (fact: Exclude<Fact, null>): Finding["found"] =>
  typeof fact === "string"
    ? fact.slice(0, longestShown).toWellFormed()
    : typeof fact === "object"
      ? "text" in fact
        ? fact.text.slice(0, longestShown).toWellFormed()
        : [...fact]
      : fact;
