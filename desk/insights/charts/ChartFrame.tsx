import type { KeyboardEventHandler, ReactElement } from "react";
import { ResponsiveContainer } from "recharts";
import styles from "./Chart.module.css";
import { Legend, type LegendItem } from "./Legend.tsx";

type Props = {
  label: string;
  /** What is drawn how. */
  items: readonly LegendItem[];
  /** In pixels. */
  height: number;
  onKeyDown?: KeyboardEventHandler;
  children: ReactElement;
};

/** What stands around a drawing: its name, what is drawn how, and the room it fills. */
export function ChartFrame({ label, items, height, onKeyDown, children }: Props) {
  return (
    <figure className={styles.figure} aria-label={label}>
      <Legend items={items} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the chart within takes the arrow keys, and Enter opens */}
      <div className={styles.chart} onKeyDown={onKeyDown}>
        <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
          {children}
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
