import { type Analysis, bigramsOf, gramsOf, type Token } from "../language/index.ts";

/** As many places as a model has for features; a power of two. */
export const places = 2 ** 18;

/** What a learner sees of a text: places, each once, and how strongly the text has them. */
export interface Features {
  places: Int32Array;
  values: Float32Array;
}

/**
 * A text as a learner sees it, in kinds of features that weigh the same whether the text is long or short: stems,
 * pairs of neighbouring stems, pieces of words, concepts, and concepts that occur together. Concepts are the same in
 * all languages, so that what is learnt in one helps in the others; pieces of words bear misspellings. Hashed as in
 * Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009.
 */
export function featuresOf(analysis: Analysis): Features {
  const found = new Map<number, number>();
  for (const { weight, names } of kindsOf(analysis)) {
    const counts = new Map<number, number>();
    for (const name of names) {
      const place = placeOf(name);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    let sum = 0;
    for (const count of counts.values()) sum += (1 + Math.log(count)) ** 2;
    for (const [place, count] of counts)
      found.set(place, (found.get(place) ?? 0) + (weight * (1 + Math.log(count))) / Math.sqrt(sum));
  }
  return { places: Int32Array.from(found.keys()), values: Float32Array.from(found.values()) };
}

interface Kind {
  weight: number;
  names: string[];
}

function kindsOf({ text, tokens, concepts: spoken }: Analysis): Kind[] {
  const words = tokens.slice(0, mostWords);
  const stems = words.map(({ stem, script }) => (script === "digit" ? "<number>" : stem));
  const concepts = [...new Set(spoken.map(({ id }) => id))];
  return [
    {
      weight: 1,
      names: [...stems.map((stem) => `s ${stem}`), ...bigramsOf(text).map((pair) => `s ${pair}`)],
    },
    { weight: 0.5, names: neighbours(stems).map((pair) => `n ${pair}`) },
    { weight: 0.7, names: words.flatMap(piecesOf) },
    { weight: 1, names: concepts.map((id) => `c ${id}`) },
    { weight: 0.5, names: pairs(concepts.slice(0, mostConcepts)).map((pair) => `p ${pair}`) },
    { weight: 0.2, names: [...signsOf(text, words)] },
  ];
}

// Who tells a long story says what they want in a few hundred words of it.
const mostWords = 400;
const mostConcepts = 16;

function* signsOf(text: string, words: Token[]) {
  if (/[?？؟]/.test(text)) yield "asks";
  if (words.length <= 3) yield "short";
  if (words.length > 40) yield "long";
}

function piecesOf({ folded, script }: Token): string[] {
  if (script === "digit" || script === "han" || script === "other") return [];
  const word = `^${folded.slice(0, 24)}$`;
  const pieces: string[] = script === "cyrillic" ? gramsOf(folded).map((gram) => `g ${gram}`) : [];
  for (let length = 3; length <= 5; length++)
    for (let from = 0; from + length <= word.length; from++)
      pieces.push(`w ${word.slice(from, from + length)}`);
  return pieces;
}

function neighbours(stems: string[]): string[] {
  const pairs: string[] = [];
  for (let i = 0; i + 1 < stems.length; i++) pairs.push(`${stems[i]} ${stems[i + 1]}`);
  return pairs;
}

function pairs(ids: string[]): string[] {
  const sorted = ids.toSorted();
  return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${one} ${other}`));
}

export const placeOfStem = (stem: string): number => placeOf(`s ${stem}`);
export const placeOfConcept = (id: string): number => placeOf(`c ${id}`);

/** FNV-1a with a last stir, folded to a place. */
function placeOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash & (places - 1);
}
