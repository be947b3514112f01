import { Button } from "react-aria-components";
import type { MetricKey } from "../../contract/metrics.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./FigureButton.module.css";
import { type Pressed, useOpenSheet } from "./sheet-place.ts";
import { inWords } from "./words.ts";

type Props = {
  metric: MetricKey;
  value: number | null;
  /** In place of the value in the metric's own words: a count of what has a duration. */
  words?: string;
  /** What it is a figure of, for who only hears it: "Tuesday", "Kolo Bikes". */
  of?: string;
  pressed?: Pressed;
  size?: "m" | "l";
};

/** A figure. It opens what it means, and the conversations it was counted from. */
export function FigureButton({ metric, value, of, pressed, size = "m", ...props }: Props) {
  const texts = useTexts();
  const open = useOpenSheet();
  const words = props.words ?? inWords(metric, value, texts);
  const name = texts.t(`metric.${metric}`);
  return (
    <Button
      className={styles.figure}
      data-size={size}
      aria-label={of ? `${name}, ${of}: ${words}` : `${name}: ${words}`}
      onPress={() => open(metric, pressed)}
    >
      {words}
    </Button>
  );
}
