import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { followUpAt, withoutClock } from "../next-step.ts";
import { previewOf } from "../preview.ts";
import type { ConversationRow } from "../read.ts";

/** What a matter consists of now, as far as its row follows from its messages. */
export interface Content {
  messages: number;
  /** Of what it owes: when it was asked first, and which messages. */
  askedAt: Date | null;
  owes: { messageId: string; askedAt: string }[];
  wasAnswered: boolean;
  lastWordIsOurs: boolean;
  last: { reply: string; text: string; by: string; at: Date } | null;
}

export async function contentOf(tx: Tx, { workspaceId, id }: ConversationRow): Promise<Content> {
  const { rows } = await sql<{
    messages: number;
    owes: Content["owes"];
    wasAnswered: boolean;
    speaker: string | null;
    last: { reply: string; text: string; by: string; at: string } | null;
  }>`
    with said as (
      select author_kind, auto, reply, text, sent_at, id from messages
      where workspace_id = ${workspaceId} and conversation_id = ${id} and kind = 'message'
    )
    select (select count(*) from messages where workspace_id = ${workspaceId} and conversation_id = ${id}) as messages,
      (select coalesce(json_agg(json_build_object('messageId', message_id, 'askedAt', asked_at) order by asked_at), '[]')
        from requests where workspace_id = ${workspaceId} and conversation_id = ${id} and answered_at is null) as owes,
      exists (select from said where author_kind <> 'customer' and auto is null) as was_answered,
      (select author_kind from said where auto is null order by sent_at desc, id desc limit 1) as speaker,
      (select json_build_object('reply', reply, 'text', text, 'by', author_kind, 'at', sent_at)
        from said order by (auto = 'acknowledgement') nulls first, sent_at desc, id desc limit 1) as last`.execute(
    tx,
  );
  const row = rows[0]!;
  return {
    messages: Number(row.messages),
    askedAt: row.owes[0] ? new Date(row.owes[0].askedAt) : null,
    owes: row.owes,
    wasAnswered: row.wasAnswered,
    lastWordIsOurs: row.speaker !== null && row.speaker !== "customer",
    last: row.last && { ...row.last, at: new Date(row.last.at) },
  };
}

/** How a matter stands with what is in it now; one with nothing left is part of where it went. */
export function standAnew(
  row: ConversationRow,
  content: Content,
  { now, other }: { now: Date; other: string },
): ConversationRow {
  const told = content.last
    ? {
        preview: previewOf(content.last.reply || content.last.text),
        previewBy: content.last.by,
        lastMessageAt: content.last.at,
      }
    : {};
  if (content.messages === 0)
    return {
      ...row,
      status: "closed",
      closedAt: row.closedAt ?? now,
      waitingSince: null,
      nextStep: null,
      nextStepAt: null,
      heldFor: null,
      heldUntil: null,
      mergedInto: other,
    };
  // What had gone there altogether is itself again.
  const own = { ...row, ...told, mergedInto: row.mergedInto === other ? null : row.mergedInto };
  if (content.askedAt) {
    const wasOurs = row.status === "new" || row.status === "open";
    const step = content.wasAnswered ? "reply" : "first_reply";
    return {
      ...own,
      status: wasOurs ? row.status : content.wasAnswered ? "open" : "new",
      closedAt: null,
      waitingSince: content.askedAt,
      nextStep: row.nextStep === "mend_delivery" || (row.waitingSince && row.nextStep) ? row.nextStep : step,
      nextStepAt: (row.waitingSince && row.nextStepAt) || row.heldUntil || withoutClock(now),
    };
  }
  if (!row.waitingSince && own.mergedInto === row.mergedInto)
    return row.status === "new" ? { ...own, status: "open" } : own;
  return {
    ...own,
    status: content.lastWordIsOurs ? "waiting" : "open",
    closedAt: null,
    waitingSince: null,
    nextStep: row.nextStep === "mend_delivery" ? row.nextStep : "follow_up",
    nextStepAt: row.nextStep === "mend_delivery" ? row.nextStepAt : (row.heldUntil ?? followUpAt(now)),
  };
}

const keptColumns = [
  "status",
  "closedAt",
  "waitingSince",
  "nextStep",
  "nextStepAt",
  "heldFor",
  "heldUntil",
  "mergedInto",
  "preview",
  "previewBy",
  "lastMessageAt",
] as const;
export type Kept = Pick<ConversationRow, (typeof keptColumns)[number]>;

/** What of a matter a move may change, to put it back. */
export const kept = (row: ConversationRow): Kept =>
  Object.fromEntries(keptColumns.map((column) => [column, row[column]])) as Kept;

/** The same out of JSON. */
export const asKept = (stored: Record<keyof Kept, string | null>): Kept => {
  const at = (text: string | null) => (text ? new Date(text) : null);
  return {
    ...stored,
    closedAt: at(stored.closedAt),
    waitingSince: at(stored.waitingSince),
    nextStepAt: at(stored.nextStepAt),
    heldUntil: at(stored.heldUntil),
    lastMessageAt: at(stored.lastMessageAt)!,
  } as Kept;
};
