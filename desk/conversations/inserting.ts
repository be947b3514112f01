import { useSyncExternalStore } from "react";

/** Puts words where the pen is in what is being written. */
export type Insert = (html: string) => void;

const writers = new Map<string, Insert>();
const watchers = new Set<() => void>();

function tell() {
  for (const watcher of watchers) watcher();
}

/** Says that an answer to a matter is being written, and how words get into it. */
export function takesWords(conversation: string, insert: Insert): () => void {
  writers.set(conversation, insert);
  tell();
  return () => {
    if (writers.get(conversation) === insert) writers.delete(conversation);
    tell();
  };
}

/** How words get into the answer to a matter; null while none can be written. */
export const useInsert = (conversation: string): Insert | null =>
  useSyncExternalStore(watch, () => writers.get(conversation) ?? null);

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
