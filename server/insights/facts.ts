import type { FactKind } from "../../contract/metrics.ts";

/** Where a conversation stands: what figures can be told apart by. */
export interface Stands {
  brand: string;
  line: string;
  team: string;
  /** Who owns it; for a fact, who did it, if somebody did. */
  agent: string | null;
  channel: string;
  language: string;
  intent: string | null;
}

/** Something that happened once to a conversation, to be counted. */
export interface Fact extends Stands {
  /** The event it was told by; of the backlog, the number of the day since 1970. */
  seq: number;
  kind: FactKind;
  /** Tells facts of one event apart. */
  which: string;
  conversation: string;
  /** Milliseconds since 1970. */
  at: number;
  detail: string;
  good: boolean | null;
  /** How long, as the customer lived it. */
  seconds: number | null;
  /** How long by the working hours of the clock that ran; null where none did. */
  working: number | null;
}

/** By what a fact is known. */
export type FactId = Pick<Fact, "seq" | "kind" | "which">;

/** What an event does to the facts: one is there now, one is seen otherwise than before, one never was. */
export type Change =
  | { does: "put"; fact: Fact }
  | { does: "see"; id: FactId; good?: boolean | null; detail?: string }
  | { does: "drop"; id: FactId };

export const idOf = ({ kind, seq, which }: FactId): string => `${kind} ${seq} ${which}`;
