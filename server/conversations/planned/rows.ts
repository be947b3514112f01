import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Attachment } from "../../../contract/files.ts";
import type { PlannedReply, postPlannedReply } from "../../../contract/planned-replies.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import type { Tx } from "../../db/database.ts";
import type { Tables } from "../../db/tables.ts";
import { Refusal } from "../../refusal.ts";

/** What is kept of a reply until it leaves: all that the API took, but for its time. */
export type KeptBody = Omit<BodyOf<typeof postPlannedReply>, "sendAt">;
export type PlanRow = Omit<Selectable<Tables["plannedReplies"]>, "body"> & { body: KeptBody };

interface ShownPlan extends PlanRow {
  number: number;
  subject: string;
  brandId: string;
  authorName: string;
  files: Attachment[] | null;
}

/** Plans with what is shown of them; `p` is the plan, `c` its conversation. */
export async function plansWhere(tx: Tx, which: RawBuilder<unknown>): Promise<ShownPlan[]> {
  const { rows } = await sql<ShownPlan>`
    select p.*, c.number, c.subject, c.brand_id, a.name as author_name,
      (select json_agg(json_build_object('id', f.id, 'filename', f.filename, 'mimeType', f.mime_type, 'size', f.size,
          'inline', f.inline) order by f.id)
        from attachments f
        where f.workspace_id = p.workspace_id and p.body -> 'attachments' @> to_jsonb(f.id::text)) as files
    from planned_replies p
    join conversations c on c.workspace_id = p.workspace_id and c.id = p.conversation_id
    join agents a on a.workspace_id = p.workspace_id and a.id = p.agent_id
    ${which}`.execute(tx);
  return rows;
}

export async function planById(tx: Tx, workspaceId: string, id: string): Promise<PlannedReply> {
  const [row] = await plansWhere(tx, sql`where p.workspace_id = ${workspaceId} and p.id = ${id}`);
  if (!row) throw new Refusal("not_found");
  return toPlanned(row);
}

const refused = "refused:" as const;
/** How a refusal stands in the row. */
export const becauseRefused = (code: string) => `${refused}${code}` as const;

export function toPlanned(row: ShownPlan): PlannedReply {
  const refusal = row.because?.startsWith(refused) ? row.because.slice(refused.length) : null;
  return {
    id: row.id,
    conversation: { id: row.conversationId, number: row.number, subject: row.subject },
    author: { id: row.agentId, name: row.authorName },
    text: row.words,
    html: row.body.html ?? null,
    attachments: row.files ?? [],
    after: row.body.after,
    isLater: row.isLater,
    sendAt: row.sendAt.toISOString(),
    state: row.state as PlannedReply["state"],
    because: refusal ? "refused" : (row.because as PlannedReply["because"]),
    refusal,
    messageId: row.messageId,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A plan's row, locked: whoever takes it back and what sends it take turns here. */
export async function lockPlan(
  tx: Tx,
  caller: Caller,
  { id, plan }: { id: string; plan: string },
): Promise<PlanRow & { brandId: string }> {
  const { rows } = await sql<PlanRow & { brandId: string }>`
    select p.*, c.brand_id from planned_replies p
    join conversations c on c.workspace_id = p.workspace_id and c.id = p.conversation_id
    where p.workspace_id = ${caller.workspaceId} and p.conversation_id = ${id} and p.id = ${plan}
    for update of p`.execute(tx);
  const row = rows[0];
  if (!row || (caller.brands && !caller.brands.includes(row.brandId))) throw new Refusal("not_found");
  // Who leads may hold back what somebody else planned, who may be away by then.
  const isTheirs = caller.kind === "agent" && caller.id === row.agentId;
  if (!isTheirs && !caller.permissions.has("teams.manage")) throw new Refusal("forbidden");
  return row;
}
