import styles from "./Chart.module.css";

export type LegendItem = { id: string; name: string; colour: string; dashed?: boolean; as?: "bar" | "line" };

/** What is drawn how; the shape repeats what the colour says. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className={styles.legend}>
      {items.map(({ id, name, colour, dashed, as = "bar" }) => (
        <li key={id} className={styles.item}>
          <span
            className={styles.swatch}
            style={{ color: colour }}
            data-as={as}
            data-dashed={dashed || undefined}
          />
          {name}
        </li>
      ))}
    </ul>
  );
}
