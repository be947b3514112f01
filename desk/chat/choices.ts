import { useSyncExternalStore } from "react";
import { useMe } from "../app/me.ts";

/** How somebody likes to chat on this computer. Kept in the browser, person by person. */
export interface ChatChoices {
  /** A sound for what is new while one looks elsewhere. */
  hasSound: boolean;
  /** The system's own notices, once the browser was allowed to show them. */
  notifies: boolean;
  /** Enter sends and Shift+Enter makes a new line; else the other way round, as in mail. */
  enterSends: boolean;
}

const usual: ChatChoices = { hasSound: false, notifies: false, enterSends: true };
const watchers = new Set<() => void>();
const read = new Map<string, ChatChoices>();

export function useChatChoices(): [ChatChoices, (change: Partial<ChatChoices>) => void] {
  const key = `tandem.chat.${useMe().agent.id}`;
  const choices = useSyncExternalStore(watch, () => choicesOf(key));
  return [choices, (change) => keep(key, { ...choicesOf(key), ...change })];
}

function choicesOf(key: string): ChatChoices {
  const known = read.get(key);
  if (known) return known;
  const choices = { ...usual, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
  read.set(key, choices);
  return choices;
}

function keep(key: string, choices: ChatChoices) {
  read.set(key, choices);
  try {
    localStorage.setItem(key, JSON.stringify(choices));
  } catch {
    // Storage is full or switched off: what was chosen holds until the tab is closed.
  }
  for (const watcher of watchers) watcher();
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
