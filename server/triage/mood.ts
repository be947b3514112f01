import { join } from "node:path";
import type { Mood } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/languages.ts";
import { type Analysis, type Lexicon, readLexicon } from "../language/index.ts";
import { loudness } from "./loudness.ts";
import { isAsked, sentenceAround } from "./sentence.ts";
import { type Reason, reasonsOf } from "./why.ts";

let lexicon: Lexicon | null = null;

const moodLexicon = () => {
  lexicon ??= readLexicon(join(import.meta.dirname, "mood.txt"));
  return lexicon;
};

/** What an entry of the lexicon of moods is called in a language. */
export const moodName = (id: string, locale: Locale): string =>
  moodLexicon().entries.get(id)?.names[locale] ?? id;

export interface Felt {
  mood: Mood;
  /** How surely, from 0.5 to 0.99. */
  p: number;
  reasons: Reason[];
}

type Hit = ReturnType<Lexicon["find"]>[number];
interface Feeling extends Hit {
  /** Below 0 bad, above 0 good. */
  weight: number;
}

/** In what mood a message is written, by its words, its signs and how loudly it speaks. */
export function moodOf(analysis: Analysis): Felt {
  const { text, words, language } = analysis;
  const hits = moodLexicon().find(words, language);
  const about = (hit: Hit) => moodLexicon().entries.get(hit.id)!.about;
  const { said, parts } = sorted(hits, about);
  const of = (id: string) => parts.filter((hit) => hit.id === id);
  const failures = of("failure");
  const isBroken = failures.length > 0 && !of("resolved").length;
  const again = [...of("again"), ...said.filter(({ id }) => id === "waiting")];
  const isAsking = of("asking").length > 0;
  const negations = of("negation");
  const intensifiers = of("intensifier");

  const weighed = said.flatMap((hit): Feeling[] => {
    const [kind, amount] = about(hit);
    if (kind === "polite") return [];
    let weight = kind === "positive" ? Number(amount) : -Number(amount);
    if (intensifiers.some((one) => isJust(one, hit, analysis, 0))) weight *= 1.25;
    if (!negative.has(hit.id) && negations.some((one) => isJust(one, hit, analysis, 1)))
      weight *= weight > 0 ? -0.8 : -0.4;
    if (weight > 0) {
      if (isBroken && hit.id !== "not_bad") weight *= again.length || isExclaimed(text, hit) ? -0.8 : 0.3;
      else if (isAsked(text, hit)) weight *= 0.3;
      else if (isAsking && (hit.id === "thanks" || hit.id === "liked")) weight *= 0.3;
      else if (hit.id === "gratitude" && /[?？؟]/.test(text)) weight *= 0.4;
    }
    return [{ ...hit, weight }];
  });
  const often = of("again").find(
    (one) => isBroken && failures.some((failure) => isNear(one, failure, analysis)),
  );
  if (often) weighed.push({ ...often, id: "again", weight: -1 });

  const sum = weighed.reduce((total, { weight }) => total + weight, 0) + signsOf(text);
  const loud = loudness(text);
  const score = sum + (sum < 0 || (failures.length && sum === 0) ? -0.5 * loud : sum > 0 ? 0.2 * loud : 0);
  if (Math.abs(score) < 1) return { mood: "neutral", p: weighed.length ? 0.55 : 0.85, reasons: [] };
  return {
    mood: score > 0 ? "positive" : "negative",
    p: Math.min(0.99, 0.66 + 0.1 * (Math.abs(score) - 1)),
    reasons: reasonsOf(
      text,
      weighed.filter(({ weight }) => weight * score > 0),
    ),
  };
}

/** Their words hold a negation themselves: one more before them belongs to something else. */
const negative = new Set(["not_bad", "waiting", "threat", "sarcasm", "not_good_politely"]);

/** What a message says, of words that overlap the longest; and the parts, which may overlap it but not lie in it. */
function sorted(hits: readonly Hit[], about: (hit: Hit) => readonly string[]) {
  const length = (hit: Hit) => hit.end - hit.start;
  const isPart = (hit: Hit) => about(hit)[0] === "part";
  const said: Hit[] = [];
  for (const hit of hits.filter((one) => !isPart(one)).sort((a, b) => length(b) - length(a)))
    if (!said.some((other) => hit.start < other.end && hit.end > other.start)) said.push(hit);
  const parts = hits.filter(
    (hit) =>
      isPart(hit) &&
      !said.some((other) => other.start <= hit.start && other.end >= hit.end && length(other) > length(hit)),
  );
  return { said: said.sort((a, b) => a.start - b.start), parts };
}

/** Whether one stands before another with at most so many words between, in the same clause; in Chinese, at it. */
function isJust(one: Hit, other: Hit, { text, words }: Analysis, between: number): boolean {
  if (one.end > other.start || /[.,;:!?()،؛؟。，！？\n—]/.test(text.slice(one.end, other.start)))
    return false;
  if (words[other.first]!.script === "han") return other.start - one.end <= between;
  return other.first - one.last <= between + 1;
}

function isNear(one: Hit, other: Hit, { words }: Analysis): boolean {
  const far = words[one.first]!.script === "han" ? 12 : 45;
  return Math.max(one.start - other.end, other.start - one.end) <= far;
}

/** Whether it is a cry of its own: "Great, …", "… Well done." */
function isExclaimed(text: string, { start, end }: Hit): boolean {
  const sentence = sentenceAround(text, { start, end });
  return /^[\s\p{P}]*$/u.test(text.slice(sentence.start, start)) && /^\s*(?:\p{P}|$)/u.test(text.slice(end));
}

const good = /[❤🧡💛💚💙💜🥰😍😘😊😀😃😄😁🤗👍👏💪🎉🥳✨⭐🌟💯😋🤩🔥]|:-?\)|:-?D|\){3,}|<3|\^\^/gu;
const bad = /[😡🤬😠👎😤💔😢😭😞😔😩😫🙄😒🤮🤢😾💩🤡🖕]|:-?\(|\({3,}/gu;

/** What emoji and brackets say; three of a kind say no more than two. */
function signsOf(text: string): number {
  const count = (signs: RegExp) => Math.min(2, text.match(signs)?.length ?? 0);
  return 1.1 * count(good) - 1.3 * count(bad);
}
