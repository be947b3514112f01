import type { Message } from "../../contract/conversations.ts";

const gapMs = 60_000;

/**
 * Whether it stands in the stream as a bubble: said in a chat, by a person or a rule, and not the word that it came. What
 * we said there stays one when it went by mail in the end.
 */
export const isBubble = ({ kind, channel, auto, author }: Message, isChat: boolean) =>
  kind === "message" && auto === null && (channel === "chat" || (isChat && author.kind !== "customer"));

/** Whether a bubble joins the one above it: the same author, within a minute of what they said before. */
export function joins(above: Message, next: Message): boolean {
  return (
    above.author.kind === next.author.kind &&
    above.author.id === next.author.id &&
    above.author.name === next.author.name &&
    Date.parse(next.sentAt) - Date.parse(above.sentAt) <= gapMs
  );
}

/** How far one of our messages has come, as one word for the reader; null for what is not ours. */
export type Mark = "sending" | "later" | "delivered" | "seen" | "mail" | "failed";

export function markOf({ delivery }: Message): Mark | null {
  if (!delivery) return null;
  if (delivery.state === "failed" || (delivery.state === "queued" && delivery.error !== null))
    return "failed";
  if (delivery.by === "email") return "mail";
  if (delivery.seenAt) return "seen";
  if (delivery.state === "sent") return "delivered";
  return delivery.state === "queued" ? "later" : "sending";
}

/** Below which bubbles of a run the mark is said: below the last, and wherever the next one has come less far. */
export function isMarked(run: readonly Message[], at: number): boolean {
  const mark = markOf(run[at]!);
  if (mark === null) return false;
  const next = run[at + 1];
  return !next || mark === "failed" || markOf(next) !== mark;
}
