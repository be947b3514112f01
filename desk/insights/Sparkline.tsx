import { type MetricKey, metrics } from "../../contract/metrics.ts";
import styles from "./Sparkline.module.css";

type Props = {
  metric: MetricKey;
  series: readonly (number | null)[];
  /** The step that has not ended: of what adds up over it, it tells nothing yet. */
  running: number | null;
  tone?: "service" | "support";
};

const width = 96;
const height = 24;

/** How something went, at a glance. What it says stands beside it in figures, so it is decoration. */
export function Sparkline({ metric, series, running, tone }: Props) {
  const values = running === null || metrics[metric].isStock ? series : series.slice(0, running);
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <span className={styles.none} />;
  const most = Math.max(...known);
  const least = Math.min(0, ...known);
  const x = (at: number) => (at / (values.length - 1)) * width;
  const y = (value: number) => height - 2 - ((value - least) / (most - least || 1)) * (height - 4);
  // Where nothing can be told, the line goes on to where something can.
  const path = values.flatMap((value, at) =>
    value === null ? [] : [`${x(at).toFixed(1)} ${y(value).toFixed(1)}`],
  );
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
      data-tone={tone}
    >
      <path d={`M${path.join("L")}`} className={styles.line} />
    </svg>
  );
}
