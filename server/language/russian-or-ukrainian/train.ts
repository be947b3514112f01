import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bucketCount, bucketsOf, mostBuckets } from "./features.ts";
import { unit } from "./model.ts";

export interface Example {
  word: string;
  /** 1 for Ukrainian, 0 for Russian, a half for a word that both have. */
  ukrainian: number;
  /** How much it counts beside the others. */
  weight: number;
}

const ukrainianOf = { ru: 0, both: 0.5, uk: 1 };

/**
 * A letter that only one language has makes the word certain without any model; such words stay for the endings
 * and stems they share with others, at a part of the weight. The two languages weigh the same in total, so that a
 * word which tells nothing comes out even.
 */
export function readExamples(): Example[] {
  const examples: Example[] = [];
  let ukrainian = 0.5;
  let times = 1;
  for (const line of readFileSync(join(import.meta.dirname, "words.txt"), "utf8")
    .trimEnd()
    .split("\n")) {
    if (line.startsWith("# ")) {
      const [language, often] = line.slice(2).split(" ");
      ukrainian = ukrainianOf[language as keyof typeof ukrainianOf];
      times = often ? 5 : 1;
    } else examples.push({ word: line, ukrainian, weight: (/[іїєґ'ыэёъ]/.test(line) ? 0.3 : 1) * times });
  }
  const total = (side: number) =>
    examples.reduce((sum, { ukrainian, weight }) => (ukrainian === side ? sum + weight : sum), 0);
  const [russians, ukrainians] = [total(0), total(1)];
  for (const example of examples)
    if (example.ukrainian === 0) example.weight *= Math.min(1, ukrainians / russians);
    else if (example.ukrainian === 1) example.weight *= Math.min(1, russians / ukrainians);
  return examples;
}

const rounds = 12;
const rate = 0.07;
const decay = 1e-4;

/** Logistic regression by stochastic gradient descent with AdaGrad's step for each weight (Duchi et al., 2011). */
export function fittedTo(examples: Example[]): Float64Array {
  const weights = new Float64Array(bucketCount);
  const steepness = new Float64Array(bucketCount).fill(0.01);
  const buckets = new Uint16Array(mostBuckets);
  const draw = randomIntegers();
  const order = examples.map((_, i) => i);
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = draw(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { word, ukrainian, weight } = examples[i]!;
      const count = bucketsOf(word, buckets);
      let logit = 0;
      for (let k = 0; k < count; k++) logit += weights[buckets[k]!]!;
      const error = (1 / (1 + Math.exp(-logit)) - ukrainian) * weight;
      for (let k = 0; k < count; k++) {
        const bucket = buckets[k]!;
        const slope = error + decay * weights[bucket]!;
        steepness[bucket]! += slope * slope;
        weights[bucket]! -= (rate * slope) / Math.sqrt(steepness[bucket]!);
      }
    }
  }
  return weights;
}

export function quantised(weights: Float64Array): Int8Array {
  return Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / unit))));
}

/** Whole numbers below a bound, always the same ones (a linear congruential generator, Numerical Recipes). */
function randomIntegers() {
  let state = 42;
  return (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

// `node server/language/russian-or-ukrainian/train.ts` reads words.txt and writes weights.bin anew. The order is drawn
// from a fixed seed and all sums are plain IEEE 754 ones, so the same words give the same bytes.
if (import.meta.main)
  writeFileSync(join(import.meta.dirname, "weights.bin"), quantised(fittedTo(readExamples())));
