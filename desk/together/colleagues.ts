import { useEffect, useState, useSyncExternalStore } from "react";
import type { Colleagues } from "../live/live-stream.ts";
import { live } from "../live/useLive.ts";

export type Colleague = Colleagues["agents"][number];

const nobody: readonly Colleague[] = [];
const known = new Map<string, readonly Colleague[]>();
const watchers = new Set<() => void>();
let ends: (() => void)[] = [];

/** Who else looks at a conversation at this moment. Nobody while the desk is cut off: who was here may be gone. */
export function useColleagues(conversation: string): readonly Colleague[] {
  return useSyncExternalStore(watch, () => known.get(conversation) ?? nobody);
}

/** Who began to write, to be read out: at most once a minute of each, however often they pause. */
export function useBegunWriting(colleagues: readonly Colleague[]): string | null {
  const [said, setSaid] = useState<ReadonlyMap<string, number>>(new Map());
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    const now = Date.now();
    const begun = colleagues.find(({ id, isTyping }) => isTyping && now - (said.get(id) ?? 0) > 60_000);
    if (!begun) return;
    setSaid(new Map([...said, [begun.id, now]]));
    setName(begun.name);
  }, [colleagues, said]);
  return name;
}

function watch(changed: () => void) {
  watchers.add(changed);
  if (watchers.size === 1) ends = [live.onColleagues(take), live.onState(forgetWhenCutOff)];
  return () => {
    watchers.delete(changed);
    if (watchers.size > 0) return;
    for (const end of ends) end();
    known.clear();
  };
}

function take({ conversation, agents }: Colleagues) {
  known.set(conversation, agents);
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
