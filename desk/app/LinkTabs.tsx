import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import styles from "./LinkTabs.module.css";

/** The places of one part of the desk, beside each other; `useTab` makes a link one of them. */
export function LinkTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

/** What makes a link to this path a tab, which tells whether one is there. */
export function useTab() {
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, "") });
  return (path: string) => ({
    className: styles.tab,
    activeProps: {},
    activeOptions: { exact: true, includeSearch: false },
    "aria-current": here === path ? ("page" as const) : undefined,
  });
}
