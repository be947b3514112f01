import { foldWord } from "../../language/index.ts";

/** A pattern whose letters have the shape of folded words, so that it can be written as people write. */
export const folded = (source: string): string => source.replace(/[\u0621-\u064a]+/g, foldWord);
