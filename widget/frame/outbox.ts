import type { ChatFile, ChatMessage } from "../../contract/chat.ts";

/** Something that the visitor said and that has not arrived yet. `clientId` lets the server know a second try. */
export interface Outgoing {
  clientId: string;
  /** Null for what begins a chat. */
  conversation: string | null;
  text: string;
  files: ChatFile[];
  quickReply?: { message: string; id: string };
  preChat?: { name?: string; email?: string; topic?: string };
  invitation?: string;
  writtenAt: string;
  /** Why it was turned down; it then waits for its writer to say what is to become of it. */
  problem: string | null;
}

/** Leaves out what has arrived. */
export const withoutArrived = (outbox: readonly Outgoing[], messages: readonly ChatMessage[]): Outgoing[] => {
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  return outbox.filter(({ clientId }) => !arrived.has(clientId));
};

/** What goes next: in the order of writing, past what was turned down. */
export const next = (outbox: readonly Outgoing[]): Outgoing | undefined =>
  outbox.find(({ problem }) => problem === null);

/** A chat that has begun takes in what was written before it had a number. */
export const begun = (outbox: readonly Outgoing[], conversation: string): Outgoing[] =>
  outbox.map((one) => (one.conversation === null ? { ...one, conversation } : one));

/** Reads what an earlier page kept; what does not look like ours is as nothing. */
export function readOutbox(kept: string | null): Outgoing[] {
  if (!kept) return [];
  try {
    const found: unknown = JSON.parse(kept);
    return Array.isArray(found) ? found.filter(isOutgoing) : [];
  } catch (_error) {
    return [];
  }
}

const isOutgoing = (one: Partial<Outgoing>): one is Outgoing =>
  typeof one?.clientId === "string" && typeof one.text === "string" && Array.isArray(one.files);

/** A UUID, also where the browser has no `crypto.randomUUID` (before 2021, and on pages without TLS). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
