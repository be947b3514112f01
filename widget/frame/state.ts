import type { Chat, ChatFile, ChatHome, ChatMessage, Face } from "../../contract/chat.ts";
import type { Line } from "./live.ts";
import { merge } from "./messages.ts";
import { begun, type Outgoing, withoutArrived } from "./outbox.ts";

export type View =
  | { name: "home" }
  /** Null is a chat that has not begun. */
  | { name: "chat"; id: string | null }
  /** With `url` where it was linked: it may be one that can be read there alone. */
  | { name: "article"; number: number; offer: string | null; url?: string; from: View };

/** What is known of the messages of one chat. */
export interface Log {
  messages: ChatMessage[];
  /** Earlier ones can be asked for. */
  hasMore: boolean;
}

export interface State {
  /** `out` as long as nobody has come in; `failed` when that did not work; `barred` when it was turned down. */
  phase: "out" | "coming" | "in" | "failed" | "barred";
  why: string;
  home: ChatHome | null;
  logs: Record<string, Log>;
  outbox: Outgoing[];
  typing: { conversation: string; face: Face } | null;
  line: Line;
  isOnline: boolean;
  view: View;
  /** The picture that is looked at large. */
  viewing: ChatFile | null;
  isOpen: boolean;
  phone: boolean;
  hasSound: boolean;
  /** Changes with the language, so that everything is said anew. */
  locale: string;
  invitation: { id: string; text: string } | null;
  /** Words that the site put before the visitor, a new object each time. */
  asked: { text: string } | null;
  /** What was answered before the first message. */
  preChat: { name?: string; email?: string; topic?: string } | null;
  /** The visitor does not wish to leave an address now. */
  keepsAddress: boolean;
}

export const emptyState = (locale: string): State => ({
  phase: "out",
  why: "",
  home: null,
  logs: {},
  outbox: [],
  typing: null,
  line: "off",
  isOnline: navigator.onLine !== false,
  view: { name: "home" },
  viewing: null,
  isOpen: false,
  phone: false,
  hasSound: false,
  locale,
  invitation: null,
  asked: null,
  preChat: null,
  keepsAddress: false,
});

/** Whether this is what was said to begin a chat. */
export const beginsBy = ({ outbox }: State, messages: readonly ChatMessage[]): boolean =>
  outbox.some(
    (one) => one.conversation === null && messages.some(({ clientId }) => clientId === one.clientId),
  );

/**
 * A chat as it stands now, and what was newly said in it. Of one that begins it may be heard before the answer to its
 * first message has come: whoever waits for that is in it from then on.
 */
export function heard(state: State, chat: Chat | null, messages: ChatMessage[], id: string): State {
  const log = state.logs[id];
  const begins = beginsBy(state, messages);
  const isInIt = begins && state.view.name === "chat" && state.view.id === null;
  const logs =
    log || messages.length
      ? {
          ...state.logs,
          [id]: {
            messages: merge(log?.messages ?? [], messages),
            hasMore: log?.hasMore ?? (messages[0]?.seq ?? 1) > 1,
          },
        }
      : state.logs;
  return {
    ...state,
    logs,
    outbox: withoutArrived(begins ? begun(state.outbox, id) : state.outbox, messages),
    view: isInIt ? { name: "chat", id } : state.view,
    home: state.home && chat ? { ...state.home, chats: withChat(state.home.chats, chat) } : state.home,
  };
}

/** The newest word first. */
export function withChat(chats: readonly Chat[], chat: Chat): Chat[] {
  const others = chats.filter(({ conversation }) => conversation !== chat.conversation);
  return [chat, ...others].sort((a, b) => (a.lastMessageAt < b.lastMessageAt ? 1 : -1));
}

/** The chat in which something new is said unless somebody wishes otherwise. */
export const openChat = (state: State): Chat | undefined =>
  state.home?.chats.find(({ state: now, hasEnded }) => now === "open" && !hasEnded);

export const chatOf = (state: State, id: string | null): Chat | undefined =>
  id === null ? undefined : state.home?.chats.find(({ conversation }) => conversation === id);

export const unreadIn = (state: State): number =>
  state.home?.chats.reduce((sum, { unread }) => sum + unread, 0) ?? 0;

/** Whether the visitor sees this chat at this moment. */
export const looksAt = (state: State, id: string): boolean =>
  state.isOpen && state.view.name === "chat" && state.view.id === id && !document.hidden;

/** Whether something is asked before the first message. */
export function asksFirst({ home }: State): boolean {
  if (!home) return false;
  const { when } = home.widget.preChat;
  const isTime = when === "always" || (when === "closed" && !home.availability.isOpen);
  return isTime && fieldsToAsk(home).length > 0;
}

/** The fields of the form whose answers are not known. */
export const fieldsToAsk = ({ widget, visitor }: ChatHome) =>
  widget.preChat.fields.filter(({ field }) =>
    field === "topic" ? widget.preChat.topics.length > 0 : !visitor[field],
  );
