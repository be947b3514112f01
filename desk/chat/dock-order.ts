import type { LiveChat } from "../../contract/chat.ts";

/** So many have a key of their own. */
export const mostKeys = 9;

/**
 * The chats of somebody in the order in which they came to them, whoever waits longest: a chat keeps its place and its
 * number for as long as it goes on, so that neither the hand nor the pointer goes wrong.
 */
export function dockOrder(before: readonly string[], chats: readonly LiveChat[]): LiveChat[] {
  const byId = new Map(chats.map((chat) => [chat.conversation, chat]));
  const stayed = before.flatMap((id) => byId.get(id) ?? []);
  const stood = new Set(before);
  return [...stayed, ...chats.filter(({ conversation }) => !stood.has(conversation))];
}

/** Whose turn it is: the chat that waits longest, but not the one that is open, unless it alone waits. */
export function longestWaiting(chats: readonly LiveChat[], open: string | null): LiveChat | null {
  const waiting = chats
    .filter(({ waitingSince }) => waitingSince !== null)
    .sort((a, b) => a.waitingSince!.localeCompare(b.waitingSince!));
  return waiting.find(({ conversation }) => conversation !== open) ?? waiting[0] ?? null;
}
