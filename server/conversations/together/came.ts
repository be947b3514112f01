import { sql } from "kysely";
import type { Came } from "../../../contract/problems.ts";
import type { Tx } from "../../db/database.ts";

/** What of events is reason to look again before an answer leaves. */
const turns = [
  "conversation.assigned",
  "conversation.handed_over",
  "conversation.closed",
  "conversation.reopened",
];

interface Seen {
  /** The newest message or note that was seen. */
  seen?: string;
  /** The number of the newest event that was seen. */
  seenEvent?: number;
}

/**
 * What came since the author of an answer looked: words of anybody else, also those for us alone, and whose and how far it
 * is. Null when there is nothing that they have not seen.
 */
export async function cameSince(
  tx: Tx,
  matter: { workspaceId: string; id: string },
  authorId: string,
  { seen, seenEvent }: Seen,
): Promise<Came | null> {
  const [messages, events] = await Promise.all([
    seen === undefined ? [] : messagesSince(tx, matter, authorId, seen),
    seenEvent === undefined ? [] : eventsSince(tx, matter, authorId, seenEvent),
  ]);
  return messages.length || events.length ? { messages, events } : null;
}

type Matter = { workspaceId: string; id: string };

async function messagesSince(tx: Tx, { workspaceId, id }: Matter, authorId: string, seen: string) {
  const { rows } = await sql<{ id: string }>`
    select newer.id from messages newer
    join messages mine on mine.workspace_id = newer.workspace_id and mine.id = ${seen}
    where newer.workspace_id = ${workspaceId} and newer.conversation_id = ${id}
      and (newer.kind = 'message' or newer.author_id is distinct from ${authorId}::uuid)
      and newer.auto is distinct from 'acknowledgement'
      and (newer.sent_at, newer.id) > (mine.sent_at, mine.id)
    order by newer.sent_at, newer.id
    limit 50`.execute(tx);
  return rows.map((row) => row.id);
}

async function eventsSince(tx: Tx, { workspaceId, id }: Matter, authorId: string, seen: number) {
  const rows = await tx
    .selectFrom("events")
    .select("seq")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("seq", ">", seen)
    .where("kind", "in", turns)
    .where(sql<boolean>`actor->>'id' is distinct from ${authorId}`)
    .where(sql<boolean>`data->>'agent' is distinct from ${authorId}`)
    .orderBy("seq")
    .limit(50)
    .execute();
  return rows.map((row) => row.seq);
}
