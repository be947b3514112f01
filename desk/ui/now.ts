import { useSyncExternalStore } from "react";

const stepMs = 15_000;
const watchers = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, kept fresh to fifteen seconds by one timer for the whole desk, which rests in a hidden tab. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

function watch(changed: () => void) {
  watchers.add(changed);
  if (watchers.size === 1) {
    now = Date.now();
    timer = setInterval(tick, stepMs);
    document.addEventListener("visibilitychange", tick);
  }
  return () => {
    watchers.delete(changed);
    if (watchers.size > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
}

function tick() {
  if (document.hidden) return;
  now = Date.now();
  for (const watcher of watchers) watcher();
}
