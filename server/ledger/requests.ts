import { sql } from "kysely";
import type { WaiverReason } from "../../contract/ledger.ts";
import type { Tx } from "../db/database.ts";
import { recordset } from "../db/recordset.ts";

/** A customer's message that wants an answer, on its way into the ledger. */
export interface NewRequest {
  messageId: string;
  conversationId: string;
  brandId: string;
  line: string;
  channel: string;
  askedAt: Date;
  /** By when a clock wants it answered. */
  dueAt: Date | null;
  acknowledgedAt: Date | null;
  /** What the acknowledgement said. */
  toldAt: Date | null;
}

/** A request as a statement writes it, for who writes it together with other rows. */
export const requestRow = (request: NewRequest) => ({
  message_id: request.messageId,
  conversation_id: request.conversationId,
  brand_id: request.brandId,
  line: request.line,
  channel: request.channel,
  asked_at: request.askedAt,
  due_at: request.dueAt,
  acknowledged_at: request.acknowledgedAt,
  told_at: request.toldAt,
});

const requestTypes: Record<keyof ReturnType<typeof requestRow>, string> = {
  message_id: "uuid",
  conversation_id: "uuid",
  brand_id: "uuid",
  line: "text",
  channel: "text",
  asked_at: "timestamptz",
  due_at: "timestamptz",
  acknowledged_at: "timestamptz",
  told_at: "timestamptz",
};
export const requestRows = recordset(requestTypes);

/** Writes a request into the ledger, in the transaction that records its message. */
export async function writeRequest(tx: Tx, workspaceId: string, request: NewRequest): Promise<void> {
  await sql`
    insert into requests (workspace_id, ${requestRows.columns})
    select ${workspaceId}, ${requestRows.columns}
    from jsonb_to_recordset(${JSON.stringify([requestRow(request)])}::jsonb) as r (${requestRows.shape})`.execute(
    tx,
  );
}

/** A request that was answered, as events tell it. */
export interface Answered {
  messageId: string;
  askedAt: string;
  dueAt: string | null;
  /** Null when nothing said by when. */
  inTime: boolean | null;
  acknowledged: boolean;
  /** Whether the time was kept that the acknowledgement told; null when it told none. */
  toldInTime: boolean | null;
}

export type Answer = { by: "reply" | "article"; answerId: string } | { by: "waived"; reason: WaiverReason };

/**
 * Settles all open requests of a conversation, in the transaction of what answers them. `waitedMinutes` is how long the
 * customer waited by the clock's own time, and is kept with the first of them.
 */
export async function settleRequests(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  answer: Answer,
  at: Date,
  waitedMinutes: number | null = null,
): Promise<Answered[]> {
  const { rows } = await sql<{
    messageId: string;
    askedAt: Date;
    dueAt: Date | null;
    acknowledgedAt: Date | null;
    toldAt: Date | null;
  }>`
    update requests q set answered_at = ${at}, answered_by = ${answer.by},
      answer_id = ${"answerId" in answer ? answer.answerId : null}::uuid,
      reason = ${"reason" in answer ? answer.reason : null}::text,
      waited_minutes = case when q.asked_at = (
        select min(o.asked_at) from requests o
        where o.workspace_id = ${workspaceId} and o.conversation_id = ${id} and o.answered_at is null
      ) then ${waitedMinutes}::real end
    where q.workspace_id = ${workspaceId} and q.conversation_id = ${id} and q.answered_at is null
    returning q.message_id, q.asked_at, q.due_at, q.acknowledged_at, q.told_at`.execute(tx);
  return rows.map((row) => ({
    messageId: row.messageId,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    inTime: row.dueAt && at <= row.dueAt,
    acknowledged: row.acknowledgedAt !== null,
    toldInTime: row.toldAt && at <= row.toldAt,
  }));
}

/** Whether the customer still waits for an answer to something. */
export async function owesAnswer(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<boolean> {
  const open = await tx
    .selectFrom("requests")
    .select("messageId")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("answeredAt", "is", null)
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

/** An answer that never arrived answered nothing: what it settled is open again. Returns since when the customer waits. */
export async function reopenRequests(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  answerId: string,
): Promise<Date | null> {
  const reopened = await tx
    .updateTable("requests")
    .set({ answeredAt: null, answeredBy: null, answerId: null, waitedMinutes: null })
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("answerId", "=", answerId)
    .returning("askedAt")
    .execute();
  return reopened.length ? new Date(Math.min(...reopened.map(({ askedAt }) => askedAt.getTime()))) : null;
}

/** The acknowledgement did not arrive: nobody was told anything. */
export async function withdrawAcknowledgement(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<void> {
  await tx
    .updateTable("requests")
    .set({ acknowledgedAt: null, toldAt: null })
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("answeredAt", "is", null)
    .execute();
}

/** Says by when what is open is to be answered now. */
export async function moveDue(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  dueAt: Date | null,
): Promise<void> {
  await tx
    .updateTable("requests")
    .set({ dueAt })
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("answeredAt", "is", null)
    .execute();
}
