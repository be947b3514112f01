import type { Mood, Priority } from "../../contract/conversations.ts";
import type { Language } from "../../contract/languages.ts";
import { baseIntents, type Line, lines } from "../../contract/lines.ts";
import { type Analysis, analyse } from "../language/index.ts";
import { placeOfConcept, placeOfStem } from "./features.ts";
import { type Guess, guess, type Learnt, nothingLearnt } from "./learnt.ts";
import type { BaseModel } from "./model-file.ts";
import { type Felt, moodOf } from "./mood.ts";
import { rowsAmong } from "./rarity.ts";
import { type Urgency, urgencyOf } from "./urgency.ts";

/** What a workspace lets a message be: its intents by their line, and what it has taught. */
export interface Ground {
  lineOf: ReadonlyMap<string, Line>;
  learnt: Learnt;
}

/** What every workspace begins with. */
export const baseGround = (): Ground => ({
  lineOf: new Map(lines.flatMap((line) => baseIntents[line].map((key) => [key, line]))),
  learnt: nothingLearnt,
});

/** What a message is taken for. Kept with its conversation as it stands here. */
export interface Verdict {
  language: Language;
  languageP: number;
  line: Record<Line, number>;
  /** The three likeliest. */
  intents: { intent: string; line: Line; p: number }[];
  urgency: { level: Priority; p: number };
  mood: { mood: Mood; p: number };
  /** Whether it is a letter of a few words. */
  isShort: boolean;
  reasons: Reason[];
}

/**
 * One thing a verdict rests on: the customer's own words, and the concept they speak of, or a lesson they resemble. Of a
 * lesson only the id is kept, since its words may stand behind another brand's wall, or be taken back.
 */
export type Reason =
  | { for: "intent" | "urgency" | "mood"; words: string; concept: string | null }
  | { for: "intent"; lesson: string; intent: string }
  | { for: "language"; letters: string };

export interface Asked {
  text: string;
  language: Language;
  languageP: number;
  /** The lines it may be of: those the brand has. */
  lines: readonly Line[];
  /** The line of the inbox it came to: the address says something, too. */
  usual: Line | null;
}

/** Tells what a message is about, how urgent it is and in what mood, with reasons. A millisecond or less. */
export function triage(base: BaseModel, { lineOf, learnt }: Ground, asked: Asked): Verdict {
  const analysis = analyse(asked.text, asked.language);
  const guessed = guess(base, learnt, analysis);
  const intents = allowed(guessed, lineOf, asked);
  const line = { service: 0, support: 0 };
  for (const one of intents) line[one.line] += one.p;
  const first = intents.slice(0, 3);
  const felt = moodOf(analysis);
  const { mood, urgency } = inLightOf(first[0], felt, urgencyOf(analysis, felt));
  return {
    language: asked.language,
    languageP: rounded(asked.languageP),
    line: { service: rounded(line.service), support: rounded(line.support) },
    intents: first.map((one) => ({ ...one, p: rounded(one.p) })),
    urgency: { level: urgency.level, p: rounded(urgency.p) },
    mood: { mood: mood.mood, p: rounded(mood.p) },
    isShort: asked.text.length <= shortLetter,
    reasons: [
      ...(first[0] ? whyIntent(base, analysis, guessed, first[0].intent) : []),
      ...urgency.reasons.map((reason) => ({ for: "urgency", ...reason }) as const),
      ...mood.reasons.map((reason) => ({ for: "mood", ...reason }) as const),
      { for: "language", letters: tellingLetters(asked.text, asked.language) },
    ],
  };
}

/** Letters of at most so many characters are short. */
const shortLetter = 160;

const moodOfIntent: Record<string, Mood> = { complaint: "negative", praise_or_review: "positive" };
const unhurried = new Set(["praise_or_review", "cooperation"]);
/** How sure an intent must be to speak where the words are silent. */
const sureIntent = 0.6;

/** Where words say nothing of mood or urgency, a sure intent does: who complains is displeased, praise can wait. */
function inLightOf(first: Verdict["intents"][number] | undefined, mood: Felt, urgency: Urgency) {
  if (!first || first.p < sureIntent) return { mood, urgency };
  const implied = moodOfIntent[first.intent];
  return {
    mood: implied && mood.mood === "neutral" ? { ...mood, mood: implied, p: first.p } : mood,
    urgency:
      unhurried.has(first.intent) && urgency.level === "normal"
        ? { ...urgency, level: "low" as const, p: first.p }
        : urgency,
  };
}

