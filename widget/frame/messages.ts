import type { ChatMessage } from "../../contract/chat.ts";

/** Puts what came to what is known: each number once, in order, the newer telling of a message in place of the older. */
export function merge(known: readonly ChatMessage[], came: readonly ChatMessage[]): ChatMessage[] {
  if (!came.length) return known as ChatMessage[];
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of came) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The number up to which nothing is missing since the first that is known; what comes after a gap is asked for anew. */
export function knownUntil(messages: readonly ChatMessage[]): number {
  let last = messages[0]?.seq ?? 0;
  for (const { seq } of messages) {
    if (seq > last + 1) break;
    last = seq;
  }
  return last;
}

const groupMinutes = 5;

export interface Group {
  key: string;
  from: ChatMessage["from"];
  face: ChatMessage["face"];
  /** The day it begins, when it is another than that of the group before. */
  day: Date | null;
  /** Somebody of ours speaks for the first time. */
  isNewFace: boolean;
  messages: ChatMessage[];
}

/** What one person said in one go stands together, under one face and one time. */
export function grouped(messages: readonly ChatMessage[]): Group[] {
  const groups: Group[] = [];
  const faces = new Set<string>();
  let last: ChatMessage | undefined;
  for (const message of messages) {
    const at = new Date(message.sentAt);
    const isNewDay = !last || new Date(last.sentAt).toDateString() !== at.toDateString();
    const isSame =
      last &&
      !isNewDay &&
      last.from === message.from &&
      last.face?.id === message.face?.id &&
      !last.isAcknowledgement &&
      !message.isAcknowledgement &&
      at.getTime() - new Date(last.sentAt).getTime() < groupMinutes * 60_000;
    if (isSame) groups[groups.length - 1]!.messages.push(message);
    else
      groups.push({
        key: message.id,
        from: message.from,
        face: message.face,
        day: isNewDay ? at : null,
        isNewFace: Boolean(message.face && !faces.has(message.face.id)),
        messages: [message],
      });
    if (message.face) faces.add(message.face.id);
    last = message;
  }
  return groups;
}
