import { join } from "node:path";
import type { Mood } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/languages.ts";
import { type Analysis, type Lexicon, readLexicon } from "../language/index.ts";
import { loudness } from "./loudness.ts";
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
  const entries = moodLexicon().entries;
  const found = uncovered(moodLexicon().find(words, language));
  const of = (id: string) => found.filter((hit) => hit.id === id);
  const failures = of("failure");
  const broken = failures.length > 0 && !of("resolved").length;
  const asks = /[?？؟]/.test(text);

  const negations = of("negation");
  const intensifiers = of("intensifier");
  const feelings: Feeling[] = [];
  for (const hit of found) {
    const [kind, amount] = entries.get(hit.id)!.about;
    if (kind !== "positive" && kind !== "negative") continue;
    let weight = kind === "positive" ? Number(amount) : -Number(amount);
    if (intensifiers.some((one) => isJust(one, hit, analysis, 1))) weight *= 1.25;
    if (!ownNegation.has(hit.id) && negations.some((one) => isJust(one, hit, analysis, 2)))
      weight = weight > 0 ? -0.8 * weight : -0.4 * weight;
    // Praise for what has failed is irony, and thanks beside a question are a form.
    if (weight > 0 && hit.id !== "not_bad" && broken) weight *= of("again").length ? -0.8 : 0.3;
    else if (hit.id === "gratitude" && asks) weight *= 0.4;
    feelings.push({ ...hit, weight });
  }
  const again = of("again")[0];
  if (again && broken && failures.some((one) => isNear(one, again, analysis)))
    feelings.push({ ...again, id: "again", weight: -1 });

  const signs = signsOf(text);
  const sum = feelings.reduce((total, { weight }) => total + weight, 0) + signs;
  const loud = loudness(text);
  const score = sum + (sum < 0 || (failures.length && sum <= 0) ? -0.5 * loud : sum > 0 ? 0.2 * loud : 0);

  const mood = score >= 1 ? "positive" : score <= -1 ? "negative" : "neutral";
  const sign = Math.sign(score);
  return {
    mood,
    p:
      mood === "neutral"
        ? feelings.length
          ? 0.62
          : 0.85
        : Math.min(0.99, 0.6 + 0.12 * (Math.abs(score) - 1)),
    reasons:
      mood === "neutral"
        ? []
        : reasonsOf(
            text,
            feelings.filter(({ weight }) => Math.sign(weight) === sign),
          ),
  };
}

/** Their words are negations themselves: one more before them is another sentence's. */
const ownNegation = new Set(["not_bad", "waiting", "threat", "sarcasm", "not_good_politely"]);

/** Without the hits that lie in a longer one. */
function uncovered(hits: Hit[]): Hit[] {
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
      ),
  );
}

/** Whether one stands before another with at most so many words between, in the same clause; in Chinese, at it. */
function isJust(one: Hit, other: Hit, { text, words }: Analysis, between: number): boolean {
  if (one.end > other.start) return false;
  if (words[other.first]!.script === "han") return other.start - one.end <= between - 1;
  return other.first - one.last <= between + 1 && !/[.,;:!?()،؛؟\n—]/.test(text.slice(one.end, other.start));
}

function isNear(one: Hit, other: Hit, { words }: Analysis): boolean {
  const far = words[one.first]!.script === "han" ? 12 : 45;
  return Math.max(one.start - other.end, other.start - one.end) <= far;
}

const good = /[❤🧡💛💚💙💜🥰😍😘😊😀😃😄😁🤗👍👏💪🎉🥳✨⭐🌟💯😋🤩🔥]|:-?\)|:-?D|\){3,}|<3|\^\^/gu;
const bad = /[😡🤬😠👎😤💔😢😭😞😔😩😫🙄😒🤮🤢😾💩🤡🖕]|:-?\(|\({3,}/gu;

/** What emoji and brackets say; three of a kind say no more than two. */
function signsOf(text: string): number {
  const count = (signs: RegExp) => Math.min(2, text.match(signs)?.length ?? 0);
  return 1.1 * count(good) - 1.3 * count(bad);
}
