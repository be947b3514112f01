import { sql } from "kysely";
import type { Language } from "../../contract/languages.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import { gather } from "../db/gather.ts";
import { putDocuments, type SearchDocument } from "../search/index.ts";

/** Which message, where. */
interface MessageRef {
  workspaceId: string;
  id: string;
}

/** Makes messages findable as they are now; safe to run twice. */
export const indexMessages = (db: Db, messages: MessageRef[]): Promise<void> =>
  indexTogether(db, "", messages);

const indexTogether = gather(async (db, given: MessageRef[][]) => {
  await withoutWall(db, (tx) => putMessages(tx, given.flat()));
  return given.map(() => undefined);
});

/** The same in an open transaction without the wall. */
export const putMessages = async (tx: Tx, messages: MessageRef[]): Promise<void> =>
  putDocuments(tx, await documentsOf(tx, messages));

/** So many messages of one matter are made anew at once; it is rare that one has more. */
const mostOfOne = 500;

/** Makes the newest messages of conversations findable anew: what stands above all of them has changed. */
export async function indexConversations(db: Db, conversations: MessageRef[]): Promise<void> {
  const messages = await withoutWall(db, async (tx) => {
    const { rows } = await sql<MessageRef>`
      select m.workspace_id, m.id
      from unnest(${conversations.map((one) => one.workspaceId)}::uuid[], ${conversations.map((one) => one.id)}::uuid[])
        as asked (workspace_id, id)
      cross join lateral (
        select workspace_id, id from messages where workspace_id = asked.workspace_id and conversation_id = asked.id
        order by sent_at desc, id desc limit ${mostOfOne}::int
      ) as m`.execute(tx);
    return rows;
  });
  if (messages.length) await indexMessages(db, messages);
}

/** A piece of all messages of a workspace, from the newest on, for whoever makes them findable anew. */
export async function messagesBelow(
  tx: Tx,
  { workspaceId, below, limit }: { workspaceId: string; below: string; limit: number },
): Promise<{ documents: SearchDocument[]; below: string | null }> {
  const rows = await tx
    .selectFrom("messages")
    .select(["workspaceId", "id"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "<=", below)
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return {
    documents: await documentsOf(tx, rows.slice(0, limit)),
    below: rows[limit]?.id ?? null,
  };
}

/**
 * What messages are found by. Each row is looked up by its key (that is what the limits are for): of tables that were
 * filled a moment ago PostgreSQL knows too little to choose a join.
 */
export async function documentsOf(tx: Tx, messages: MessageRef[]): Promise<SearchDocument[]> {
  if (!messages.length) return [];
  const { rows } = await sql<{
    workspaceId: string;
    id: string;
    conversationId: string;
    brandId: string;
    text: string;
    reply: string;
    linkedBy: string;
    language: string;
    sentAt: Date;
    subject: string;
    name: string;
    email: string | null;
    number: number;
    parts: number[] | null;
    files: string[] | null;
  }>`
    select m.workspace_id, m.id, m.conversation_id, c.brand_id, m.text, m.reply, m.linked_by, m.language, m.sent_at,
      c.subject, p.name, p.email, c.number,
      (select array_agg(x.number) from conversations x
        where x.workspace_id = c.workspace_id and x.merged_into = c.id) as parts,
      case when m.has_attachments then (
        select array_agg(filename) from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id and not a.inline
      ) end as files
    from unnest(${messages.map((one) => one.workspaceId)}::uuid[], ${messages.map((one) => one.id)}::uuid[])
      as asked (workspace_id, id)
    cross join lateral (
      select * from messages where workspace_id = asked.workspace_id and id = asked.id limit 1
    ) as m
    cross join lateral (
      select * from conversations where workspace_id = m.workspace_id and id = m.conversation_id limit 1
    ) as c
    cross join lateral (
      select * from customers where workspace_id = c.workspace_id and id = c.customer_id limit 1
    ) as p`.execute(tx);
  return rows.map((row) => ({
    workspaceId: row.workspaceId,
    kind: "message",
    id: row.id,
    subjectId: row.conversationId,
    brandId: row.brandId,
    audience: "agents",
    language: row.language as Language,
    at: row.sentAt,
    title: row.subject,
    keywords: [
      row.name,
      row.email ?? "",
      String(row.number),
      ...(row.parts ?? []).map(String),
      ...(row.files ?? []),
    ],
    body: wordsToFind(row),
  }));
}

/** What a message quotes is found where it was said, unless nothing was said before it. */
const wordsToFind = ({ text, reply, linkedBy }: { text: string; reply: string; linkedBy: string }): string =>
  linkedBy === "new" ? text : reply || text;
