import type { ConversationRow } from "../read.ts";

/** How a conversation stood before messages left it or came to it, as it is written down for whoever takes that back. */
export interface Stood {
  status: string;
  ownerId: string | null;
  teamId: string;
  queueId: string | null;
  waitingSince: string | null;
  nextStep: string | null;
  nextStepAt: string | null;
  closedAt: string | null;
  heldFor: string | null;
  heldUntil: string | null;
  snoozedUntil: string | null;
  snoozedFor: string | null;
  snooze: unknown;
  priority: string;
  fields: Record<string, unknown>;
  preview: string;
  previewBy: string;
  lastMessageAt: string;
}

export const stoodAs = (row: ConversationRow): Stood => ({
  status: row.status,
  ownerId: row.ownerId,
  teamId: row.teamId,
  queueId: row.queueId,
  waitingSince: row.waitingSince?.toISOString() ?? null,
  nextStep: row.nextStep,
  nextStepAt: row.nextStepAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  heldFor: row.heldFor,
  heldUntil: row.heldUntil?.toISOString() ?? null,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  snoozedFor: row.snoozedFor,
  snooze: row.snooze,
  priority: row.priority,
  fields: row.fields,
  preview: row.preview,
  previewBy: row.previewBy,
  lastMessageAt: row.lastMessageAt.toISOString(),
});

const instant = (text: string | null) => (text ? new Date(text) : null);

/** Whose turn it was, where it waited and what was in sight of it, to be put back. */
export const standingOf = (stood: Stood): Partial<ConversationRow> => ({
  status: stood.status,
  teamId: stood.teamId,
  queueId: stood.queueId,
  nextStep: stood.nextStep,
  nextStepAt: instant(stood.nextStepAt),
  closedAt: instant(stood.closedAt),
  heldFor: stood.heldFor,
  heldUntil: instant(stood.heldUntil),
  snoozedUntil: instant(stood.snoozedUntil),
  snoozedFor: stood.snoozedFor,
  snooze: stood.snooze as ConversationRow["snooze"],
});

/** What stood in its row in the list. */
export const shownOf = ({ preview, previewBy, lastMessageAt }: Stood): Partial<ConversationRow> => ({
  preview,
  previewBy,
  lastMessageAt: new Date(lastMessageAt),
});
