import { useSyncExternalStore } from "react";

/** That somebody wants to see the checklist of a conversation, from its menu or because something on it is still open. */
export interface Opened {
  conversation: string;
  /** Items that must be done first; none where it is opened to write on it. */
  wanted: readonly string[];
}

let opened: Opened | null = null;
const watchers = new Set<() => void>();

/** Opens it and puts the cursor there, each time anew. */
export function openChecklist(conversation: string, wanted: readonly string[] = []) {
  opened = { conversation, wanted };
  for (const watcher of watchers) watcher();
}

export function useOpened(conversation: string): Opened | null {
  const now = useSyncExternalStore(watch, read);
  return now?.conversation === conversation ? now : null;
}

const read = () => opened;

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
