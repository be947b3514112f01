import type { Tx } from "../../db/database.ts";
import type { ClockRow } from "../moving/clocks.ts";
import type { Stood } from "../moving/stood.ts";
import type { ConversationRow } from "../read.ts";

export interface KeptDraft {
  agentId: string;
  kind: string;
  html: string;
  attachments: string[];
  updatedAt: string;
  /** Since when colleagues may read it; null while it is for its author alone. */
  sharedAt: string | null;
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

export async function draftsOf(tx: Tx, { workspaceId, id }: ConversationRow): Promise<KeptDraft[]> {
  const rows = await tx
    .selectFrom("drafts")
    .select(["agentId", "kind", "html", "attachments", "updatedAt", "sharedAt"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .execute();
  return rows.map((row) => ({
    ...row,
    updatedAt: row.updatedAt.toISOString(),
    sharedAt: row.sharedAt?.toISOString() ?? null,
  }));
}

/** Writes drafts in place of those that the same people have there. */
export async function putDrafts(
  tx: Tx,
  { workspaceId, id: conversationId }: ConversationRow,
  drafts: KeptDraft[],
): Promise<void> {
  for (const { agentId, kind, html, attachments, updatedAt, sharedAt } of drafts) {
    const content = {
      ...{ kind, html, attachments },
      updatedAt: new Date(updatedAt),
      sharedAt: sharedAt ? new Date(sharedAt) : null,
    };
    await tx
      .insertInto("drafts")
      .values({ workspaceId, agentId, conversationId, ...content })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet(content),
      )
      .execute();
  }
}
