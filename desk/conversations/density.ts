import { useSyncExternalStore } from "react";

export type Density = "roomy" | "dense";

const key = "tandem.density";
const watchers = new Set<() => void>();
const read = (): Density => (localStorage.getItem(key) === "dense" ? "dense" : "roomy");

/** How close together the rows stand, remembered on this computer. */
export function useDensity(): [Density, (density: Density) => void] {
  const density = useSyncExternalStore(watch, read);
  return [density, keep];
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function keep(density: Density) {
  localStorage.setItem(key, density);
  for (const watcher of watchers) watcher();
}
