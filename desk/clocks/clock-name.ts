import { useCallback } from "react";
import { usualClocks } from "../../contract/clocks.ts";
import type { Names } from "../../contract/lines.ts";
import { ownName } from "../app/line-words.ts";
import { useTexts } from "../texts/Texts.tsx";

/** What a clock is called: the usual ones by their usual word, a workspace's own by the name it was given. */
export function useClockName(): (clock: { clock: string; names?: Names }) => string {
  const { t, locale } = useTexts();
  return useCallback(
    ({ clock, names = {} }) => {
      const usual = usualClocks.find((each) => each === clock);
      return usual ? t(`clock.${usual}`) : (ownName(names, locale) ?? clock);
    },
    [t, locale],
  );
}
