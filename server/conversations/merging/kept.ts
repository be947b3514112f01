import type { Tx } from "../../db/database.ts";
import type { ClockRow } from "../moving/clocks.ts";
import type { ConversationRow } from "../read.ts";

/** How a conversation stood before it was merged, or before another became part of it. */
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
}

export interface KeptDraft {
  agentId: string;
  kind: string;
  html: string;
  attachments: string[];
  updatedAt: string;
}

/** What is written down of a merge so that it can be undone, whole, whenever that is. Ids are of rows that went over. */
export interface Kept {
  from: Stood;
  into: Stood;
  messageIds: string[];
  /** Promises that were made in no message. */
  promiseIds: string[];
  /** The clocks of either that ran. */
  clocks: { from: ClockRow[]; into: ClockRow[] };
  /** What the one that stayed had not before. */
  tags: string[];
  followers: string[];
  /** Addresses of who takes part. */
  people: string[];
  links: { fromId: string; toId: string }[];
  fields: string[];
  hasOwner: boolean;
  hasChat: boolean;
  drafts: { from: KeptDraft[]; into: KeptDraft[]; joined: KeptDraft[] };
  repeats: { was: Record<string, unknown>[]; made: { conversationId: string; earlierId: string }[] };
  /** Fields that said something else there. */
  conflicts: string[];
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
});

export async function draftsOf(tx: Tx, { workspaceId, id }: ConversationRow): Promise<KeptDraft[]> {
  const rows = await tx
    .selectFrom("drafts")
    .select(["agentId", "kind", "html", "attachments", "updatedAt"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .execute();
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

/** Writes drafts in place of those that the same people have there. */
export async function putDrafts(
  tx: Tx,
  { workspaceId, id: conversationId }: ConversationRow,
  drafts: KeptDraft[],
): Promise<void> {
  for (const { agentId, kind, html, attachments, updatedAt } of drafts) {
    const content = { kind, html, attachments, updatedAt: new Date(updatedAt) };
    await tx
      .insertInto("drafts")
      .values({ workspaceId, agentId, conversationId, ...content })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet(content),
      )
      .execute();
  }
}
