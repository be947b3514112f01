import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const key = "tandem.theme"; // first-paint.js reads it too, before anything is drawn
const watchers = new Set<() => void>();

/** Light, dark or as the system says; kept on this computer. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(watch, read), choose];
}

function choose(theme: Theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  for (const watcher of watchers) watcher();
}

function read(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
