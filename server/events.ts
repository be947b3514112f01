import { sql } from "kysely";
import type { Caller } from "./caller.ts";
import { noteRecorded, send, type Tx } from "./db/database.ts";
import { orderedId } from "./ordered-id.ts";

/** Who made something happen. */
export interface Actor {
  kind: "customer" | "agent" | "key" | "automation";
  id: string | null;
  name: string;
  /** Of a rule: the rules that led here, each set off by the one before, and it last. */
  chain?: readonly string[];
}

/** Everything that can happen, in the past tense. What follows from each stands in `reactions.ts`. */
export const eventKinds = [
  "conversation.opened",
  "conversation.customer_wrote",
  "conversation.replied",
  "conversation.reply_planned",
  "conversation.reply_rescheduled",
  "conversation.reply_amended",
  "conversation.reply_taken_back",
  "conversation.reply_stopped",
  "conversation.noted",
  "conversation.assigned",
  "conversation.handed_over",
  "conversation.linked",
  "conversation.sorted",
  "conversation.tagged",
  "conversation.changed",
  "conversation.closed",
  "conversation.reopened",
  "conversation.held",
  "conversation.released",
  "conversation.claimed",
  "conversation.claim_ended",
  "conversation.draft_shared",
  "conversation.draft_kept_back",
  "conversation.draft_taken",
  "conversation.answer_waived",
  "conversation.answer_owed_again",
  "conversation.repeat_found",
  "conversation.repeat_settled",
  "conversation.rated",
  "conversation.snoozed",
  "conversation.woken",
  "conversation.merged",
  "conversation.unmerged",
  "conversation.messages_left",
  "conversation.messages_came",
  "conversation.customer_changed",
  "participant.asked",
  "participant.changed",
  "loop.braked",
  "loop.let_go",
  "conversation.following_changed",
  "notice.made",
  "notice.seen",
  "conversation.mail_read_anew",
  "chat.visitor_came",
  "chat.visitor_left",
  "chat.seen",
  "clock.warned",
  "clock.breached",
  "clock.escalated",
  "promise.made",
  "promise.changed",
  "promise.kept",
  "promise.broken",
  "promise.withdrawn",
  "automation.ran",
  "message.language_changed",
  "message.sent",
  "message.delivery_failed",
  "message.delivery_retried",
  "customer.changed",
  "workspace.changed",
  "brand.changed",
  "line.changed",
  "intent.changed",
  "triage.changed",
  "queue.changed",
  "skill.changed",
  "routing.changed",
  "calendar.changed",
  "clock_policy.changed",
  "acknowledgement.changed",
  "automation.changed",
  "scorecard.changed",
  "article.changed",
  "article.published",
  "article.withdrawn",
  "article.flagged",
  "article.voted",
  "section.changed",
  "help_centre.changed",
  "form.changed",
  "chat_widget.changed",
  "ledger.broken",
  "ledger.mended",
  "report.made",
  "team.changed",
  "tag.changed",
  "view.changed",
  "inbox.changed",
  "suppression.changed",
  "mail_domain.changed",
  "mailbox.changed",
  "mailbox.failing",
  "agent.invited",
  "agent.changed",
  "agent.presence_changed",
  "agent.signed_in",
  "agent.session_ended",
  "api_key.made",
  "api_key.revoked",
] as const;
export type EventKind = (typeof eventKinds)[number];

export interface NewEvent {
  workspaceId: string;
  kind: EventKind;
  actor: Actor;
  conversationId?: string | null;
  /** Behind which brand's wall it happened; null concerns the whole workspace. */
  brandId?: string | null;
  data?: Record<string, unknown>;
  /** Now, unless history is being told. */
  at?: Date;
}

export const actorOf = ({ kind, id, name, chain }: Caller): Actor => ({
  kind,
  id,
  name,
  ...(chain && { chain }),
});

/**
 * Writes an event within the transaction of what happened. It gets its number in the workspace's stream after
 * commit, from the sequencer; screens and reactions hear of it then.
 */
export const record = (tx: Tx, event: NewEvent): Promise<void> => recordAll(tx, [event]);

export async function recordAll(tx: Tx, events: NewEvent[]): Promise<void> {
  if (!events.length) return;
  const rows = events.map((event) => ({ workspace_id: event.workspaceId, ...eventRow(event) }));
  send(
    tx,
    sql`
      insert into outbox (workspace_id, id, at, kind, conversation_id, brand_id, actor, data)
      select workspace_id, id, at, kind, conversation_id, brand_id, actor, data
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (workspace_id uuid, id uuid, at timestamptz, kind text,
        conversation_id uuid, brand_id uuid, actor jsonb, data jsonb)`,
  );
  noteRecorded();
}

/** The row that `record` writes, but for the workspace, for statements that write it together with other rows. */
export const eventRow = ({ kind, actor, data = {}, ...event }: NewEvent) => ({
  id: orderedId(),
  at: event.at ?? new Date(),
  kind,
  conversation_id: event.conversationId ?? null,
  brand_id: event.brandId ?? null,
  actor,
  data,
});

/** To be called by statements that write an `eventRow` themselves. */
export const noteEventWritten = noteRecorded;
