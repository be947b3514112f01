import type { SequencedEvent } from "./sequenced-event.ts";

export type Listener = (events: SequencedEvent[]) => void;

/** Whose events a listener has a use for; a bus between processes reads no others. */
export type Wants = (workspaceId: string) => boolean;

/**
 * Something that holds for a moment: somebody writes, somebody looks. Nothing of it is written down; who does not
 * listen at that moment never learns of it.
 */
export interface Whisper {
  workspaceId: string;
  conversationId: string;
  kind: string;
  data: Record<string, unknown>;
}

/**
 * Carries events from the sequencer to whoever shows them. It is quick and it may lose: a listener that must not
 * miss anything looks for gaps in `seq` and reads what it lacks. Whispers go the same way, and nobody misses them.
 */
export interface Bus {
  publish(events: SequencedEvent[]): void;
  subscribe(listener: Listener, wants?: Wants): () => void;
  whisper(whisper: Whisper): void;
  overhear(listener: (whisper: Whisper) => void): () => void;
}

/** For one process. */
export function localBus(): Bus {
  const listeners = new Set<{ listener: Listener; wants: Wants }>();
  const ears = new Set<(whisper: Whisper) => void>();
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
    whisper(whisper) {
      for (const ear of ears) ear(whisper);
    },
    overhear(listener) {
      ears.add(listener);
      return () => ears.delete(listener);
    },
  };
}
