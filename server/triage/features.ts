import { type Analysis, bigramsOf, gramsOf, type Token } from "../language/index.ts";
import { type Features, places, type Rarity, rowsAmong } from "./rarity.ts";

/**
 * A text as a learner sees it, in kinds of features that weigh the same whether the text is long or short: stems,
 * pairs of neighbouring stems, pieces of words, concepts, and concepts that occur together. Concepts are the same in
 * all languages, so that what is learnt in one helps in the others; pieces of words bear misspellings. Hashed as in
 * Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009.
 */
export function featuresOf({ text, tokens, concepts: spoken }: Analysis): Features {
  const words = tokens.slice(0, mostWords);
  const stems = words.map(({ stem, script }) => (script === "digit" ? "<number>" : stem));
  const concepts = [...new Set(spoken.map(({ id }) => id))];
  const sum = new Sum();
  sum.add(1, [...stems.map(placeOfStem), ...bigramsOf(text).map(placeOfStem)]);
  sum.add(0.5, placesOf("n", neighbours(stems)));
  sum.add(0.7, words.flatMap(piecesOf));
  sum.add(1, concepts.map(placeOfConcept));
  sum.add(0.5, placesOf("p", pairs(concepts.slice(0, mostConcepts))));
  sum.add(0.2, placesOf("is", [...signsOf(text, words)]));
  return sum.features();
}

/**
 * A text as it is compared with another: its stems, pieces of words and concepts, the rarer the more they count. Concepts
 * count for less, since two matters of one kind share them without being the same.
 */
export function likenessOf({ text, tokens, concepts }: Analysis, rarity: Rarity): Features {
  const words = tokens.slice(0, mostWords);
  const sum = new Sum();
  const stems = words.filter(({ script }) => script !== "digit").map(({ stem }) => placeOfStem(stem));
  sum.addRare(1, [...stems, ...bigramsOf(text).map(placeOfStem)], rarity);
  sum.addRare(0.7, words.flatMap(piecesOf), rarity);
  sum.addRare(
    0.5,
    concepts.map(({ id }) => placeOfConcept(id)),
    rarity,
  );
  return sum.features();
}

/** Kinds of features, each brought to its own weight. */
class Sum {
  readonly #values = new Map<number, number>();

  /** Places with repetitions, of which each further one counts for less. */
  add(weight: number, all: number[]) {
    const counts = new Map<number, number>();
    for (const place of all) counts.set(place, (counts.get(place) ?? 0) + 1);
    let square = 0;
    for (const count of counts.values()) square += count === 1 ? 1 : (1 + Math.log(count)) ** 2;
    const scale = weight / Math.sqrt(square);
    for (const [place, count] of counts) {
      const value = count === 1 ? scale : scale * (1 + Math.log(count));
      this.#values.set(place, (this.#values.get(place) ?? 0) + value);
    }
  }

  /** Places, each once, by the square of how rare they are. */
  addRare(weight: number, all: number[], rarity: Rarity) {
    const rows = rowsAmong(rarity.places);
    const squares = new Map<number, number>();
    let length = 0;
    for (const place of new Set(all)) {
      const row = rows[place]!;
      const square = ((row < 0 ? rarity.unseen : rarity.values[row]!) - 1) ** 2;
      squares.set(place, square);
      length += square * square;
    }
    const scale = weight / (Math.sqrt(length) || 1);
    for (const [place, square] of squares)
      this.#values.set(place, (this.#values.get(place) ?? 0) + scale * square);
  }

  features(): Features {
    return { places: Int32Array.from(this.#values.keys()), values: Float32Array.from(this.#values.values()) };
  }
}

// Who tells a long story says what they want in a few hundred words of it.
const mostWords = 400;
const mostConcepts = 16;

function* signsOf(text: string, words: Token[]) {
  if (/[?？؟]/.test(text)) yield "asks";
  if (words.length <= 3) yield "short";
  if (words.length > 40) yield "long";
}

/** The places of the pieces of a word. The same words come again and again, so their places are remembered. */
function piecesOf({ folded, script }: Token): number[] {
  if (script === "digit" || script === "other") return [];
  const known = pieces.get(folded);
  if (known) return known;
  if (script === "han") return placesOf("h", [...folded]);
  const word = `^${folded.slice(0, 24)}$`;
  const made = script === "cyrillic" ? placesOf("g", gramsOf(folded)) : [];
  for (let length = 3; length <= 5; length++)
    for (let from = 0; from + length <= word.length; from++)
      made.push(placeOf("w", word.slice(from, from + length)));
  if (pieces.size >= mostRemembered) pieces.clear();
  pieces.set(folded, made);
  return made;
}

const pieces = new Map<string, number[]>();
const mostRemembered = 10_000;

function neighbours(stems: string[]): string[] {
  const pairs: string[] = [];
  for (let i = 0; i + 1 < stems.length; i++) pairs.push(`${stems[i]} ${stems[i + 1]}`);
  return pairs;
}

function pairs(ids: string[]): string[] {
  const sorted = ids.toSorted();
  return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${one} ${other}`));
}

export const placeOfStem = (stem: string): number => placeOf("s", stem);
export const placeOfConcept = (id: string): number => placeOf("c", id);
const placesOf = (kind: string, names: string[]): number[] => names.map((name) => placeOf(kind, name));

/** FNV-1a over the kind, a space and the name, with a last stir, folded to a place. */
function placeOf(kind: string, name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < kind.length; i++) hash = Math.imul(hash ^ kind.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ 0x20, 0x01000193);
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash & (places - 1);
}
