import { tellingness } from "./everyday-words/index.ts";
import type { Frequencies } from "./frequencies.ts";
import type { Term } from "./terms.ts";

/** Of a document, where its words stand that somebody looks for: by lexeme, a weight for each place. */
export interface Held {
  size: number;
  /** Whether it may be in the sister language of what is asked. */
  isSister: boolean;
  places: Map<string, string[]>;
}

/** What a term counts beside the rarity of its words, by what it is. Tuned on the first of three questions each. */
const counts = { word: 1, pair: 0.4, concept: 1.1, gram: 1.1 } as const;
/** What a place counts by its weight: title, headings and tags, text, noted. */
const fields: Record<string, number> = { A: 3, B: 4.5, C: 1, D: 1 };

/** How rare what is in so many of all documents is (BM25's idf, which is never below zero). */
const rarity = (documents: number, all: number): number =>
  Math.log(1 + (Math.max(all, documents) - documents + 0.5) / (documents + 0.5));

/** How much a term tells: how rare it is here, and how rarely customers say it whatever they ask. */
export const rarityOf = ({ lexemes, sisters, begins, kind }: Term, frequencies: Frequencies): number => {
  let documents = begins ? frequencies.ofBeginning(begins) : 0;
  let telling = 1;
  const own = lexemes.filter((one) => !sisters.includes(one));
  for (const lexeme of own.some((one) => frequencies.of(one)) ? own : lexemes) {
    documents = Math.max(documents, frequencies.of(lexeme));
    if (kind === "word" || kind === "pair") telling = Math.min(telling, tellingness(lexeme));
  }
  return telling * rarity(documents, frequencies.documents);
};

const k1 = 2.5;
const b = 0.35;

/**
 * How well a document answers, by BM25 over fields: a place counts by its field before its term's count is damped
 * (Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension to multiple weighted fields"). The pieces of a word count
 * together as much as the share of them that is there, squared, so that a chance piece counts for little.
 */
export function relevance(
  { size, places, isSister }: Held,
  terms: readonly Term[],
  { rarities, mean }: { rarities: readonly number[]; mean: number },
): number {
  const long = 1 - b + (b * size) / Math.max(mean, 1);
  const pieces = new Map<number, { held: number; all: number; rarity: number }>();
  let sum = 0;
  for (const [at, term] of terms.entries()) {
    const weight = weightIn(places, term, isSister);
    if (term.kind === "gram") {
      const of = pieces.get(term.of!) ?? { held: 0, all: 0, rarity: 0 };
      of.all++;
      of.rarity += rarities[at]!;
      if (weight) of.held++;
      pieces.set(term.of!, of);
    } else if (weight)
      sum += counts[term.kind] * rarities[at]! * ((weight * (k1 + 1)) / (weight + k1 * long));
  }
  for (const [of, { held, all, rarity }] of pieces) {
    const telling = Math.min(1, ...terms[of]!.lexemes.map(tellingness));
    sum += counts.gram * telling * (rarity / all) * (held / all) ** 2;
  }
  return sum;
}

/**
 * Which share of what was asked a document holds, from 0 to 1: its words counted by their rarity. Of a word of which it holds
 * pieces alone, the share of the pieces counts, squared.
 */
export function shareHeld(
  { places, isSister }: Held,
  terms: readonly Term[],
  rarities: readonly number[],
): number {
  const pieces = new Map<number, { held: number; all: number }>();
  for (const term of terms) {
    if (term.kind !== "gram") continue;
    const of = pieces.get(term.of!) ?? { held: 0, all: 0 };
    of.all++;
    if (weightIn(places, term, isSister)) of.held++;
    pieces.set(term.of!, of);
  }
  let [held, all] = [0, 0];
  for (const [at, term] of terms.entries()) {
    if (term.kind !== "word" || !term.lexemes.length) continue;
    const rarity = rarities[at]!;
    const of = pieces.get(at);
    all += rarity;
    held += rarity * (weightIn(places, term, isSister) ? 1 : of ? (of.held / of.all) ** 2 : 0);
  }
  return all ? held / all : 0;
}

function weightIn(
  places: Map<string, string[]>,
  { lexemes, sisters, begins }: Term,
  isSister: boolean,
): number {
  let best = 0;
  const add = (weights: string[]) => {
    best = Math.max(
      best,
      weights.reduce((sum, weight) => sum + fields[weight]!, 0),
    );
  };
  for (const lexeme of lexemes) {
    if (!isSister && sisters.includes(lexeme)) continue;
    const weights = places.get(lexeme);
    if (weights) add(weights);
  }
  if (begins) for (const [lexeme, weights] of places) if (lexeme.startsWith(begins)) add(weights);
  return best;
}
