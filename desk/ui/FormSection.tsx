import { type ReactNode, useId } from "react";
import styles from "./FormSection.module.css";

type Props = {
  title: string;
  description?: ReactNode;
  children: ReactNode;
};

/** A named part of a long form: what it is about at the start edge, its fields beside it. */
export function FormSection({ title, description, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {description && <p className={styles.description}>{description}</p>}
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
