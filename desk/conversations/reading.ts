import { useEffect, useEffectEvent, useState } from "react";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { useMarkRead } from "./changes.ts";

/**
 * Notes what has been seen while the page is in sight, and gives back when the reader looked last before now: the
 * line above the new stays where it was until the conversation is left.
 */
export function useReading(conversation: Conversation, newest: Message | undefined): string | null {
  const [readAt] = useState(conversation.unread ? conversation.readAt : null);
  const markRead = useMarkRead(conversation.id);
  const look = useEffectEvent(() => {
    if (!document.hidden && conversation.unread && !markRead.isPending) markRead.mutate();
  });

  // Each new message is something else to have seen.
  useEffect(() => {
    if (!newest) return;
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [newest]);

  return readAt;
}
