import { join } from "node:path";
import type { Priority } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/languages.ts";
import { type Analysis, type Lexicon, readLexicon } from "../language/index.ts";
import { loudness } from "./loudness.ts";
import { type Meant, meantBy } from "./meant.ts";
import { type Felt, moodOf } from "./mood.ts";
import { sentenceAround } from "./sentence.ts";
import { type Reason, reasonsOf } from "./why.ts";

let lexicon: Lexicon | null = null;

const urgencyLexicon = () => {
  lexicon ??= readLexicon(join(import.meta.dirname, "urgency.txt"));
  return lexicon;
};

/** What an entry of the lexicon of urgency is called in a language. */
export const urgencyName = (id: string, locale: Locale): string =>
  urgencyLexicon().entries.get(id)?.names[locale] ?? id;

export interface Urgency {
  level: Priority;
  /** How surely, from 0.5 to 0.99. */
  p: number;
  reasons: Reason[];
}

const waiting = new Set(["urgent", "deadline_today", "deadline_tomorrow", "event_soon", "needed"]);
const offers = new Set(["cooperation", "job"]);
/** What lets a message wait only if it wants nothing. */
const pleasant = new Set(["congratulation", "solved"]);

/** How urgent a message is by its words: its impact (who or what is hurt) times its urgency (how soon it matters). */
export function urgencyOf(analysis: Analysis, felt: Felt = moodOf(analysis)): Urgency {
  const { text } = analysis;
  const meant = meantBy(analysis, urgencyLexicon());
  const of = (kind: string) => meant.filter((one) => one.kind === kind);
  const low = of("low");
  const isOffer = low.some(({ id }) => offers.has(id));

  const critical = of("critical");
  const dangers = kinds(critical);
  if (dangers > 1 || (dangers === 1 && !isOffer && !isShopping(text, critical, meant))) {
    // Words that need others beside them are less sure than those that speak for themselves.
    const sure = critical.some(({ conditional }) => !conditional) ? 0.86 : 0.7;
    return { level: "critical", p: atMost(sure + 0.05 * (dangers - 1)), reasons: reasonsOf(text, critical) };
  }

  const unhurried = low.some(({ id }) => id === "no_hurry");
  const high = of("high").filter(({ id }) => !(unhurried && waiting.has(id)));
  if (high.length && !isOffer)
    return unhurried
      ? { level: "normal", p: 0.6, reasons: reasonsOf(text, [...high, ...low]) }
      : { level: "high", p: atMost(0.76 + 0.07 * (kinds(high) - 1)), reasons: reasonsOf(text, high) };

  const asFelt = (concept: string) => felt.reasons.map(({ words }) => ({ words, concept })).slice(0, 1);
  if (loudness(text) >= 2 && felt.mood === "negative")
    return { level: "high", p: 0.65, reasons: asFelt("loud_anger") };

  const asks = meant.some(({ id }) => id === "asks") || /[?？؟]/.test(text);
  const letsWait = low.filter(({ id }) => !pleasant.has(id) || !asks);
  if (unhurried || (letsWait.length && felt.mood !== "negative"))
    return {
      level: "low",
      p: atMost(0.72 + 0.06 * kinds(letsWait)),
      reasons: reasonsOf(text, letsWait),
    };
  if (felt.mood === "positive" && !asks) return { level: "low", p: 0.75, reasons: asFelt("praise") };
  return { level: "normal", p: low.length || felt.mood === "negative" ? 0.7 : 0.85, reasons: [] };
}

/** Dangers that goods are named after, or made against. Nobody shops for the others. */
const wares = new Set([
  "fire",
  "smoke",
  "burning_smell",
  "sparks",
  "electric_shock",
  "gas_leak",
  "explosion",
  "burn",
  "injury",
  "poisoning",
  "allergy",
  "choking",
  "hospital",
  "blood",
  "brakes",
  "danger_said",
  "body_hurt",
  "overheating",
  "wont_turn_off",
  "account_taken",
]);

/** Whether all words of danger stand in sentences of somebody who chooses what to buy ("do you sell smoke detectors?"). */
function isShopping(text: string, dangers: readonly Meant[], meant: readonly Meant[]): boolean {
  const shopping = meant.filter(({ id }) => id === "shopping");
  return (
    shopping.length > 0 &&
    dangers.every((danger) => {
      if (!wares.has(danger.id)) return false;
      const { start, end } = sentenceAround(text, danger);
      return shopping.some((one) => one.start >= start && one.end <= end);
    })
  );
}

const kinds = (meant: readonly Meant[]) => new Set(meant.map(({ id }) => id)).size;
const atMost = (p: number) => Math.min(p, 0.99);
