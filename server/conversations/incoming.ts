import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Channel, FieldValue, Message, Priority } from "../../contract/conversations.ts";
import type { Language, Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import type { Linked, MailFacts } from "../../contract/mail.ts";
import { send, type Tx } from "../db/database.ts";
import { recordset } from "../db/recordset.ts";

/** Where a message arrived: an inbox, with what a new conversation takes from it. */
export interface ArrivedAt {
  id: string;
  brandId: string;
  line: Line;
  /** The lines its brand has. */
  lines: readonly Line[];
  teamId: string;
  /** What customers write to. */
  address: string;
  /** Whose hours and holidays it goes by, when its customers' are not known; ISO 3166-1. */
  country: string | null;
  /** Which state of the workspace's rules is the newest (`rulesOf`). */
  rulesVersion: number;
}

/** A customer's message, understood, on its way into the record. */
export interface Incoming {
  inbox: ArrivedAt;
  /** Without an address where the customer is said by id. */
  from: { email: string; name: string };
  /** A customer we know already; the address then says nothing of who they are. */
  customerId?: string;
  /** Written in a chat, where its sender sees what we answer; and whether somebody is here who will. */
  inChat?: { isAttended: boolean };
  channel: Channel;
  subject: string;
  text: string;
  /** Cleaned. */
  html: string | null;
  /** The new words alone. */
  reply: string;
  sentAt: Date;
  /** What its sender says it is; told from the words when left out. */
  line?: Line;
  intent?: string;
  priority?: Priority;
  /** What is known for the fields of its line, where it opens a conversation. */
  fields?: Record<string, FieldValue>;
  /** The language of the page it was written on: what it is in, where its letters leave that open. */
  locale?: Locale;
  linkedBy: Message["linkedBy"];
  /** Why it is put where it is put, and what is in doubt. */
  linked?: Linked;
  /** Nothing is said to its sender by ourselves: who they are is in doubt, or machines answer each other. */
  isQuiet?: boolean;
  auto?: Message["auto"];
  recipients?: Sent;
  senderCheck?: Message["senderCheck"];
  /** Of a mail: what it says besides its words; what it does not say is left out. */
  mail?: Partial<MailFacts>;
  problems?: string[];
  mailId?: string | null;
  inReplyTo?: string | null;
  rawMailId?: string | null;
  files?: IncomingFile[];
  /** For messages that are told long after they came. */
  recordedAt?: Date;
}

/** Whom a mail went to; of ours also who got it unseen, and which message it answers. */
type Sent = Pick<Message, "to" | "cc"> & Partial<Pick<Message, "bcc">> & { answering?: string | null };

/** A file whose bytes are in the store already. */
export interface IncomingFile {
  id: string;
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  inline: boolean;
  contentId: string | null;
}

/** The words that say which language a message is in. */
export const wordsIn = ({ reply, text, subject }: Pick<Incoming, "reply" | "text" | "subject">): string =>
  [reply, text, subject].find((words) => words.trim()) ?? "";

/** A customer's message as its table holds it, but for the workspace. */
export function messageRow(conversationId: string, incoming: Incoming, language: Language) {
  const { from, auto = null } = incoming;
  return {
    id: randomUUIDv7(),
    conversation_id: conversationId,
    kind: "message",
    author_kind: auto ? "automation" : "customer",
    author_id: null as string | null,
    author_name: from.name || from.email,
    channel: incoming.channel,
    subject: incoming.subject as string | null,
    text: incoming.text,
    html: incoming.html,
    reply: incoming.reply,
    language,
    recipients: incoming.recipients ?? null,
    auto,
    linked_by: incoming.linkedBy,
    linked: incoming.linked ?? null,
    sender_check: incoming.senderCheck ?? null,
    mail: incoming.mail ?? null,
    problems: incoming.problems ?? [],
    mail_id: incoming.mailId ?? null,
    in_reply_to: incoming.inReplyTo ?? null,
    raw_mail_id: incoming.rawMailId ?? null,
    quick_replies: null as string[] | null,
    has_attachments: Boolean(incoming.files?.length),
    sent_at: incoming.sentAt,
  };
}

const messageTypes: Record<keyof ReturnType<typeof messageRow>, string> = {
  id: "uuid",
  conversation_id: "uuid",
  kind: "text",
  author_kind: "text",
  author_id: "uuid",
  author_name: "text",
  channel: "text",
  subject: "text",
  text: "text",
  html: "text",
  reply: "text",
  language: "text",
  recipients: "jsonb",
  auto: "text",
  linked_by: "text",
  linked: "jsonb",
  sender_check: "jsonb",
  mail: "jsonb",
  problems: "text[]",
  mail_id: "text",
  in_reply_to: "text",
  raw_mail_id: "uuid",
  quick_replies: "jsonb",
  has_attachments: "boolean",
  sent_at: "timestamptz",
};
export const messageRows = recordset(messageTypes);

/** Writes messages down, in the transaction of what they bring about. */
export function writeMessages(tx: Tx, workspaceId: string, rows: ReturnType<typeof messageRow>[]): void {
  send(
    tx,
    sql`
      insert into messages (workspace_id, ${messageRows.columns})
      select ${workspaceId}, ${messageRows.columns}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${messageRows.shape})`,
  );
}

/** Notes the files of a message, whose bytes are in the store already. */
export async function keepFiles(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  messageId: string,
  files: IncomingFile[] = [],
) {
  if (!files.length) return;
  await tx
    .insertInto("attachments")
    .values(files.map((file) => ({ ...file, workspaceId, conversationId, messageId })))
    .execute();
}
