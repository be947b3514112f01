import type { SequencedEvent } from "./sequenced-event.ts";

export type Listener = (events: SequencedEvent[]) => void;

/** Whose events a listener has a use for; a bus between processes reads no others. */
export type Wants = (workspaceId: string) => boolean;

/**
 * Carries events from the sequencer to whoever shows them. It is quick and it may lose: a listener that must not
 * miss anything looks for gaps in `seq` and reads what it lacks.
 */
export interface Bus {
  publish(events: SequencedEvent[]): void;
  subscribe(listener: Listener, wants?: Wants): () => void;
}

/** For one process. */
export function localBus(): Bus {
  const listeners = new Set<{ listener: Listener; wants: Wants }>();
  return {
    publish(events) {
      for (const { listener, wants } of listeners) {
        const wanted = events.filter((event) => wants(event.workspaceId));
        if (wanted.length) listener(wanted);
      }
    },
    subscribe(listener, wants = () => true) {
      const entry = { listener, wants };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}
