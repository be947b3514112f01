import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Notice } from "../../contract/notices.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, send, type Tx, within } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";

interface NewNotice {
  /** Agents; each is told once. */
  to: string[];
  kind: Notice["kind"];
  conversationId: string | null;
  data: Record<string, unknown>;
  at: Date;
}

/** Tells people something in the desk. The event of what they are told of brings it to their screens. */
export async function notify(
  tx: Tx,
  workspaceId: string,
  { to, kind, conversationId, data, at }: NewNotice,
): Promise<void> {
  if (!to.length) return;
  send(
    tx,
    tx.insertInto("notices").values(
      [...new Set(to)].map((agentId) => ({
        workspaceId,
        id: randomUUIDv7(),
        agentId,
        kind,
        conversationId,
        data: JSON.stringify(data),
        at,
      })),
    ),
  );
}

/** What the caller was told, newest first; nothing of brands that they no longer serve. */
export function listNotices(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Notice[]; next: string | null; unseen: number }> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const after = readCursor(secret, "notices", cursor);
  const { workspaceId, brands } = caller;
  const mine = sql`n.workspace_id = ${workspaceId} and n.agent_id = ${caller.id}
    ${brands ? sql`and (c.id is null or c.brand_id = any(${[...brands]}::uuid[]))` : sql``}`;
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      id: string;
      kind: Notice["kind"];
      data: Notice["data"];
      at: Date;
      seenAt: Date | null;
      conversation: Notice["conversation"];
    }>`
      select n.id, n.kind, n.data, n.at, n.seen_at,
        case when c.id is not null then json_build_object('id', c.id, 'number', c.number, 'subject', c.subject) end as conversation
      from notices n
      left join conversations c on c.workspace_id = n.workspace_id and c.id = n.conversation_id
      where ${mine} ${after ? sql`and n.id < ${after[1]}` : sql``}
      order by n.id desc
      limit ${limit + 1}`.execute(tx);
    const { rows: counted } = await sql<{ unseen: number }>`
      select count(*) as unseen from notices n
      left join conversations c on c.workspace_id = n.workspace_id and c.id = n.conversation_id
      where ${mine} and n.seen_at is null`.execute(tx);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        seenAt: row.seenAt?.toISOString() ?? null,
      })),
      next:
        rows.length > limit
          ? writeCursor(secret, "notices", [shown.at(-1)!.at.toISOString(), shown.at(-1)!.id])
          : null,
      unseen: Number(counted[0]!.unseen),
    };
  });
}

/** Notes that the caller has seen what they were told, up to and with one of the notices. */
export function noticesSeen(db: Db, caller: Caller, upTo: string): Promise<void> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return within(db, caller.workspaceId, async (tx) => {
    await tx
      .updateTable("notices")
      .set({ seenAt: new Date() })
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("id", "<=", upTo)
      .where("seenAt", "is", null)
      .execute();
  });
}

/** Whom a step of a ladder tells: the leads of a team who serve the brand; without any, those who run the workspace. */
export async function leadsOf(
  tx: Tx,
  { workspaceId, teamId, brandId }: { workspaceId: string; teamId: string; brandId: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string; leads: boolean }>`
    select a.id, a.role = 'lead' and exists (select from team_members m
        where m.workspace_id = a.workspace_id and m.agent_id = a.id and m.team_id = ${teamId}) as leads
    from agents a
    where a.workspace_id = ${workspaceId} and a.status = 'active' and a.role in ('lead', 'admin', 'owner')
      and (a.all_brands or exists (select from agent_brands b
        where b.workspace_id = a.workspace_id and b.agent_id = a.id and b.brand_id = ${brandId}))`.execute(
    tx,
  );
  const leads = rows.filter((row) => row.leads);
  return (leads.length ? leads : rows).map(({ id }) => id);
}
