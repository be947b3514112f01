import type { ReactNode } from "react";
import styles from "./ArticlePanel.module.css";

/** One part of the panel under its name. */
export function Part({ title, acts, children }: { title: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {acts}
      </header>
      {children}
    </section>
  );
}

/** One fact by its name, in a list of definitions. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
