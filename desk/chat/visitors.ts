import { useEffect, useSyncExternalStore } from "react";
import type { VisitorNow } from "../../contract/chat.ts";
import { live } from "../live/useLive.ts";

const known = new Map<string, VisitorNow>();
const watchers = new Set<() => void>();
let ends: (() => void)[] = [];

/**
 * How the visitor of a chat stands at this moment, as the live stream tells it; null while it has told nothing, and
 * when the desk is cut off: nobody is said to be here who may be gone.
 */
export function useVisitorNow(conversation: string): VisitorNow | null {
  return useSyncExternalStore(watch, () => known.get(conversation) ?? null);
}

/** Says that a conversation is on the screen, so that the stream tells who else is there: its visitor, colleagues. */
export function useLooking(conversation: string) {
  useEffect(() => {
    live.look([conversation]);
    return () => live.look([]);
  }, [conversation]);
}

function watch(changed: () => void) {
  watchers.add(changed);
  if (watchers.size === 1) ends = [live.onVisitor(take), live.onState(forgetWhenCutOff)];
  return () => {
    watchers.delete(changed);
    if (watchers.size > 0) return;
    for (const end of ends) end();
    known.clear();
  };
}

function take({ conversation, ...now }: VisitorNow & { conversation: string }) {
  known.set(conversation, now);
  tell();
}

function forgetWhenCutOff() {
  if (live.state === "live" || known.size === 0) return;
  known.clear();
  tell();
}

function tell() {
  for (const watcher of watchers) watcher();
}
