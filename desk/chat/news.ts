import type { LiveChat } from "../../contract/chat.ts";

/** Something in a chat that whoever looks elsewhere wants to know of. */
export interface ChatNews {
  kind: "message" | "waiting";
  chat: LiveChat;
}

interface Seen {
  mine: readonly LiveChat[];
  waiting: readonly LiveChat[];
}

/**
 * What is new since the last look: words of visitors in one's own chats, and chats that wait for somebody. Of the
 * conversation that is in sight nothing is said, nor of what was there when the desk was opened.
 */
export function newsOf(before: Seen | null, now: Seen, inSight: string | null): ChatNews[] {
  if (!before) return [];
  const words = now.mine
    .filter((chat) => {
      const was = [...before.mine, ...before.waiting].find((each) => each.conversation === chat.conversation);
      const isNew = chat.previewBy === "customer" && chat.lastMessageAt > (was?.lastMessageAt ?? "");
      return isNew && chat.conversation !== inSight;
    })
    .map((chat): ChatNews => ({ kind: "message", chat }));
  const known = new Set([...before.waiting, ...before.mine].map(({ conversation }) => conversation));
  const waiting = now.waiting
    .filter(({ conversation }) => !known.has(conversation) && conversation !== inSight)
    .map((chat): ChatNews => ({ kind: "waiting", chat }));
  return [...words, ...waiting];
}
