import { type Chance, chanceFrom } from "../chance.ts";
import { type Features, rowsAmong } from "./rarity.ts";

/** A text, weighed, with what it is. */
export interface Example {
  input: Features;
  /** Index among the classes; null is any of them, as likely as any other. */
  is: number | null;
  /** What the classes are worth to it already, where a model is put upon another. */
  before?: Float32Array;
  /** How much it counts; 1 when left out. */
  weight?: number;
}

/**
 * Softmax regression over the places that its examples have. Weights lie place after place, one for each class, each as
 * a small whole number times the `scale` of its class.
 */
export interface Model {
  classes: string[];
  /** The places it knows, in order; row i of the weights belongs to `places[i]`. */
  places: Int32Array;
  weights: Int8Array;
  scales: Float32Array;
  biases: Float32Array;
}

export interface Training {
  rounds: number;
  /** The first step of AdaGrad. */
  pace: number;
  /** How strongly large weights are held back (L2). */
  restraint: number;
}

export const usualTraining: Training = { rounds: 6, pace: 1, restraint: 3e-5 };

/**
 * Learns from examples; the same examples always give the same model. AdaGrad after Duchi, Hazan and Singer, 2011,
 * with one step size for a place in all classes, and L2 applied where a feature occurs.
 */
export function learn(classes: string[], examples: Example[], training: Training = usualTraining): Model {
  const count = classes.length;
  const { known, rows } = rowsOf(examples);
  const weights = new Float32Array(known.length * count);
  const squares = new Float32Array(known.length).fill(1e-8);
  const biases = new Float32Array(count);
  let biasSquare = 1e-8;
  // The same draws each time, so that training can be repeated.
  const chance = chanceFrom(20260101);
  const order = examples.map((_, at) => at);
  const slope = new Float32Array(count);
  for (let round = 0; round < training.rounds; round++) {
    shuffle(order, chance);
    for (const at of order) {
      const { input, is, before, weight = 1 } = examples[at]!;
      const { values } = input;
      const own = rows[at]!;
      slope.set(biases);
      if (before) for (let c = 0; c < count; c++) slope[c]! += before[c]!;
      for (let i = 0; i < own.length; i++) {
        const from = own[i]! * count;
        const value = values[i]!;
        for (let c = 0; c < count; c++) slope[c]! += weights[from + c]! * value;
      }
      softmax(slope);
      let size = 0;
      for (let c = 0; c < count; c++) {
        const wanted = is === null ? 1 / count : c === is ? 1 : 0;
        slope[c] = (slope[c]! - wanted) * weight;
        size += slope[c]! * slope[c]!;
      }
      for (let i = 0; i < own.length; i++) {
        const row = own[i]!;
        const value = values[i]!;
        squares[row] = squares[row]! + size * value * value;
        const pace = training.pace / Math.sqrt(squares[row]!);
        const step = pace * value;
        const keep = 1 - pace * training.restraint;
        const from = row * count;
        for (let c = 0; c < count; c++) weights[from + c] = weights[from + c]! * keep - slope[c]! * step;
      }
      biasSquare += size;
      const step = (0.1 * training.pace) / Math.sqrt(biasSquare);
      for (let c = 0; c < count; c++) biases[c]! -= slope[c]! * step;
    }
  }
  return { classes, places: known, biases, ...inSmallNumbers(weights, count) };
}

/** What each class is worth to a weighed text, before these become probabilities; added to `scores` when given. */
export function scoresOf(model: Model, input: Features, scores?: Float32Array): Float32Array {
  const { weights, scales, biases } = model;
  const count = biases.length;
  const rows = rowsAmong(model.places);
  const sums = new Float32Array(count);
  for (let i = 0; i < input.places.length; i++) {
    const row = rows[input.places[i]!]!;
    if (row < 0) continue;
    const from = row * count;
    const value = input.values[i]!;
    for (let c = 0; c < count; c++) sums[c]! += weights[from + c]! * value;
  }
  for (let c = 0; c < count; c++) sums[c] = sums[c]! * scales[c]! + biases[c]! + (scores?.[c] ?? 0);
  return sums;
}

/** Scores as probabilities, in place; a `temperature` above 1 is less sure of itself (Guo et al., 2017). */
export function softmax(scores: Float32Array, temperature = 1): Float32Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const p = Math.exp((scores[c]! - most) / temperature);
    scores[c] = p;
    sum += p;
  }
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum;
  return scores;
}

function rowsOf(examples: Example[]) {
  const seen = new Set<number>();
  for (const { input } of examples) for (const place of input.places) seen.add(place);
  const known = Int32Array.from(seen).sort();
  const among = rowsAmong(known);
  return { known, rows: examples.map(({ input }) => input.places.map((place) => among[place]!)) };
}

function inSmallNumbers(weights: Float32Array, count: number) {
  const scales = new Float32Array(count);
  for (let i = 0; i < weights.length; i++)
    scales[i % count] = Math.max(scales[i % count]!, Math.abs(weights[i]!));
  for (let c = 0; c < count; c++) scales[c] = (scales[c] || 1) / 127;
  const small = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i++) small[i] = Math.round(weights[i]! / scales[i % count]!);
  return { weights: small, scales };
}

function shuffle(order: number[], chance: Chance) {
  for (let i = order.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
