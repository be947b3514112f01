import { sql } from "kysely";
import type { ChatMessage } from "../../contract/chat.ts";
import { quickRepliesOf } from "../conversations/index.ts";
import type { Tx } from "../db/database.ts";
import { record } from "../events.ts";
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
): Promise<Map<string, ChatMessage[]>> {
  if (!after.size) return new Map();
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

/** The newest messages before a number, in order; at most one more than `limit`. */
export async function messagesBefore(
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  conversationId: string,
  { before, limit }: { before: number; limit: number },
): Promise<ChatMessage[]> {
  const found = await read(
    tx,
    secret,
    workspaceId,
    sql`(select * from chat_messages n where n.workspace_id = ${workspaceId}
      and n.conversation_id = ${conversationId} and n.seq < ${before} order by n.seq desc limit ${limit + 1}) as x`,
  );
  return found.get(conversationId) ?? [];
}

async function read(
  tx: Tx,
  secret: Secret,
  workspaceId: string,
  which: ReturnType<typeof sql>,
): Promise<Map<string, ChatMessage[]>> {
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
  await noteDelivered(tx, workspaceId, rows);
  const found = new Map<string, ChatMessage[]>();
  for (const row of rows)
    found.set(row.conversationId, [
      ...(found.get(row.conversationId) ?? []),
      toChatMessage(secret, workspaceId, row),
    ]);
  return found;
}

/** What is told has reached its visitor. Whether they see it they say themselves. */
async function noteDelivered(tx: Tx, workspaceId: string, rows: Row[]): Promise<void> {
  const fresh = rows.filter(({ undelivered }) => undelivered);
  if (!fresh.length) return;
  const { rows: told } = await sql<{ messageId: string; conversationId: string; brandId: string }>`
    update deliveries d set state = 'sent', changed_at = ${new Date()}
    from conversations c
    where d.workspace_id = ${workspaceId} and d.message_id = any(${fresh.map(({ id }) => id)}::uuid[])
      and d.by = 'chat' and d.state = 'queued' and c.workspace_id = d.workspace_id and c.id = d.conversation_id
    returning d.message_id, d.conversation_id, c.brand_id`.execute(tx);
  for (const { messageId, conversationId, brandId } of told)
    await record(tx, {
      workspaceId,
      kind: "message.sent",
      actor: { kind: "automation", id: null, name: "chat" },
      conversationId,
      brandId,
      data: { messageId, by: "chat" },
    });
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
