import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bucketsOf, mostBuckets } from "./features.ts";

/** What one step of a stored weight is worth in log-odds. */
export const unit = 1 / 48;

const file = readFileSync(join(import.meta.dirname, "weights.bin"));
const weights = new Int8Array(file.buffer, file.byteOffset, file.length);
const buckets = new Uint16Array(mostBuckets);

/**
 * The log-odds that a lower-case Cyrillic word is Ukrainian rather than Russian: above 0 Ukrainian, below Russian,
 * near 0 when both have the word. Logistic regression over hashed character n-grams, trained by train.ts.
 */
export function ukrainianLogit(word: string): number {
  const count = bucketsOf(word, buckets);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weights[buckets[i]!]!;
  return sum * unit;
}