/**
 * Whether a guess may stand: its intent must be as sure as the workspace wants, and its line surer, since the wrong one
 * of two lines costs the customer a detour.
 */
export function isSureEnough(
  { line, intents }: Pick<Verdict, "line" | "intents">,
  askBelow: number,
): boolean {
  const likelier = Math.max(line.service, line.support);
  return likelier >= (1 + askBelow) / 2 && (intents[0]?.p ?? 0) >= askBelow;
}

const rounded = (p: number) => Math.round(p * 10_000) / 10_000;

const ownLetters: Partial<Record<Language, RegExp>> = {
  uk: /[іїєґ]/gi,
  ru: /[ыэёъ]/gi,
  ar: /\p{Script=Arabic}/gu,
  zh: /\p{Script=Han}/gu,
};

/** Letters of a text that its language alone has, of those we know: at most five, empty when its words decide. */
function tellingLetters(text: string, language: Language): string {
  const own = ownLetters[language];
  const found = own ? (text.slice(0, 400).toLowerCase().match(own) ?? []) : [];
  return [...new Set(found)].slice(0, 5).join(" ");
}

/** How much likelier the inbox's own line is than the other, before a word is read. */
const usualLine = 2;

/** The intents that the workspace and the brand know, the likeliest first; their shares make 1. */
function allowed({ shares }: Guess, lineOf: Ground["lineOf"], { lines, usual }: Asked) {
  const intents: Verdict["intents"] = [];
  let sum = 0;
  for (const [intent, share] of shares) {
    const line = lineOf.get(intent);
    if (!line || !lines.includes(line)) continue;
    const p = line === usual ? share * usualLine : share;
    intents.push({ intent, line, p });
    sum += p;
  }
  for (const one of intents) one.p /= sum || 1;
  return intents.sort((a, b) => b.p - a.p);
}

/** The words that speak most for an intent against the others, and the lesson nearest to them. */
function whyIntent(base: BaseModel, analysis: Analysis, { like }: Guess, intent: string): Reason[] {
  const lesson = like.find((one) => one.lesson.intent === intent)?.lesson;
  const reasons: Reason[] = lesson ? [{ for: "intent", lesson: lesson.id, intent }] : [];
  const at = base.classes.indexOf(intent);
  if (at < 0) return reasons;
  const { text } = analysis;
  const known = new Map<number, number>();
  const speaks = (place: number) => {
    const had = known.get(place) ?? speaksFor(base, place, at);
    known.set(place, had);
    return had;
  };
  const spoken = [
    ...analysis.concepts.map(({ id, start, end }) => ({
      place: placeOfConcept(id),
      concept: id,
      start,
      end,
    })),
    ...analysis.tokens
      .filter(({ script }) => script !== "digit" && script !== "other")
      .map(({ stem, start, end }) => ({ place: placeOfStem(stem), concept: null, start, end })),
  ]
    .map((one) => ({ ...one, speaks: speaks(one.place) }))
    .filter(({ speaks }) => speaks > 0)
    // Of a word and its concept the concept says more to who does not read the language.
    .sort((a, b) => b.speaks - a.speaks || Number(b.concept !== null) - Number(a.concept !== null));
  const least = leastOfBest * (spoken[0]?.speaks ?? 0);
  const taken: { start: number; end: number }[] = [];
  const said = new Set<string>();
  for (const { concept, start, end, speaks } of spoken) {
    const words = text.slice(start, end);
    const name = concept ?? words.toLowerCase();
    if (taken.length === mostReasons || speaks < least) break;
    if (said.has(name) || taken.some((one) => start < one.end && end > one.start)) continue;
    taken.push({ start, end });
    said.add(name);
    reasons.push({ for: "intent", words, concept });
  }
  return reasons;
}

const mostReasons = 3;
/** A word that says so little beside the best is no reason: most are little words. */
const leastOfBest = 0.3;

/** By how much a place makes a class more likely than the classes are on average. */
function speaksFor(base: BaseModel, place: number, at: number): number {
  const row = rowsAmong(base.places)[place]!;
  const rare = rowsAmong(base.rarity.places)[place]!;
  if (row < 0) return 0;
  const count = base.classes.length;
  let mean = 0;
  for (let c = 0; c < count; c++) mean += base.weights[row * count + c]! * base.scales[c]!;
  const own = base.weights[row * count + at]! * base.scales[at]!;
  return (own - mean / count) * (rare < 0 ? base.rarity.unseen : base.rarity.values[rare]!);
}
