import styles from "./DayBars.module.css";
import type { Bar } from "./week.ts";

type Props = {
  bars: readonly Bar[];
  /** Minutes since midnight, for a mark where it is now. */
  now?: number;
  /** For a bar on its own; in a list of days the words beside it say the same. */
  size?: "s" | "m";
};

/** A day as a track from midnight to midnight, with what is open of it. It runs along the text. */
export function DayBars({ bars, now, size = "m" }: Props) {
  return (
    <span className={styles.track} data-size={size} aria-hidden="true">
      {bars.map(({ from, to, carried }) => (
        <span
          key={`${from} ${to}`}
          className={styles.bar}
          data-carried={carried || undefined}
          style={{ insetInlineStart: share(from), inlineSize: share(to - from) }}
        />
      ))}
      {now !== undefined && <span className={styles.now} style={{ insetInlineStart: share(now) }} />}
    </span>
  );
}

const share = (minutes: number) => `${(minutes / 1440) * 100}%`;
