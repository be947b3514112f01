import type { ReactNode } from "react";
import styles from "./Card.module.css";

type Props = {
  title?: string;
  /** At the end of the title's line. */
  actions?: ReactNode;
  /** Without room around the inside, for a list that goes from edge to edge. */
  flush?: boolean;
  children: ReactNode;
};

export function Card({ title, actions, flush, children }: Props) {
  return (
    <section className={styles.card}>
      {(title || actions) && (
        <header className={styles.head}>
          {title && <h3 className={styles.title}>{title}</h3>}
          {actions}
        </header>
      )}
      <div className={styles.body} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
