import type { Selectable } from "kysely";
import type { Draft } from "../../../contract/conversations.ts";
import type { SharedDraft } from "../../../contract/together.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import type { Tables } from "../../db/tables.ts";
import { actorOf, type EventKind, record } from "../../events.ts";
import { notify } from "../../notices/index.ts";
import { Refusal } from "../../refusal.ts";
import { uploadsOf } from "../draft-files.ts";
import { lockConversation, mayRead } from "../read.ts";
import { keepState } from "./draft-states.ts";

type DraftRow = Selectable<Tables["drafts"]>;

/** Drafts that colleagues let the caller read and finish, the newest first. */
export function sharedDrafts(db: Db, caller: Caller, conversationId: string): Promise<SharedDraft[]> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const rows = await tx
      .selectFrom("drafts as d")
      .innerJoin("agents as a", (join) =>
        join.onRef("a.workspaceId", "=", "d.workspaceId").onRef("a.id", "=", "d.agentId"),
      )
      .selectAll("d")
      .select("a.name")
      .where("d.workspaceId", "=", caller.workspaceId)
      .where("d.conversationId", "=", conversationId)
      .where("d.agentId", "<>", caller.id)
      .where("d.sharedAt", "is not", null)
      .orderBy("d.updatedAt", "desc")
      .limit(20)
      .execute();
    return Promise.all(
      rows.map(async (row) => ({
        ...(await toDraft(tx, row)),
        author: { id: row.agentId, name: row.name },
        sharedAt: row.sharedAt!.toISOString(),
      })),
    );
  });
}

/** Lets colleagues read the caller's draft and finish it. */
export function shareDraft(db: Db, caller: Caller, conversationId: string): Promise<Draft> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    const row = await draftRow(tx, caller.workspaceId, conversationId, caller.id);
    if (!row) throw new Refusal("not_found");
    if (row.sharedAt) return toDraft(tx, row);
    const sharedAt = new Date();
    await put(tx, { ...row, sharedAt });
    await tell(tx, caller, { conversationId, brandId, kind: "conversation.draft_shared" });
    return toDraft(tx, { ...row, sharedAt });
  });
}

/** The caller's draft is for them alone again. */
export function keepDraftBack(db: Db, caller: Caller, conversationId: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    const row = await draftRow(tx, caller.workspaceId, conversationId, caller.id);
    if (!row?.sharedAt) return;
    await put(tx, { ...row, sharedAt: null });
    await tell(tx, caller, { conversationId, brandId, kind: "conversation.draft_kept_back" });
  });
}

/**
 * Makes a colleague's shared draft the caller's, with its files. Of two who ask at once one gets it, and the other finds
 * nothing there. What either had written is kept among the states of their draft.
 */
export function takeDraft(db: Db, caller: Caller, conversationId: string, authorId: string): Promise<Draft> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const { brandId } = await lockConversation(tx, workspaceId, conversationId, caller.brands);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    const [theirs, mine] = await Promise.all([
      draftRow(tx, workspaceId, conversationId, authorId),
      draftRow(tx, workspaceId, conversationId, caller.id),
    ]);
    if (!theirs?.sharedAt || authorId === caller.id) throw new Refusal("not_found");
    const now = new Date();
    if (mine) await keepState(tx, mine, mine, now);
    await keepState(tx, theirs, theirs, now);
    await remove(tx, theirs);
    if (theirs.attachments.length)
      await tx
        .updateTable("attachments")
        .set({ uploadedBy: caller.id })
        .where("workspaceId", "=", workspaceId)
        .where("uploadedBy", "=", authorId)
        .where("messageId", "is", null)
        .where("id", "in", theirs.attachments)
        .execute();
    const taken = { ...theirs, agentId: caller.id, updatedAt: now, sharedAt: now };
    await put(tx, taken);
    await notify(tx, workspaceId, {
      to: [authorId],
      kind: "draft_taken",
      conversationId,
      data: { by: caller.name },
      at: now,
    });
    await tell(tx, caller, {
      conversationId,
      brandId,
      kind: "conversation.draft_taken",
      data: { authorId, to: [authorId] },
    });
    return toDraft(tx, taken);
  });
}

const draftRow = (tx: Tx, workspaceId: string, conversationId: string, agentId: string) =>
  tx
    .selectFrom("drafts")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .where("conversationId", "=", conversationId)
    .forUpdate()
    .executeTakeFirst();

const put = (tx: Tx, row: DraftRow) =>
  tx
    .insertInto("drafts")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet({
        kind: row.kind,
        html: row.html,
        attachments: row.attachments,
        updatedAt: row.updatedAt,
        sharedAt: row.sharedAt,
      }),
    )
    .execute();

const remove = (tx: Tx, { workspaceId, agentId, conversationId }: DraftRow) =>
  tx
    .deleteFrom("drafts")
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .where("conversationId", "=", conversationId)
    .execute();

const toDraft = async (tx: Tx, row: DraftRow): Promise<Draft> => ({
  kind: row.kind as Draft["kind"],
  html: row.html,
  attachments: await uploadsOf(tx, row.workspaceId, row.agentId, row.attachments),
  updatedAt: row.updatedAt.toISOString(),
  isShared: row.sharedAt !== null,
});

interface Told {
  conversationId: string;
  brandId: string;
  kind: EventKind;
  data?: Record<string, unknown>;
}

const tell = (tx: Tx, caller: Caller, { data, ...event }: Told) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    actor: actorOf(caller),
    ...event,
    data: { agentId: caller.id, ...data },
  });
