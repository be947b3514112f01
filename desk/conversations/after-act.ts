import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { Conversation } from "../../contract/conversations.ts";

/** What is opened when a matter has been done with. */
export const afterActs = ["next", "stay", "back"] as const;
export type AfterAct = (typeof afterActs)[number];

const key = "tandem.after-act";
const watchers = new Set<() => void>();
const read = (): AfterAct => afterActs.find((each) => each === localStorage.getItem(key)) ?? "stay";

/** Remembered on this computer. */
export function useAfterAct(): [AfterAct, (choice: AfterAct) => void] {
  const choice = useSyncExternalStore(watch, read);
  return [choice, keep];
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function keep(choice: AfterAct) {
  localStorage.setItem(key, choice);
  for (const watcher of watchers) watcher();
}

type Done = (before: Conversation, after: Conversation) => void;
const listeners = new Set<Done>();

/** Tells that this person changed a conversation, and that the server has said yes. */
export function tellActed(before: Conversation, after: Conversation) {
  for (const listener of listeners) listener(before, after);
}

/** Does something once this person is done with a matter: closed it, had it close with their reply, or put it off. */
export function useWhenDone(act: (id: string) => void) {
  const latest = useEffectEvent(act);
  useEffect(() => {
    const listener: Done = (before, after) => {
      const isClosed = before.status !== "closed" && after.status === "closed";
      const isPutOff = before.snooze === null && after.snooze !== null;
      const closesSoon = before.closesAt === null && after.closesAt !== null;
      if (isClosed || closesSoon || isPutOff) latest(after.id);
    };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
