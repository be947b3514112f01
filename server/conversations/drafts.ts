import type { Draft } from "../../contract/conversations.ts";
import type { Caller } from "../caller.ts";
import { cleanHtml } from "../channels/mail/reading/index.ts";
import { type Db, within } from "../db/database.ts";
import { uploadsOf } from "./draft-files.ts";
import { mayRead } from "./read.ts";
import { keepState } from "./together/draft-states.ts";

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
          attachments: await uploadsOf(tx, caller.workspaceId, caller.id, row.attachments),
          updatedAt: row.updatedAt.toISOString(),
          isShared: row.sharedAt !== null,
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
    const whose = { workspaceId: caller.workspaceId, agentId: caller.id, conversationId };
    const { sharedAt } = await tx
      .insertInto("drafts")
      .values({ ...whose, ...content })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet(content),
      )
      .returning("sharedAt")
      .executeTakeFirstOrThrow();
    await keepState(tx, whose, content, updatedAt);
    return {
      kind: draft.kind,
      html,
      attachments: await uploadsOf(tx, caller.workspaceId, caller.id, draft.attachments),
      updatedAt: updatedAt.toISOString(),
      isShared: sharedAt !== null,
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
