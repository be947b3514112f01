import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Caller } from "../caller.ts";
import { send, type Tx } from "../db/database.ts";
import { inSight } from "./change.ts";
import { movesOf } from "./counts.ts";
import { type messageRow, messageRows } from "./incoming.ts";
import { followUpAt } from "./next-step.ts";
import { previewOf } from "./preview.ts";
import type { ConversationRow } from "./read.ts";
import type { Way } from "./way.ts";

/**
 * Ends the customer's wait with an answer: the message, its delivery, the conversation, its counts and handovers in one
 * statement. Whoever answered holds the matter, if nobody did; what they had drafted is said, unless it was written since
 * (`keepsDraft`), and they no longer write. Returns who has it.
 */
export function writeAnswer(
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  message: ReturnType<typeof messageRow>,
  {
    status,
    now,
    way,
    keepsDraft,
  }: { status: "waiting" | "closed" | "open"; now: Date; way: Way; keepsDraft: boolean },
): string | null {
  const { workspaceId, id } = before;
  const agentId = caller.kind === "agent" ? caller.id : null;
  const ownerId = before.ownerId ?? agentId;
  const closes = status === "closed";
  const moves = movesOf(before, { status, ownerId, ...(closes && inSight) }).map((move) => ({
    ...move,
    id: randomUUIDv7(),
  }));
  send(
    tx,
    sql`
      with said as (
        insert into messages (workspace_id, ${messageRows.columns})
        select ${workspaceId}, ${messageRows.columns}
        from jsonb_to_recordset(${JSON.stringify([message])}::jsonb) as r (${messageRows.shape})
      ), leaving as (
        insert into deliveries (workspace_id, message_id, conversation_id, state, by, mail_at, next_try_at)
        values (${workspaceId}, ${message.id}, ${id}, 'queued', ${way.by}, ${way.mailAt}, ${way.by === "email" ? now : null})
      ), answered as (
        update conversations
        set status = ${status}, owner_id = ${ownerId}, waiting_since = null, rank_at = null,
          next_step = ${closes ? null : "follow_up"}, next_step_at = ${closes ? null : (before.heldUntil ?? followUpAt(now))},
          held_for = ${closes ? null : before.heldFor}, held_until = ${closes ? null : before.heldUntil},
          ${closes ? sql`snoozed_until = null, snoozed_for = null, snooze = null,` : sql``}
          closed_at = ${closes ? now : null}, preview = ${previewOf(message.reply)},
          preview_by = ${agentId ? "agent" : "automation"}, last_message_at = ${now}, updated_at = ${now},
          version = version + 1
        where workspace_id = ${workspaceId} and id = ${id}
      ), counted as (
        insert into conversation_count_changes (workspace_id, id, brand_id, status, owner_id, n)
        select ${workspaceId}, id, ${before.brandId}, status, owner_id, n
        from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, status text, owner_id uuid, n integer)
      ), heard as (
        update handovers set answered_at = now(), taken_at = coalesce(taken_at, now())
        where workspace_id = ${workspaceId} and conversation_id = ${id} and answered_at is null
      ), unclaimed as (
        delete from claims
        where workspace_id = ${workspaceId} and conversation_id = ${id} and agent_id = ${agentId}
      )
      delete from drafts
      where workspace_id = ${workspaceId} and agent_id = ${keepsDraft ? null : agentId} and conversation_id = ${id}`,
  );
  return ownerId;
}
