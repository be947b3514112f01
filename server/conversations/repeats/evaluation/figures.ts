import { type Locale, locales } from "../../../../contract/languages.ts";
import { baseModel } from "../../../triage/index.ts";
import { sureEnough } from "../find.ts";
import { likelihood } from "../likeness.ts";
import { pairsOf, sharedBy, wildPairs } from "./pairs.ts";

/** How well repeats are found in one language, in shares of 1. */
export interface RepeatFigures {
  language: Locale | "all";
  pairs: number;
  /** Of those taken for the same, how many are. */
  precision: number;
  /** Of those that are the same, how many are found. */
  recall: number;
}

/** Measures all languages on the pairs that are held out, or on those the weights were found from; all together last. */
export async function repeatFigures({ isHeldOut }: { isHeldOut: boolean }): Promise<RepeatFigures[]> {
  const base = await baseModel();
  const judged = locales
    .flatMap(pairsOf)
    .filter((pair) => pair.isHeldOut === isHeldOut)
    .map((pair) => ({ ...pair, isFound: likelihood(sharedBy(pair, base)) >= sureEnough }));
  const figuresOf = (language: RepeatFigures["language"]): RepeatFigures => {
    const pairs = judged.filter((pair) => language === "all" || pair.language === language);
    const right = pairs.filter(({ isSame, isFound }) => isSame && isFound).length;
    return {
      language,
      pairs: pairs.length,
      precision: right / pairs.filter(({ isFound }) => isFound).length,
      recall: right / pairs.filter(({ isSame }) => isSame).length,
    };
  };
  return [...locales, "all" as const].map(figuresOf);
}

/** Of pairs of different matters in real letters, how many are taken for one, in shares of 1. */
export async function wildFigures({
  isHeldOut,
}: {
  isHeldOut: boolean;
}): Promise<{ pairs: number; wrong: number }> {
  const base = await baseModel();
  const pairs = wildPairs().filter((pair) => pair.isHeldOut === isHeldOut);
  const taken = pairs.filter((pair) => likelihood(sharedBy(pair, base)) >= sureEnough);
  return { pairs: pairs.length, wrong: taken.length / pairs.length };
}
