import styles from "./Method.module.css";

/** The method in a few letters, the same width for all, so that the addresses stand under each other. */
export function Method({ of: method }: { of: string }) {
  return (
    <span className={styles.method} data-method={method}>
      {method === "DELETE" ? "DEL" : method}
    </span>
  );
}
