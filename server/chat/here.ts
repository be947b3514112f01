import { sql } from "kysely";
import { hereMinutes } from "../conversations/index.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { type EventKind, recordAll } from "../events.ts";
import type { Visitor } from "../visitor.ts";

/** Whoever comes back so soon never left, for those who look after their matter. */
const graceSeconds = 30;

interface Told {
  workspaceId: string;
  id: string;
  customerId: string | null;
  name: string | null;
}

/** Notes that a visitor is here, and tells those who look after an open matter of theirs if that is news. */
export async function noteHere(
  db: Db,
  { workspaceId, id }: Pick<Visitor, "workspaceId" | "id">,
): Promise<void> {
  await within(db, workspaceId, async (tx) => {
    const { rows } = await sql<Told & { wasTold: boolean }>`
      with before as (
        select is_told_here from chat_visitors where workspace_id = ${workspaceId} and id = ${id} for no key update)
      update chat_visitors v set seen_at = ${new Date()}, left_at = null,
        is_told_here = v.is_told_here or exists (select from chats t where t.workspace_id = v.workspace_id and t.visitor_id = v.id)
      from before
      where v.workspace_id = ${workspaceId} and v.id = ${id} and v.revoked_at is null
      returning v.workspace_id, v.id, v.customer_id, v.name, not v.is_told_here or before.is_told_here as was_told`.execute(
      tx,
    );
    await tell(
      tx,
      rows.filter(({ wasTold }) => !wasTold),
      "chat.visitor_came",
    );
  });
}

/** Notes that the last connection of these visitors was lost. */
export async function noteGone(db: Db, workspaceId: string, ids: string[]): Promise<void> {
  if (!ids.length) return;
  await within(db, workspaceId, (tx) =>
    tx
      .updateTable("chatVisitors")
      .set({ leftAt: new Date(), seenAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "in", ids)
      .execute(),
  );
}

/** Tells of those who left and did not come back, also where the process died that knew of it. */
export async function noticeLeaving(db: Db, now: Date): Promise<void> {
  await withoutWall(db, async (tx) => {
    const { rows } = await sql<Told>`
      update chat_visitors set is_told_here = false
      where is_told_here and (left_at < ${now}::timestamptz - make_interval(secs => ${graceSeconds})
        or seen_at < ${now}::timestamptz - make_interval(mins => ${hereMinutes + 1}))
      returning workspace_id, id, customer_id, name`.execute(tx);
    await tell(tx, rows, "chat.visitor_left");
  });
}

async function tell(tx: Tx, visitors: Told[], kind: EventKind): Promise<void> {
  if (!visitors.length) return;
  const { rows } = await sql<Told & { conversationId: string; brandId: string }>`
    select t.workspace_id, t.visitor_id as id, v.customer_id, coalesce(v.name, p.name) as name,
      c.id as conversation_id, c.brand_id
    from jsonb_to_recordset(${JSON.stringify(visitors.map(({ workspaceId, id }) => ({ workspace_id: workspaceId, id })))}::jsonb)
      as r (workspace_id uuid, id uuid)
    join chat_visitors v on v.workspace_id = r.workspace_id and v.id = r.id
    join chats t on t.workspace_id = r.workspace_id and t.visitor_id = r.id
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id and c.status <> 'closed'
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id`.execute(tx);
  await recordAll(
    tx,
    rows.map(({ workspaceId, customerId, name, conversationId, brandId }) => ({
      workspaceId,
      kind,
      actor: { kind: "customer" as const, id: customerId, name: name ?? "" },
      conversationId,
      brandId,
    })),
  );
}

const forgottenAfterDays = 30;

/** Forgets browsers in which nobody ever wrote, a month after they were last seen. */
export async function forgetVisitors(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - forgottenAfterDays * 86_400_000);
  await withoutWall(db, (tx) =>
    tx
      .deleteFrom("chatVisitors as v")
      .where("v.customerId", "is", null)
      .where("v.seenAt", "<", before)
      .where(
        sql<boolean>`v.blocked is null and not exists (select from chats t where t.workspace_id = v.workspace_id and t.visitor_id = v.id)`,
      )
      .execute(),
  );
}
