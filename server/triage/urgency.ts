import { join } from "node:path";
import type { Priority } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/languages.ts";
import { type Analysis, type Lexicon, readLexicon } from "../language/index.ts";
import { loudness } from "./loudness.ts";
import { type Meant, meantBy } from "./meant.ts";
import { moodOf } from "./mood.ts";
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

const waiting = new Set(["urgent", "deadline_today", "deadline_tomorrow", "event_soon"]);
const offers = new Set(["cooperation", "job"]);
/** What lets a message wait only if it wants nothing. */
const pleasant = new Set(["congratulation", "solved"]);

/** How urgent a message is by its words: its impact (who or what is hurt) times its urgency (how soon it matters). */
export function urgencyOf(analysis: Analysis): Urgency {
  const meant = meantBy(analysis, urgencyLexicon());
  const of = (kind: string) => meant.filter(({ about, denied }) => about[0] === kind && !denied);
  const reasons = (rest: Meant[]) => reasonsOf(analysis.text, rest);

  const low = of("low");
  const offered = low.filter(({ id }) => offers.has(id));
  const critical = of("critical");
  const dangers = kinds(critical);
  if (dangers > (offered.length ? 1 : 0)) {
    const sure = critical.some(({ about }) => about.length === 1) ? 0.86 : 0.7;
    return { level: "critical", p: atMost(sure + 0.05 * (dangers - 1)), reasons: reasons(critical) };
  }

  const unhurried = low.some(({ id }) => id === "no_hurry");
  const high = of("high").filter(({ id }) => !(unhurried && waiting.has(id)));
  if (high.length && !offered.length)
    return unhurried
      ? { level: "normal", p: 0.6, reasons: reasons([...high, ...low]) }
      : { level: "high", p: atMost(0.76 + 0.07 * (kinds(high) - 1)), reasons: reasons(high) };

  const { mood, reasons: felt } = moodOf(analysis);
  const loud = loudness(analysis.text);
  if (loud >= 2 && mood === "negative")
    return { level: "high", p: 0.65, reasons: felt.map(({ words }) => ({ words, concept: "urgent" })) };

  const asks = meant.some(({ id }) => id === "asks") || /[?？؟]/.test(analysis.text);
  const letsWait = low.filter(({ id }) => !pleasant.has(id) || !asks);
  if (letsWait.length && mood !== "negative")
    return { level: "low", p: atMost(0.78 + 0.06 * (kinds(letsWait) - 1)), reasons: reasons(letsWait) };
  if (unhurried) return { level: "low", p: 0.6, reasons: reasons(low) };
  if (mood === "positive" && !asks)
    return { level: "low", p: 0.75, reasons: felt.map(({ words }) => ({ words, concept: "praise" })) };
  return { level: "normal", p: low.length || mood === "negative" ? 0.7 : 0.85, reasons: [] };
}

const kinds = (meant: readonly Meant[]) => new Set(meant.map(({ id }) => id)).size;
const atMost = (p: number) => Math.min(p, 0.99);
