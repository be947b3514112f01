import type { ConversationRow } from "../read.ts";
import type { OpeningRows } from "./rows.ts";
import type { Sender } from "./senders.ts";

/** A conversation as it stands when it begins. */
export type Opened = ConversationRow & {
  customerName: string;
  customerEmail: string | null;
  customerCompany: string | null;
  customerTier: string | null;
};

/** The conversation as it stands now, without asking the database for what was just written. */
export function asOpened(
  workspaceId: string,
  { count_id: _, ...row }: OpeningRows["conversation"],
  sender: Sender,
): Opened {
  return {
    workspaceId,
    id: row.id,
    number: row.number,
    brandId: row.brand_id,
    inboxId: row.inbox_id,
    customerId: row.customer_id,
    line: row.line,
    intent: row.intent,
    toSort: row.to_sort,
    status: row.status,
    channel: row.channel,
    subject: row.subject,
    language: row.language,
    priority: row.priority,
    priorityBy: row.priority_by,
    impact: null,
    urgency: null,
    checklistDone: 0,
    checklistAll: 0,
    mood: row.mood,
    triage: row.triage,
    teamId: row.team_id,
    queueId: row.queue_id,
    ownerId: null,
    startedBy: row.started_by,
    waitingSince: row.waiting_since,
    nextStep: row.next_step,
    nextStepAt: row.next_step_at,
    promiseAt: null,
    firstStep: row.next_step,
    firstStepAt: row.next_step_at,
    rankAt: row.rank_at,
    preview: row.preview,
    previewBy: row.preview_by,
    lastMessageAt: row.last_message_at,
    acknowledgedAt: row.acknowledged_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: null,
    version: 1,
    stage: null,
    fields: row.fields,
    heldFor: null,
    heldUntil: null,
    snoozedFor: null,
    snooze: null,
    snoozedUntil: null,
    mergedInto: null,
    customerName: sender.name,
    customerEmail: sender.writesTo,
    customerCompany: sender.company,
    customerTier: sender.tier,
  };
}
