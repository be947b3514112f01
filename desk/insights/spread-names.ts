import { useTexts } from "../texts/Texts.tsx";

/** Names a bin of durations: "30 min – 1 hr", "over 7 days". */
export function useSpreadNames(): (bin: { from: number; to: number | null }) => string {
  const { t, duration } = useTexts();
  return ({ from, to }) => {
    if (to === null) return t("figures.spread.over", { time: duration(from * 1000) });
    if (from === 0) return t("figures.spread.upTo", { time: duration(to * 1000) });
    return t("figures.spread.between", { from: duration(from * 1000), to: duration(to * 1000) });
  };
}
