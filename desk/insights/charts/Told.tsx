import { useTexts } from "../../texts/Texts.tsx";
import styles from "./Chart.module.css";

type Row = { id: string; name: string; colour?: string; dashed?: boolean; much: string };

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
