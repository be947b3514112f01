import type { DateStyle } from "../texts/formats.ts";
import { useTexts } from "../texts/Texts.tsx";
import { useNow } from "./now.ts";
import styles from "./Time.module.css";

type Props = {
  /** An instant, as the server gives it. */
  at: string;
  /** `relative` says how long ago or in what time and stays true by itself; the others say the date. */
  style?: "relative" | DateStyle;
};

/** A time for people; hovering says exactly when and in which zone. */
export function Time({ at, style = "relative" }: Props) {
  const { dateTime } = useTexts();
  return (
    <time className={styles.time} dateTime={at} title={dateTime(at, "exact")}>
      {style === "relative" ? <HowLong at={at} /> : dateTime(at, style)}
    </time>
  );
}

function HowLong({ at }: { at: string }) {
  const { relativeTime } = useTexts();
  return relativeTime(at, useNow());
}
