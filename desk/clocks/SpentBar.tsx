import type { Clock } from "../../contract/clocks.ts";
import { useTexts } from "../texts/Texts.tsx";
import { lengthWords } from "./length.ts";
import styles from "./SpentBar.module.css";
import { barOf, type Standing } from "./standing.ts";

/** How much of a clock's time is spent, with the steps of its ladder as notches. What stands still is hatched. */
export function SpentBar({ clock, standing }: { clock: Clock; standing: Standing }) {
  const texts = useTexts();
  const { t } = texts;
  const { spent, due, steps } = barOf(clock);
  const words = t(`clock.spent.${clock.time}`, {
    spent: lengthWords(clock.spentMinutes, clock.time, texts),
    whole: lengthWords(clock.minutes, clock.time, texts),
  });
  const at = (share: number) => ({ insetInlineStart: `${share * 100}%` });
  return (
    <div className={styles.spent}>
      <div className={styles.bar} data-standing={standing.kind} aria-hidden="true">
        <span className={styles.fill} style={{ inlineSize: `${spent * 100}%` }} />
        {steps.map((share) => (
          <span key={share} className={styles.step} style={at(share)} />
        ))}
        {due < 1 && <span className={styles.due} style={at(due)} />}
      </div>
      <span className={styles.words}>{words}</span>
    </div>
  );
}
