import type { Event, Message } from "../../contract/conversations.ts";
import { isBubble, joins } from "../chat/runs.ts";

export type StreamItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | { kind: "message"; key: string; message: Message }
  /** What one author said in a chat in one breath. */
  | { kind: "run"; key: string; messages: Message[] }
  | { kind: "events"; key: string; events: Event[] };

/** What a reader cannot see from the messages themselves. */
const told = new Set([
  "conversation.assigned",
  "conversation.sorted",
  "conversation.handed_over",
  "conversation.linked",
  "conversation.messages_left",
  "conversation.messages_came",
  "conversation.customer_changed",
  "participant.asked",
  "participant.changed",
  "loop.braked",
  "loop.let_go",
  "conversation.repeat_found",
  "conversation.repeat_settled",
  "conversation.tagged",
  "conversation.changed",
  "conversation.closed",
  "conversation.reopened",
  "conversation.reply_stopped",
  "conversation.held",
  "conversation.released",
  "conversation.snoozed",
  "conversation.woken",
  "conversation.merged",
  "conversation.unmerged",
  "conversation.draft_shared",
  "conversation.draft_taken",
  "clock.warned",
  "clock.breached",
  "clock.escalated",
  "conversation.answer_waived",
  "conversation.answer_owed_again",
  "promise.made",
  "promise.changed",
  "promise.kept",
  "promise.broken",
  "promise.withdrawn",
  "message.delivery_retried",
  "message.language_changed",
  "automation.ran",
  "conversation.rated",
  "conversation.mail_read_anew",
  "chat.visitor_came",
  "chat.visitor_left",
]);

/** A beginning says something where it was taken for something, or came of another matter. */
const isTold = ({ kind, actor, data }: Event) =>
  kind === "conversation.opened"
    ? "intent" in data || "from" in data
    : (told.has(kind) || (kind.startsWith("clock.") && "promiseId" in data)) && !isOfRule(kind, actor);

/** What a rule did is told in one line, with its name. */
const isOfRule = (kind: string, actor: Event["actor"]) =>
  actor.kind === "automation" && actor.id !== null && kind !== "automation.ran";

interface Facts {
  messages: readonly Message[];
  events: readonly Event[];
  /** When the reader looked last, to draw a line above what is new since. */
  readAt: string | null;
  myId: string;
  /** Older messages are not loaded: what happened among them waits for them. */
  hasOlder: boolean;
  /** It came by chat: what was said there stands in bubbles. */
  isChat?: boolean;
  /** The day of a moment where the reader is. */
  dayOf: (at: string) => string;
}

/** One stream in the order of time: messages and notes, and what happened between them in lines that fold. */
export function streamItems({
  messages,
  events,
  readAt,
  myId,
  hasOlder,
  isChat = false,
  dayOf,
}: Facts): StreamItem[] {
  const from = hasOlder ? (messages[0]?.sentAt ?? "") : "";
  const happened = events.filter((event) => isTold(event) && event.at >= from);
  const firstNew = readAt
    ? messages.find(({ sentAt, author }) => sentAt > readAt && author.id !== myId)
    : undefined;

  const items: StreamItem[] = [];
  let day = "";
  const beginDay = (at: string) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    items.push({ kind: "day", key: `day ${day}`, at });
  };
  const tell = (event: Event) => {
    beginDay(event.at);
    const last = items.at(-1);
    if (last?.kind === "events") last.events.push(event);
    else items.push({ kind: "events", key: `event ${event.seq}`, events: [event] });
  };

  let next = 0;
  for (const message of messages) {
    for (; next < happened.length && happened[next]!.at < message.sentAt; next += 1) tell(happened[next]!);
    beginDay(message.sentAt);
    if (message === firstNew) items.push({ kind: "new", key: "new" });
    const last = items.at(-1);
    if (!isBubble(message, isChat)) items.push({ kind: "message", key: message.id, message });
    else if (last?.kind === "run" && joins(last.messages.at(-1)!, message)) last.messages.push(message);
    else items.push({ kind: "run", key: message.id, messages: [message] });
  }
  for (; next < happened.length; next += 1) tell(happened[next]!);
  return items;
}
