import { type Selectable, sql } from "kysely";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";
import type { Actor, NewEvent } from "../events.ts";
import { Refusal } from "../refusal.ts";

export type PromiseRow = Selectable<Tables["promises"]>;
/** The conversation in which something is promised. */
export type Matter = Pick<
  Selectable<Tables["conversations"]>,
  "workspaceId" | "id" | "brandId" | "customerId" | "line" | "ownerId" | "teamId" | "status"
>;

const matterColumns = [
  "workspaceId",
  "id",
  "brandId",
  "customerId",
  "line",
  "ownerId",
  "teamId",
  "status",
] as const;

/** The conversation, locked until the transaction ends: whoever changes its promises takes turns here. */
export async function lockMatter(
  tx: Tx,
  workspaceId: string,
  id: string,
  brands?: readonly string[] | null,
): Promise<Matter> {
  const row = await tx
    .selectFrom("conversations")
    .select(matterColumns)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row || (brands && !brands.includes(row.brandId))) throw new Refusal("not_found");
  return row;
}

/** A promise with its conversation, both locked, the conversation first. */
export async function lockPromise(
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<{ matter: Matter; promise: PromiseRow }> {
  const mine = tx.selectFrom("promises").where("workspaceId", "=", caller.workspaceId).where("id", "=", id);
  const found = await mine.select("conversationId").executeTakeFirst();
  if (!found) throw new Refusal("not_found");
  const matter = await lockMatter(tx, caller.workspaceId, found.conversationId, caller.brands);
  return { matter, promise: await mine.selectAll().forUpdate().executeTakeFirstOrThrow() };
}

/** What every event of a promise tells. */
export const told = (
  promise: Pick<PromiseRow, "workspaceId" | "id" | "conversationId" | "brandId" | "line" | "text" | "dueAt">,
  kind: NewEvent["kind"],
  actor: Actor,
  at: Date,
  data: Record<string, unknown> = {},
): NewEvent => ({
  workspaceId: promise.workspaceId,
  kind,
  actor,
  conversationId: promise.conversationId,
  brandId: promise.brandId,
  at,
  data: {
    promiseId: promise.id,
    conversationId: promise.conversationId,
    text: promise.text,
    dueAt: promise.dueAt.toISOString(),
    line: promise.line,
    ...data,
  },
});

/**
 * Notes on a conversation when the first of what it owes is due: its first step follows from that, and so does where it
 * stands among what waits.
 */
export async function noteFirstDue(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  await sql`
    update conversations c
    set promise_at = f.due_at, updated_at = now(), version = c.version + 1,
      rank_at = c.rank_at + (least(c.next_step_at, f.due_at) - least(c.next_step_at, c.promise_at))
    from (select min(due_at) as due_at from promises
      where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and settled_at is null) f
    where c.workspace_id = ${workspaceId} and c.id = ${conversationId}`.execute(tx);
}
