import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { LiveChat } from "../../contract/chat.ts";
import { useKey } from "../ui/keys.ts";
import { dockOrder, longestWaiting, mostKeys } from "./dock-order.ts";
import { chatsQuery } from "./queries.ts";
import { typeAhead } from "./typing-ahead.ts";

const none: LiveChat[] = [];

export interface Dock {
  /** One's own, each in its place. */
  mine: LiveChat[];
  /** Those that nobody has taken. */
  waiting: LiveChat[];
  open: string | null;
  /** Goes to a chat, ready to write. */
  goTo: (conversation: string) => void;
}

/** The chats that somebody holds at once, and the keys that go from one to the other. */
export function useDock(): Dock {
  const navigate = useNavigate();
  const { conversationId: open = null, view = "mine" } = useParams({ strict: false });
  const { data: held = none } = useQuery(chatsQuery("me"));
  const { data: untaken = none } = useQuery(chatsQuery("nobody"));
  const [order, setOrder] = useState<readonly string[]>([]);
  const mine = dockOrder(order, held);
  const ids = mine.map(({ conversation }) => conversation);
  if (ids.join() !== order.join()) setOrder(ids);

  function goTo(conversation: string) {
    typeAhead(conversation);
    void navigate({ to: "/inbox/$view/$conversationId", params: { view, conversationId: conversation } });
  }
  return { mine, waiting: untaken, open, goTo };
}

/** Alt with a number goes to the chat of that number, Alt with zero to the one that waits longest; also while writing. */
export function useDockKeys({ mine, waiting, open, goTo }: Dock) {
  const next = longestWaiting(mine, open) ?? longestWaiting(waiting, open);
  useKey("chatNext", "alt+0", () => next && goTo(next.conversation), {
    enabled: next !== null,
    whileTyping: true,
  });
  return Array.from({ length: mostKeys }, (_, at) => ({ keys: `alt+${at + 1}`, chat: mine[at] })).reverse();
}

/** Whether the page is in front, so that what comes is seen. */
export function useInFront(): boolean {
  const [is, setIs] = useState(() => document.hasFocus() && !document.hidden);
  useEffect(() => {
    const look = () => setIs(document.hasFocus() && !document.hidden);
    for (const name of ["focus", "blur"]) addEventListener(name, look);
    document.addEventListener("visibilitychange", look);
    return () => {
      for (const name of ["focus", "blur"]) removeEventListener(name, look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return is;
}
