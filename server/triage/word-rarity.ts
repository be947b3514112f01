import { placeOfConcept, placeOfStem } from "./features.ts";
import { type Rarity, rowsAmong } from "./rarity.ts";

/** How rare a word is among the messages that every workspace begins with, from 0, by its stem. */
export const rarityOfStem = (rarity: Rarity, stem: string): number => rarityAt(rarity, placeOfStem(stem));

/** How rarely something is spoken of, from 0. */
export const rarityOfConcept = (rarity: Rarity, id: string): number => rarityAt(rarity, placeOfConcept(id));

function rarityAt(rarity: Rarity, place: number): number {
  const row = rowsAmong(rarity.places)[place]!;
  return (row < 0 ? rarity.unseen : rarity.values[row]!) - 1;
}
