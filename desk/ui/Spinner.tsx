import styles from "./Spinner.module.css";

/** Turns while something is under way. What is under way is said by the part around it. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}
