import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";

/** Which messages, from which conversation into which. Both belong to one brand and are locked by whoever moves. */
export interface Rehoming {
  messageIds: readonly string[];
  from: string;
  to: string;
}

/**
 * What hangs on a message and says in which conversation that is: the column by which each table knows its message. What
 * knows a message alone (its words, its fingerprint, its raw mail, which chat its visitor saw it in) goes along by itself;
 * what it is found by is made anew after commit, by whatever event tells that it moved.
 */
const hanging = {
  attachments: "message_id",
  deliveries: "message_id",
  requests: "message_id",
  promises: "message_id",
  mentions: "message_id",
  form_submissions: "message_id",
  ledger_breaks: "message_id",
  ratings: "answer_id",
} as const;

/**
 * Moves messages with everything that hangs on them from one conversation into another, in an open transaction; returns
 * the ids of those that were there and went. It is the low-level half of moving, merging and splitting, and promises:
 *
 * - Each message keeps its id, its time, its author and its `Message-ID`. Its `began_in` says in which conversation it
 *   was recorded, however often it moves; it is empty again once it is back there.
 * - Attachments, deliveries, requests (with the brand, line and channel as which they are counted, so that no count of the
 *   ledger changes), promises made in it, ratings of it, mentions in it, submitted forms and known breaks go along.
 * - Events stay where they happened: they tell what was done, and figures are told by them alone.
 * - What a visitor has read in a chat they can still read there.
 *
 * It does **not** touch either conversation's own row, its clocks, its counts or its documents. Call `restate`
 * (`server/conversations/moving/restate.ts`) for both afterwards, in the same transaction: it works out anew whose turn
 * it is, since when and by when, and keeps the clocks and the ledger of one mind. Then record an event that carries
 * `messageIds`, so that what they are found by follows.
 */
export async function rehome(
  tx: Tx,
  workspaceId: string,
  { messageIds, from, to }: Rehoming,
): Promise<string[]> {
  if (!messageIds.length || from === to) return [];
  const { rows } = await sql<{ id: string }>`
    update messages
    set conversation_id = ${to}, began_in = nullif(coalesce(began_in, conversation_id), ${to})
    where workspace_id = ${workspaceId} and conversation_id = ${from} and id = any(${[...messageIds]}::uuid[])
    returning id`.execute(tx);
  const ids = rows.map(({ id }) => id);
  if (!ids.length) return [];
  await Promise.all(
    Object.entries(hanging).map(([table, message]) =>
      sql`
        update ${sql.table(table)} set conversation_id = ${to}
        where workspace_id = ${workspaceId} and conversation_id = ${from} and ${sql.ref(message)} = any(${ids}::uuid[])`.execute(
        tx,
      ),
    ),
  );
  return ids;
}
