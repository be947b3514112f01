import { sql } from "kysely";
import { clockRows } from "../../clocks/index.ts";
import { TryAgain, type Tx } from "../../db/database.ts";
import { recordset } from "../../db/recordset.ts";
import { noteEventWritten } from "../../events.ts";
import { requestRows } from "../../ledger/index.ts";
import { nobody } from "../counts.ts";
import { messageRows } from "../incoming.ts";
import type { OpeningRows } from "./rows.ts";
import type { Sender } from "./senders.ts";

/** Writes everything that first messages bring about in one statement. */
export async function writeOpenings(tx: Tx, workspaceId: string, rows: OpeningRows[], senders: Sender[]) {
  const made = senders.filter(({ isNew }) => isNew);
  const all = {
    made: made.map(({ brandId, email, id, name, locale, since }) => ({
      brand_id: brandId,
      email,
      id,
      name,
      locale,
      since,
    })),
    conversations: rows.map(({ conversation }) => conversation),
    messages: rows.flatMap(({ message, acknowledgement }) =>
      acknowledgement ? [message, acknowledgement] : [message],
    ),
    deliveries: rows.flatMap(({ acknowledgement, acknowledgedBy: by }) =>
      acknowledgement
        ? [{ message_id: acknowledgement.id, conversation_id: acknowledgement.conversation_id, by }]
        : [],
    ),
    requests: rows.flatMap(({ request }) => request ?? []),
    clocks: rows.flatMap(({ clocks }) => clocks),
    events: rows.map(({ event }) => event),
  };
  try {
    await sql`
      with given as materialized (select ${JSON.stringify(all)}::jsonb as g),
      made as materialized (
        select r.* from given, jsonb_to_recordset(g -> 'made')
          as r (brand_id uuid, email text, id uuid, name text, locale text, since timestamptz)
      ), customers_made as (
        insert into customers (workspace_id, id, brand_id, name, email, locale, created_at, updated_at, last_seen_at)
        select ${workspaceId}, id, brand_id, name, email, locale, since, since, since from made
      ), identified as (
        insert into identities (workspace_id, brand_id, kind, value, customer_id)
        select ${workspaceId}, brand_id, 'email', email, id from made
      ), begun as materialized (
        select r.* from given, jsonb_to_recordset(g -> 'conversations') as r (${conversationRows.shape}, count_id uuid)
      ), opened as (
        insert into conversations (workspace_id, ${conversationRows.columns}) select ${workspaceId}, ${conversationRows.columns} from begun
      ), counted as (
        insert into conversation_count_changes (workspace_id, id, brand_id, status, owner_id, n)
        select ${workspaceId}, count_id, brand_id, status, ${nobody}, 1 from begun
      ), said as (
        insert into messages (workspace_id, ${messageRows.columns})
        select ${workspaceId}, ${messageRows.columns} from given, jsonb_to_recordset(g -> 'messages') as r (${messageRows.shape})
      ), leaving as (
        insert into deliveries (workspace_id, message_id, conversation_id, state, by, next_try_at)
        select ${workspaceId}, message_id, conversation_id, 'queued', by, case by when 'email' then now() end
        from given, jsonb_to_recordset(g -> 'deliveries') as r (message_id uuid, conversation_id uuid, by text)
      ), asked as (
        insert into requests (workspace_id, ${requestRows.columns})
        select ${workspaceId}, ${requestRows.columns} from given, jsonb_to_recordset(g -> 'requests') as r (${requestRows.shape})
      ), ticking as (
        insert into clocks (workspace_id, ${clockRows.columns})
        select ${workspaceId}, ${clockRows.columns} from given, jsonb_to_recordset(g -> 'clocks') as r (${clockRows.shape})
      )
      insert into outbox (workspace_id, id, at, kind, conversation_id, brand_id, actor, data)
      select ${workspaceId}, id, at, kind, conversation_id, brand_id, actor, data
      from given, jsonb_to_recordset(g -> 'events')
        as r (id uuid, at timestamptz, kind text, conversation_id uuid, brand_id uuid, actor jsonb, data jsonb)`.execute(
      tx,
    );
  } catch (error) {
    // Two first letters of one person at the same moment: whoever comes second finds the customer now.
    if ((error as { constraint?: string }).constraint === "identities_pkey") throw new TryAgain();
    throw error;
  }
  noteEventWritten();
}

const conversationTypes: Record<Exclude<keyof OpeningRows["conversation"], "count_id">, string> = {
  id: "uuid",
  number: "bigint",
  brand_id: "uuid",
  inbox_id: "uuid",
  customer_id: "uuid",
  line: "text",
  intent: "text",
  to_sort: "boolean",
  status: "text",
  channel: "text",
  subject: "text",
  language: "text",
  priority: "text",
  priority_by: "text",
  mood: "text",
  triage: "jsonb",
  team_id: "uuid",
  queue_id: "uuid",
  started_by: "text",
  waiting_since: "timestamptz",
  next_step: "text",
  next_step_at: "timestamptz",
  rank_at: "timestamptz",
  preview: "text",
  preview_by: "text",
  last_message_at: "timestamptz",
  acknowledged_at: "timestamptz",
  fields: "jsonb",
  created_at: "timestamptz",
  updated_at: "timestamptz",
};
const conversationRows = recordset(conversationTypes);
