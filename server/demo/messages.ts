import { randomUUIDv7 } from "node:crypto";
import { languageOf } from "../language/index.ts";
import type { Moment } from "./moments.ts";
import type { Telling } from "./telling.ts";

/** A message or a note, as a row. */
export interface Message {
  workspaceId: string;
  conversationId: string;
  id: string;
  kind: string;
  authorKind: string;
  authorId: string | null;
  authorName: string;
  channel: string;
  subject: string | null;
  text: string;
  html: null;
  reply: string;
  language: string;
  recipients: object | null;
  auto: string | null;
  linkedBy: string;
  mailId: string | null;
  sentAt: Date;
}

/** The messages and notes of a conversation, by the turn they were said in. */
export function messagesOf(telling: Telling): Map<number, Message> {
  const messages = new Map<number, Message>();
  for (const [index, moment] of telling.turns.entries()) {
    const { kind } = moment.turn;
    if (kind === "message" || kind === "note") messages.set(index, messageOf(telling, moment));
  }
  return messages;
}

function messageOf(telling: Telling, { turn, at }: Moment): Message {
  const { made, conversation, customer, begun } = telling;
  const { channel, intent, language } = conversation;
  const { by, text } = turn;
  const agent = by === "customer" ? null : made.agents.get(by)!;
  const isNote = turn.kind === "note";
  const id = randomUUIDv7();
  return {
    ...telling.base,
    id,
    kind: turn.kind,
    authorKind: agent ? "agent" : "customer",
    authorId: agent?.id ?? null,
    authorName: agent?.name ?? customer.name,
    channel: isNote || !agent ? channel : "email",
    subject: isNote ? null : conversation.subject,
    text,
    html: null,
    reply: text,
    // Letters are written in the language they are said to be in.
    language: intent ? language : languageOf(text, language),
    recipients: agent && !isNote ? recipientsOf(telling) : null,
    auto: null,
    linkedBy: agent ? "desk" : at === begun ? "new" : "reply_token",
    mailId: isNote || channel !== "email" ? null : mailIdOf(id, agent ? conversation.inbox : customer.email),
    sentAt: new Date(at),
  };
}

/** What Tandem writes to the customer by itself, in answer to a message. */
export function automaticMessageOf(
  telling: Telling,
  {
    at,
    ...words
  }: { at: number; authorName: string; subject: string; text: string; language: string; auto: string },
): Message {
  const { base, conversation } = telling;
  const id = randomUUIDv7();
  return {
    ...base,
    ...words,
    id,
    kind: "message",
    authorKind: "automation",
    authorId: null,
    channel: "email",
    html: null,
    reply: words.text,
    recipients: recipientsOf(telling),
    linkedBy: "desk",
    mailId: mailIdOf(id, conversation.inbox),
    sentAt: new Date(at),
  };
}

const recipientsOf = ({ customer: { name, email } }: Telling) => ({
  to: [{ name, address: email }],
  cc: [],
});

const mailIdOf = (id: string, sender: string) => `<${id}@${sender.split("@")[1]}>`;

/** What was sent out of them. */
export const deliveriesOf = ({ base }: Telling, messages: Message[]) =>
  messages
    .filter(({ authorKind, kind }) => authorKind !== "customer" && kind === "message")
    .map(({ id, sentAt }) => ({ ...base, messageId: id, state: "sent", tries: 1, changedAt: sentAt }));
