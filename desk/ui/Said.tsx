import type { ReactNode } from "react";
import styles from "./Said.module.css";

type Props = {
  /** `status`: said by itself when it changes. */
  role?: "status";
  children: ReactNode;
};

/** Words for who has the screen read out; who sees it is told in another way. */
export function Said({ role, children }: Props) {
  return (
    <span className={styles.said} role={role}>
      {children}
    </span>
  );
}
