/** Finds the weights of `../weights.ts` from the pairs that are not held out, and prints them. */
import { locales } from "../../../../contract/languages.ts";
import { type BaseModel, baseModel } from "../../../triage/index.ts";
import type { Marks } from "../likeness.ts";
import { pairsOf, sharedBy, wildPairs } from "./pairs.ts";

interface Example {
  marks: Marks;
  isSame: boolean;
}

/** Logistic regression by gradient descent with L2 on all but the bias; the same pairs give the same weights. */
export function findWeights(examples: Example[]): { bias: number; of: Marks } {
  const names = Object.keys(examples[0]!.marks) as (keyof Marks)[];
  const rows = examples.map(({ marks, isSame }) => ({
    values: [1, ...names.map((name) => marks[name])],
    is: Number(isSame),
  }));
  const found = new Float64Array(names.length + 1);
  for (let round = 0; round < rounds; round++) {
    const slope = found.map((weight, at) => (at ? restraint * weight : 0));
    for (const { values, is } of rows) {
      const sum = values.reduce((total, value, at) => total + value * found[at]!, 0);
      const off = (1 / (1 + Math.exp(-sum)) - is) / rows.length;
      for (const [at, value] of values.entries()) slope[at]! += off * value;
    }
    for (const [at, each] of slope.entries()) found[at]! -= pace * each;
  }
  const rounded = Array.from(found, (weight) => Math.round(weight * 100) / 100);
  return {
    bias: rounded[0]!,
    of: Object.fromEntries(names.map((name, at) => [name, rounded[at + 1]!])) as Marks,
  };
}

const rounds = 4000;
const pace = 1;
const restraint = 0.003;

/** The pairs that weights are found from. */
export const tuningExamples = (base: BaseModel): Example[] =>
  [...locales.flatMap(pairsOf), ...wildPairs()]
    .filter(({ isHeldOut }) => !isHeldOut)
    .map((pair) => ({ ...sharedBy(pair, base), isSame: pair.isSame }))
    // Their numbers alone decide about these.
    .filter(({ otherItem }) => !otherItem);

if (import.meta.main) {
  const found = findWeights(tuningExamples(await baseModel()));
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
}
