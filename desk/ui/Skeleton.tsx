import { useTexts } from "../texts/Texts.tsx";
import styles from "./Skeleton.module.css";

type Props = {
  /** How many lines of text it stands for. */
  lines?: number;
  /** A block of this height in rem instead of lines. */
  height?: number;
  round?: boolean;
};

/** Holds the place of what is loading, and shows itself only when that takes longer than 150 ms. */
export function Skeleton({ lines = 1, height, round }: Props) {
  const { t } = useTexts();
  return (
    <span
      className={styles.skeleton}
      role="status"
      aria-label={t("ui.loading")}
      data-round={round || undefined}
    >
      {height !== undefined ? (
        <span
          className={styles.bone}
          style={{ blockSize: `${height}rem`, inlineSize: round ? `${height}rem` : undefined }}
        />
      ) : (
        Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
          <span key={line} className={styles.bone} />
        ))
      )}
    </span>
  );
}
