import type { Event } from "../../contract/conversations.ts";
import type { EventKind } from "../events.ts";

/** An event with its place in the stream of its workspace. */
export interface SequencedEvent extends Event {
  workspaceId: string;
  id: string;
  kind: EventKind;
}

/** A row of `events`. */
export interface EventRow {
  workspaceId: string;
  seq: number;
  at: Date;
  id: string;
  kind: string;
  conversationId: string | null;
  brandId: string | null;
  actor: SequencedEvent["actor"];
  data: SequencedEvent["data"];
}

export function asEvent(row: EventRow): SequencedEvent {
  return { ...row, kind: row.kind as EventKind, at: row.at.toISOString() };
}
