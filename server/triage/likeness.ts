import type { Analysis } from "../language/index.ts";
import { likenessOf, placeOfConcept, placeOfStem } from "./features.ts";
import { type Features, type Rarity, rowsAmong } from "./rarity.ts";

/** A text as it is compared with others, of length 1, so that the product of two is their cosine. */
export function comparable(analysis: Analysis, rarity: Rarity): Features {
  const { places, values } = likenessOf(analysis, rarity);
  let square = 0;
  for (const value of values) square += value * value;
  return { places, values: values.map((value) => value / (Math.sqrt(square) || 1)) };
}

/** How alike two texts are, from 0 to 1; and how much of each stands in the other, from 0 to 1. */
export interface Likeness {
  cosine: number;
  ofOne: number;
  ofOther: number;
}

/** Compares two texts, each of length 1 as `comparable` makes them. */
export function likenessBetween(one: Features, other: Features): Likeness {
  const at = new Map<number, number>();
  for (const [index, place] of other.places.entries()) at.set(place, other.values[index]!);
  const sum = { cosine: 0, ofOne: 0, ofOther: 0 };
  for (const [index, place] of one.places.entries()) {
    const theirs = at.get(place);
    if (theirs === undefined) continue;
    const ours = one.values[index]!;
    sum.cosine += ours * theirs;
    sum.ofOne += ours * ours;
    sum.ofOther += theirs * theirs;
  }
  return sum;
}

/** How rare a word is among the messages that every workspace begins with, from 0. */
export const rarityOfStem = (rarity: Rarity, stem: string): number => rarityAt(rarity, placeOfStem(stem));

/** How rarely something is spoken of, from 0. */
export const rarityOfConcept = (rarity: Rarity, id: string): number => rarityAt(rarity, placeOfConcept(id));

function rarityAt(rarity: Rarity, place: number): number {
  const row = rowsAmong(rarity.places)[place]!;
  return (row < 0 ? rarity.unseen : rarity.values[row]!) - 1;
}
