import { sql } from "kysely";
import type { ChatMessage } from "../../contract/chat.ts";
import { quickRepliesOf } from "../conversations/index.ts";
import type { Tx } from "../db/database.ts";
import { recordAll } from "../events.ts";
import { signedFileUrl } from "../files/index.ts";
import type { Secret } from "../secret.ts";
import { faceOf } from "./faces.ts";

interface Row {
  conversationId: string;
  id: string;
  seq: number;
  clientId: string | null;
  authorKind: "customer" | "agent" | "automation";
  authorId: string | null;
  authorName: string;
  channel: ChatMessage["channel"];
  text: string;
  html: string | null;
  reply: string;
  language: string;
  auto: string | null;
  quickReplies: string[] | null;
  sentAt: Date;
  files: { id: string; filename: string; mimeType: string; size: number }[] | null;
  undelivered: boolean;
}

/** What was said, by conversation; and what of ours its visitor had not been told before, for `noteTold`. */
interface Found {
  messages: Map<string, ChatMessage[]>;
  untold: string[];
}

/** How many messages of one conversation are told at once. */
export const mostTold = 100;

/**
 * What was said in conversations after a number of each, in order; at most one more than `limit` of each, so that it is
 * seen whether there is more. Numbers must have been given.
 */
export async function messagesAfter(
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  after: ReadonlyMap<string, number>,
  limit = mostTold,
): Promise<Found> {
  if (!after.size) return { messages: new Map(), untold: [] };
  const asked = [...after].map(([id, seq]) => ({ id, seq }));
  return read(
    tx,
    secret,
    workspaceId,
    sql`jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (id uuid, seq integer)
      cross join lateral (select * from chat_messages n where n.workspace_id = ${workspaceId}
        and n.conversation_id = a.id and n.seq > a.seq order by n.seq limit ${limit + 1}) as x`,
  );
}

/** A message and what was said after it. */
export const messagesFrom = (
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<Found> =>
  read(
    tx,
    secret,
    workspaceId,
    sql`(select n.* from chat_messages mine
      join chat_messages n on n.workspace_id = mine.workspace_id and n.conversation_id = ${conversationId} and n.seq >= mine.seq
      where mine.workspace_id = ${workspaceId} and mine.message_id = ${messageId}
      order by n.seq limit ${mostTold}) as x`,
  );

/** The newest messages before a number, in order; at most one more than `limit`. */
export async function messagesBefore(
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  conversationId: string,
  { before, limit }: { before: number; limit: number },
): Promise<Found> {
  return read(
    tx,
    secret,
    workspaceId,
    sql`(select * from chat_messages n where n.workspace_id = ${workspaceId}
      and n.conversation_id = ${conversationId} and n.seq < ${before} order by n.seq desc limit ${limit + 1}) as x`,
  );
}

async function read(
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  which: ReturnType<typeof sql>,
): Promise<Found> {
  const { rows } = await sql<Row>`
    select x.conversation_id, x.seq, m.id, s.client_id, m.author_kind, m.author_id, m.author_name, m.channel, m.text,
      m.html, m.reply, m.language, m.auto, m.quick_replies, m.sent_at,
      case when m.has_attachments then (
        select json_agg(json_build_object('id', f.id, 'filename', f.filename, 'mimeType', f.mime_type, 'size', f.size)
          order by f.id)
        from attachments f where f.workspace_id = m.workspace_id and f.message_id = m.id and not f.inline) end as files,
      coalesce(d.by = 'chat' and d.state = 'queued', false) as undelivered
    from ${which}
    join messages m on m.workspace_id = ${workspaceId} and m.id = x.message_id
    left join chat_sent s on s.workspace_id = ${workspaceId} and s.message_id = m.id
    left join deliveries d on d.workspace_id = ${workspaceId} and d.message_id = m.id
    order by x.conversation_id, x.seq`.execute(tx);
  const messages = new Map<string, ChatMessage[]>();
  for (const row of rows) {
    const message = toChatMessage(secret, workspaceId, row);
    const others = messages.get(row.conversationId);
    if (others) others.push(message);
    else messages.set(row.conversationId, [message]);
  }
  return { messages, untold: rows.filter(({ undelivered }) => undelivered).map(({ id }) => id) };
}

/** Messages of ours that are told have reached their visitor. Whether they see them they say themselves. */
export async function noteTold(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  if (!ids.length) return;
  const { rows: told } = await sql<{ messageId: string; conversationId: string; brandId: string }>`
    update deliveries d set state = 'sent', changed_at = ${new Date()}
    from conversations c
    where d.workspace_id = ${workspaceId} and d.message_id = any(${ids}::uuid[])
      and d.by = 'chat' and d.state = 'queued' and c.workspace_id = d.workspace_id and c.id = d.conversation_id
    returning d.message_id, d.conversation_id, c.brand_id`.execute(tx);
  await recordAll(
    tx,
    told.map(({ messageId, conversationId, brandId }) => ({
      workspaceId,
      kind: "message.sent",
      actor: { kind: "automation", id: null, name: "chat" },
      conversationId,
      brandId,
      data: { messageId, by: "chat" },
    })),
  );
}

function toChatMessage(secret: Secret, workspaceId: string, row: Row): ChatMessage {
  const from = row.authorKind === "customer" ? "visitor" : row.authorKind;
  return {
    id: row.id,
    seq: row.seq,
    clientId: row.clientId,
    from,
    face:
      row.authorId && from === "agent" ? faceOf(secret, { id: row.authorId, name: row.authorName }) : null,
    channel: row.channel,
    // Of a mail of theirs the new words alone: the rest they have read here.
    text: from === "visitor" ? row.reply || row.text : row.text,
    html: from === "visitor" ? null : row.html,
    language: row.language,
    files: (row.files ?? []).map((file) => ({ ...file, url: signedFileUrl(secret, workspaceId, file.id) })),
    quickReplies: row.quickReplies ? quickRepliesOf(row.quickReplies) : [],
    isAcknowledgement: row.auto === "acknowledgement",
    sentAt: row.sentAt.toISOString(),
  };
}
