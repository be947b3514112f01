import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { refuseOwed, refuseUnfinished } from "../change.ts";
import type { ConversationRow } from "../read.ts";
import type { PlanRow } from "./rows.ts";

type After = PlanRow["body"]["after"];

/** The last reply that waits to leave a conversation, locked: whatever sends it takes its turn. */
export async function lastPlan(
  tx: Tx,
  { workspaceId, id }: Pick<ConversationRow, "workspaceId" | "id">,
): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select * from planned_replies
    where workspace_id = ${workspaceId} and conversation_id = ${id} and state = 'planned'
    order by send_at desc, id desc
    limit 1
    for update`.execute(tx);
  return rows[0];
}

/** Refuses what would be refused when the reply leaves, as long as somebody can still do something about it. */
export async function refuseToCloseAfter(tx: Tx, matter: ConversationRow, { body }: PlanRow): Promise<void> {
  await Promise.all([refuseUnfinished(tx, matter), refuseOwed(tx, matter, { keeps: body.keeps })]);
  if (body.promises.length)
    throw new Refusal("promises_open", {
      fields: body.promises.map(({ text }, at) => ({ path: `promises.${at}`, message: text })),
    });
}

/** Says what becomes of the matter once the reply has left. Replies that leave before it close nothing. */
export async function setAfter(tx: Tx, { workspaceId, conversationId, id }: PlanRow, after: After) {
  await sql`
    update planned_replies set body = jsonb_set(body, '{after}', to_jsonb(case when id = ${id} then ${after}::text else 'wait' end))
    where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and state = 'planned'
      and (id = ${id} or (${after} = 'close' and body ->> 'after' = 'close'))`.execute(tx);
}
