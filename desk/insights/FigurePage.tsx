import type { ReactNode } from "react";
import styles from "./FiguresScreen.module.css";
import { useGentleRefresh } from "./refresh.ts";

/** A page of figures below the tabs; it scrolls by itself. */
export function FigurePage({ children }: { children: ReactNode }) {
  useGentleRefresh();
  return <div className={styles.scroll}>{children}</div>;
}
