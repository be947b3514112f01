import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Notice, putNoticesSeen } from "../../contract/notices.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";

/** What the caller was told and is not done with, newest first; nothing of brands that they no longer serve. */
export function listNotices(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Notice[]; next: string | null; unseen: number }> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const after = readCursor(secret, "notices", cursor);
  const { workspaceId, brands } = caller;
  const mine = sql`n.workspace_id = ${workspaceId} and n.agent_id = ${caller.id} and n.in_desk and n.done_at is null
    ${brands ? sql`and (c.id is null or c.brand_id = any(${[...brands]}::uuid[]))` : sql``}`;
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      id: string;
      kind: Notice["kind"];
      data: Notice["data"];
      times: number;
      at: Date;
      seenAt: Date | null;
      conversation: Notice["conversation"];
    }>`
      select n.id, n.kind, n.data, n.times, n.at, n.seen_at,
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

type Which = BodyOf<typeof putNoticesSeen>;

const those = (which: Which): RawBuilder<SqlBool> =>
  "upTo" in which
    ? sql`id <= ${which.upTo}`
    : "ids" in which
      ? sql`id = any(${which.ids}::uuid[])`
      : sql`conversation_id = ${which.conversation}`;

/** Notes that the caller has seen what they were told: nothing of it is pushed or mailed any more. */
export const noticesSeen = (db: Db, caller: Caller, which: Which): Promise<void> =>
  mark(
    db,
    caller,
    sql`seen_at = ${new Date()}, push_at = null, mail_at = null`,
    sql`seen_at is null and ${those(which)}`,
  );

/** Notes that a desk in front of the caller said it: their phone need not. */
export const noticesShown = (db: Db, caller: Caller, upTo: string): Promise<void> =>
  mark(db, caller, sql`push_at = null`, sql`push_at is not null and id <= ${upTo}`);

/** Takes what the caller was told off their list. */
export const noticesDone = (db: Db, caller: Caller, which: Which): Promise<void> =>
  mark(
    db,
    caller,
    sql`done_at = ${new Date()}, seen_at = coalesce(seen_at, ${new Date()}), push_at = null, mail_at = null`,
    sql`done_at is null and ${those(which)}`,
  );

/** The caller's other screens hear of it only if anything changed. */
function mark(db: Db, caller: Caller, set: RawBuilder<unknown>, which: RawBuilder<unknown>): Promise<void> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const { workspaceId, id } = caller;
  return within(db, workspaceId, async (tx) => {
    const { rows } = await sql`
      update notices set ${set} where workspace_id = ${workspaceId} and agent_id = ${id} and ${which}
      returning id`.execute(tx);
    if (rows.length)
      await record(tx, { workspaceId, kind: "notice.seen", actor: actorOf(caller), data: { to: [id] } });
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
