import type { Draft } from "../../contract/conversations.ts";
import type { Caller } from "../caller.ts";
import { cleanHtml } from "../channels/mail/reading/index.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { mayRead } from "./read.ts";

/** The caller's unsent words on a conversation. Nobody else's act ever changes them. */
export function draftOf(db: Db, caller: Caller, conversationId: string): Promise<Draft | null> {
  return within(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const row = await tx
      .selectFrom("drafts")
      .selectAll()
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("conversationId", "=", conversationId)
      .executeTakeFirst();
    return row
      ? {
          kind: row.kind as Draft["kind"],
          html: row.html,
          attachments: await uploadsByIds(tx, caller, row.attachments),
          updatedAt: row.updatedAt.toISOString(),
        }
      : null;
  });
}

/** Keeps the caller's words as they are now. */
export async function keepDraft(
  db: Db,
  caller: Caller,
  conversationId: string,
  draft: { kind: "reply" | "note"; html: string; attachments: string[] },
): Promise<Draft> {
  const html = await cleanHtml(draft.html);
  return within(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const updatedAt = new Date();
    const content = { kind: draft.kind, html, attachments: draft.attachments, updatedAt };
    await tx
      .insertInto("drafts")
      .values({ workspaceId: caller.workspaceId, agentId: caller.id, conversationId, ...content })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet(content),
      )
      .execute();
    return {
      kind: draft.kind,
      html,
      attachments: await uploadsByIds(tx, caller, draft.attachments),
      updatedAt: updatedAt.toISOString(),
    };
  });
}

export function dropDraft(db: Db, caller: Caller, conversationId: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    await tx
      .deleteFrom("drafts")
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("conversationId", "=", conversationId)
      .execute();
  });
}

async function uploadsByIds(tx: Tx, caller: Caller, ids: string[]) {
  if (!ids.length) return [];
  return tx
    .selectFrom("attachments")
    .select(["id", "filename", "mimeType", "size", "inline"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("uploadedBy", "=", caller.id)
    .where("messageId", "is", null)
    .where("id", "in", ids)
    .execute();
}
