import { type ActRule, act } from "./grammar.ts";

/** First person singular and plural, third singular and plural, infinitive. */
type Forms = [string, string, string, string, string];

/**
 * Verbs in lines: a stem and its five endings (`уточн ю им ит ят ить`), or five whole words after a dash
 * (`- наберу наберем наберет наберут набрать`).
 */
export function verbsOf(lines: string): Forms[] {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [stem = "", ...endings] = line.split(/\s+/);
      return endings.map((ending) => (stem === "-" ? ending : stem + ending)) as Forms;
    });
}

/** How a Slavic language says who does what. */
export interface ActWords {
  /** What a customer waits for. */
  strong: Forms[];
  /** Other things to be done, which want a time to be a promise. */
  weak: Forms[];
  /** "Will be" of the first person, before an infinitive that goes on. */
  willBe: string;
  goingOn: string;
  /** "Give" with what makes it a promise. */
  give: string;
  not: string;
  /** Who works here. */
  ours: string;
  /** Who and what does not, though it may well call. */
  theirs: string;
  promise: string;
  attempt: string;
  passive: string;
  /** What customers will have from us. */
  received: string;
  /** The customer, as the one for whom something is done. */
  toThem: string;
  /** Things of ours that come by themselves: the answer, the money. */
  comes: string;
  expect: string;
  /** "You will be called", as Slavic languages say it: they will call you. */
  impersonal: string;
  /** First words of a clause that look like verbs of the first person. */
  firstPerson: string;
  /** Behind a verb: "honestly", "from my holiday". */
  empty: RegExp;
}

export function slavicActs(w: ActWords): ActRule[] {
  const forms = (verbs: Forms[], which: readonly number[]) =>
    verbs.flatMap((verb) => which.map((one) => verb[one]!)).join("|");
  const me = [0, 1];
  const others = [2, 3];
  const clause = "(?:[^,;:.]{0,60}? )?";
  const meant = (match: RegExpExecArray, sentence: string) =>
    w.empty.test(sentence.slice(match.index + match[0].length));
  const notTheirs = new RegExp(`${w.theirs}`, "u");
  const foreign = (match: RegExpExecArray) => notTheirs.test(match[0]);
  const not = String.raw`(?<!(?<![\p{L}])(?:${w.not}) )`;
  return [
    act(0.85, `${not}(?:${forms(w.strong, me)})`, { unless: meant }),
    act(0.8, w.give),
    act(0.6, `${not}(?:${forms(w.weak, me)})`, { needsTime: true, unless: meant }),
    act(0.65, `${not}(?:${w.willBe}) (?:[\\p{L}]+ ){0,2}?(?:${w.goingOn})`, { needsTime: true }),
    act(0.7, `(?:${w.ours}) ${clause}${not}(?:${forms([...w.strong, ...w.weak], others)})`, {
      unless: foreign,
    }),
    act(0.7, `${not}(?:${forms([...w.strong, ...w.weak], others)}) ${clause}(?:${w.ours})`, {
      unless: foreign,
    }),
    act(
      0.8,
      String.raw`${not}(?:${w.promise}) (?:[\p{L}]+ ){0,3}?(?:${forms([...w.strong, ...w.weak], [4])})`,
      { needsTime: true },
    ),
    act(0.5, `${not}(?:${w.attempt}) (?:[^,;:.]{0,40}? )?(?:${forms(w.strong, [4])})`, {
      needsTime: true,
    }),
    // Somebody who is named, or not at all, does it for the customer.
    act(
      0.45,
      `${not}(?:${forms([...w.strong, ...w.weak], others)}) ${clause}(?:${w.toThem})|(?:${w.toThem}) ${clause}${not}(?:${forms([...w.strong, ...w.weak], others)})`,
      { needsTime: true, unless: (_, sentence) => notTheirs.test(sentence) },
    ),
    act(0.6, w.passive, { needsTime: true }),
    act(0.65, w.received, { needsTime: true }),
    act(0.6, w.comes, { needsTime: true }),
    act(0.7, w.expect, { needsTime: true }),
    act(0.55, w.impersonal, { needsTime: true, unless: (_, sentence) => notTheirs.test(sentence) }),
    act(0.5, w.firstPerson, { needsTime: true }),
  ];
}
