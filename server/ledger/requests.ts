import { type RawBuilder, sql } from "kysely";
import type { WaiverReason } from "../../contract/ledger.ts";
import { send, type Tx } from "../db/database.ts";
import { recordset } from "../db/recordset.ts";
import { countSettled } from "./counts.ts";

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
export function writeRequest(tx: Tx, workspaceId: string, request: NewRequest): void {
  send(
    tx,
    sql`
      insert into requests (workspace_id, ${requestRows.columns})
      select ${workspaceId}, ${requestRows.columns}
      from jsonb_to_recordset(${JSON.stringify([requestRow(request)])}::jsonb) as r (${requestRows.shape})`,
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
 * Settles the open requests of a conversation, in the transaction of what answers them: all, or those that were asked by
 * an instant. `waitedMinutes` is how long the customer waited by the clock's own time, and is kept with the first of them.
 */
export async function settleRequests(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  answer: Answer,
  at: Date,
  { waitedMinutes = null, askedBy }: { waitedMinutes?: number | null; askedBy?: Date } = {},
): Promise<Answered[]> {
  const { rows } = await sql<{
    messageId: string;
    askedAt: Date;
    dueAt: Date | null;
    acknowledgedAt: Date | null;
    toldAt: Date | null;
  }>`
    with settled as (
      update requests q set answered_at = ${at}, answered_by = ${answer.by},
        answer_id = ${"answerId" in answer ? answer.answerId : null}::uuid,
        reason = ${"reason" in answer ? answer.reason : null}::text,
        waited_minutes = case when q.asked_at = (
          select min(o.asked_at) from requests o
          where o.workspace_id = ${workspaceId} and o.conversation_id = ${id} and o.answered_at is null
        ) then ${waitedMinutes}::real end
      where q.workspace_id = ${workspaceId} and q.conversation_id = ${id} and q.answered_at is null
        ${askedBy ? sql`and q.asked_at <= ${askedBy}` : sql``}
      returning q.*
    ), counted as (${countSettled("settled", 1)})
    select message_id, asked_at, due_at, acknowledged_at, told_at from settled order by asked_at, message_id`.execute(
    tx,
  );
  return rows.map((row) => ({
    messageId: row.messageId,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    inTime: row.dueAt && at <= row.dueAt,
    acknowledged: row.acknowledgedAt !== null,
    toldInTime: row.toldAt && at <= row.toldAt,
  }));
}

/** Whether the customer still waits for an answer to something that they wrote, ever or after an instant. */
export async function owesAnswer(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  { since }: { since?: Date } = {},
): Promise<boolean> {
  let open = tx
    .selectFrom("requests")
    .select("messageId")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("answeredAt", "is", null);
  if (since) open = open.where("askedAt", ">", since);
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}

/** Requests that are open again. */
export interface OwedAgain {
  /** When they were taken for settled. */
  settledAt: Date;
  /** Since when the customer waits. */
  askedAt: Date;
  dueAt: Date | null;
  /** As events tell them. */
  requests: { messageId: string; askedAt: string; dueAt: string | null }[];
}

async function reopen(tx: Tx, workspaceId: string, which: RawBuilder<unknown>): Promise<OwedAgain | null> {
  const { rows } = await sql<{ messageId: string; askedAt: Date; dueAt: Date | null; settledAt: Date }>`
    with settled as (
      select q.* from requests q where ${which} for update
    ), counted as (${countSettled("settled", -1)}), opened as (
      update requests r
      set answered_at = null, answered_by = null, answer_id = null, reason = null, waited_minutes = null
      from settled s where r.workspace_id = ${workspaceId} and r.message_id = s.message_id
    )
    select message_id, asked_at, due_at, answered_at as settled_at from settled`.execute(tx);
  const first = rows.toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime())[0];
  if (!first) return null;
  return {
    settledAt: first.settledAt,
    askedAt: first.askedAt,
    dueAt: first.dueAt,
    requests: rows.map(({ messageId, askedAt, dueAt }) => ({
      messageId,
      askedAt: askedAt.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
    })),
  };
}

/** An answer that never arrived answered nothing: what it settled is open again. */
export async function reopenRequests(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  answerIds: string[],
): Promise<OwedAgain | null> {
  return reopen(
    tx,
    workspaceId,
    sql`q.workspace_id = ${workspaceId} and q.conversation_id = ${id} and q.answer_id = any(${answerIds}::uuid[])`,
  );
}

/** What was waived last is open again, unless we have said something to the customer since. */
export async function oweAgain(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<OwedAgain | null> {
  return reopen(
    tx,
    workspaceId,
    sql`q.workspace_id = ${workspaceId} and q.conversation_id = ${id} and q.answered_by = 'waived'
      and q.answered_at = (select max(l.answered_at) from requests l
        where l.workspace_id = ${workspaceId} and l.conversation_id = ${id} and l.answered_by = 'waived')
      and not exists (select from messages m
        where m.workspace_id = ${workspaceId} and m.conversation_id = ${id} and m.kind = 'message'
          and m.author_kind <> 'customer' and m.auto is null and m.sent_at > q.answered_at)`,
  );
}

/**
 * An acknowledgement did not arrive: nobody was told anything, neither whoever it was written for nor those who wrote
 * within its period and for whom it stood too.
 */
export async function withdrawAcknowledgement(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  writtenAt: Date,
): Promise<void> {
  const of = sql`workspace_id = ${workspaceId} and conversation_id = ${id}`;
  await sql`
    with told as (
      select acknowledged_at as at from requests where ${of} and told_at is not null
    ), withdrawn as (
      select * from requests
      where ${of}
        and acknowledged_at >= (select max(at) from told where at <= ${writtenAt})
        and acknowledged_at < coalesce((select min(at) from told where at > ${writtenAt}), 'infinity')
      for update
    ), before as (
      select * from withdrawn where answered_at is not null
    ), uncounted as (${countSettled("before", -1)}), after as (
      update requests r set acknowledged_at = null, told_at = null
      from withdrawn w where r.workspace_id = ${workspaceId} and r.message_id = w.message_id
      returning r.*
    ), settled as (
      select * from after where answered_at is not null
    )
    ${countSettled("settled", 1)}`.execute(tx);
}

/** Says by when what is open is to be answered now. */
export function moveDue(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  dueAt: Date | null,
): void {
  send(
    tx,
    tx
      .updateTable("requests")
      .set({ dueAt })
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .where("answeredAt", "is", null),
  );
}
