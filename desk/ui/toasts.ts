import { useSyncExternalStore } from "react";

export type Toast = {
  text: string;
  kind?: "plain" | "good" | "failed";
  /** Takes the act back. The toast then stays long enough to be read and reached. */
  undo?: () => void;
  /** Another thing to do from here, in a word or two. */
  action?: { label: string; act: () => void };
};

export type ShownToast = Toast & { key: number };

const most = 3;
const shortMs = 5_000;
const withActionMs = 10_000;

type Timer = { left: number; since: number; handle?: ReturnType<typeof setTimeout> };

let queue: readonly ShownToast[] = [];
let lastKey = 0;
let isHeld = false;
const timers = new Map<number, Timer>();
const watchers = new Set<() => void>();

/** Says something in passing. Failures stay until they are read; returns how to take it away early. */
export function toast(content: Toast): () => void {
  lastKey += 1;
  const key = lastKey;
  queue = [{ ...content, key }, ...queue];
  // The oldest makes room, but a failure nobody has read does not.
  const tooMany = queue.length > most ? queue.findLast((each) => each.kind !== "failed") : undefined;
  if (content.kind !== "failed") {
    timers.set(key, { left: content.undo || content.action ? withActionMs : shortMs, since: 0 });
    if (!isHeld) run(key);
  }
  if (tooMany && tooMany.key !== key) closeToast(tooMany.key);
  else tell();
  return () => closeToast(key);
}

export function closeToast(key: number) {
  clearTimeout(timers.get(key)?.handle);
  timers.delete(key);
  queue = queue.filter((each) => each.key !== key);
  tell();
}

/** Stops the time of all toasts while somebody points at one or has the focus in one. */
export function holdToasts(hold: boolean) {
  if (hold === isHeld) return;
  isHeld = hold;
  for (const [key, timer] of timers) {
    if (!hold) run(key);
    else {
      clearTimeout(timer.handle);
      timer.left -= performance.now() - timer.since;
    }
  }
}

export const shownToasts = () => queue;

export function useToasts(): readonly ShownToast[] {
  return useSyncExternalStore(watch, shownToasts);
}

function run(key: number) {
  const timer = timers.get(key);
  if (!timer) return;
  timer.since = performance.now();
  timer.handle = setTimeout(() => closeToast(key), Math.max(timer.left, 0));
}

function tell() {
  for (const watcher of watchers) watcher();
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
