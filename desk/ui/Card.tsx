import type { ReactNode } from "react";
import styles from "./Card.module.css";

type Props = {
  title?: string;
  /** The rank of its title on the page. */
  level?: 2 | 3 | 4;
  /** At the end of the title's line. */
  actions?: ReactNode;
  /** Without room around the inside, for a list that goes from edge to edge. */
  flush?: boolean;
  children: ReactNode;
};

export function Card({ title, level = 2, actions, flush, children }: Props) {
  const Title = `h${level}` as const;
  return (
    <section className={styles.card}>
      {(title || actions) && (
        <header className={styles.head}>
          {title && <Title className={styles.title}>{title}</Title>}
          {actions}
        </header>
      )}
      <div className={styles.body} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
