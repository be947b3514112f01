import { randomUUIDv7 } from "node:crypto";
import type { Language } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import { cleanHtml, textOfHtml } from "../channels/mail/reading/index.ts";
import { send, type Tx } from "../db/database.ts";
import { languageOf } from "../language/index.ts";
import { type messageRow, writeMessages } from "./incoming.ts";
import { mailIdFor } from "./mail-id.ts";
import type { ConversationRow } from "./read.ts";
import { byMail, type Way } from "./way.ts";

/** What somebody here wrote: text, HTML or both, and uploads to go with it. */
export interface Composed {
  text?: string;
  html?: string;
  attachments: string[];
}

/** Text and cleaned HTML of what was composed; either may be made from the other's absence. */
export async function readable({ text, html }: Composed) {
  const clean = html ? await cleanHtml(html) : null;
  const plain = text ?? (html ? textOfHtml(html) : "");
  return { text: plain, html: clean, reply: plain };
}

type Sayable = Pick<ConversationRow, "workspaceId" | "id" | "channel" | "subject" | "language" | "inboxId">;
type Said = Awaited<ReturnType<typeof readable>>;

/** Writes down what somebody here says: to a customer, or to nobody, as a note for people here alone. Returns its id. */
export async function say(
  tx: Tx,
  caller: Caller,
  conversation: Sayable,
  said: Said,
  to: Addressee | null,
): Promise<string> {
  const at = new Date();
  const message = to
    ? outgoingRow(caller, conversation, said, { to, from: await addressOf(tx, conversation), at })
    : noteRow(caller, conversation, said, at);
  writeMessages(tx, conversation.workspaceId, [message]);
  return message.id;
}

export interface Addressee {
  name: string;
  address: string;
}

/**
 * A message of ours as its table holds it, but for the workspace; `from` is the address of ours that it comes from. One
 * that goes into a chat is no mail: it has neither subject nor recipient.
 */
export function outgoingRow(
  caller: Caller,
  conversation: Sayable,
  said: Said,
  { to, from, at, way = byMail }: { to: Addressee; from: string; at: Date; way?: Way },
): ReturnType<typeof messageRow> {
  const note = noteRow(caller, conversation, said, at);
  if (way.by === "chat") return { ...note, kind: "message", channel: "chat" };
  return {
    ...note,
    kind: "message",
    channel: "email",
    subject: conversation.subject,
    recipients: { to: [to], cc: [] },
    mail_id: mailIdFor(from, note.id),
  };
}

const noteRow = (
  caller: Caller,
  conversation: Sayable,
  said: Said,
  at: Date,
): ReturnType<typeof messageRow> => ({
  id: randomUUIDv7(),
  conversation_id: conversation.id,
  kind: "note",
  author_kind: caller.kind === "agent" ? "agent" : "automation",
  author_id: caller.kind === "agent" ? caller.id : null,
  author_name: caller.name,
  channel: conversation.channel as "email",
  subject: null,
  ...said,
  language: languageOf(said.text, conversation.language as Language),
  recipients: null,
  auto: null,
  linked_by: caller.kind === "agent" ? "desk" : caller.kind === "key" ? "api" : "automation",
  linked: null,
  sender_check: null,
  mail: null,
  problems: [],
  mail_id: null,
  in_reply_to: null,
  raw_mail_id: null,
  quick_replies: null,
  has_attachments: false,
  sent_at: at,
});

async function addressOf(tx: Tx, conversation: Pick<ConversationRow, "workspaceId" | "inboxId">) {
  const { address } = await tx
    .selectFrom("inboxes")
    .select("address")
    .where("workspaceId", "=", conversation.workspaceId)
    .where("id", "=", conversation.inboxId)
    .executeTakeFirstOrThrow();
  return address;
}

/** Lets a message leave: by mail at once, or into the chat, where its visitor fetches it. */
export function queueDelivery(
  tx: Tx,
  { workspaceId, id }: Pick<ConversationRow, "workspaceId" | "id">,
  messageId: string,
  way: Way = byMail,
) {
  send(
    tx,
    tx.insertInto("deliveries").values({
      workspaceId,
      messageId,
      conversationId: id,
      state: "queued",
      by: way.by,
      mailAt: way.mailAt,
      nextTryAt: way.by === "email" ? new Date() : null,
    }),
  );
}

export function forgetDraft(tx: Tx, caller: Caller, conversationId: string) {
  if (caller.kind !== "agent") return;
  send(
    tx,
    tx
      .deleteFrom("drafts")
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("conversationId", "=", conversationId),
  );
}
