import type { TooltipContentProps } from "recharts";
import { useTexts } from "../../texts/Texts.tsx";
import styles from "./Chart.module.css";

type Item = { id: string; name: string; colour?: string; dashed?: boolean };
type Row = Item & { much: string };

/** What the chart shows where one points; also said to who moves along it by key. */
export function Told({ name, rows }: { name: string; rows: readonly Row[] }) {
  const { dir } = useTexts();
  return (
    <div className={styles.tooltip} role="status" dir={dir}>
      <p className={styles.when}>{name}</p>
      <ul>
        {rows.map(({ id, name: what, colour, dashed, much }) => (
          <li key={id} className={styles.item}>
            {colour && (
              <span className={styles.swatch} style={{ color: colour }} data-dashed={dashed || undefined} />
            )}
            <span className={styles.what}>{what}</span>
            <span className={styles.much}>{much}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type CountsProps = {
  at: Pick<TooltipContentProps, "active" | "payload" | "label">;
  /** What is told of the row one points at, by its keys. */
  items: readonly Item[];
};

/** The same for rows of plain counts. */
export function ToldCounts({ at: { active, payload, label }, items }: CountsProps) {
  const { number } = useTexts();
  if (!active) return null;
  const row = payload[0]?.payload ?? {};
  return (
    <Told
      name={String(label)}
      rows={items.map((item) => ({ ...item, much: number(Number(row[item.id] ?? 0)) }))}
    />
  );
}
