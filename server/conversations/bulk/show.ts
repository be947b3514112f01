import { sql } from "kysely";
import type { Act, BulkAct } from "../../../contract/bulk-acts.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";

const undoHours = 24;
/** Until then it can be undone. */
export const undoUntil = (createdAt: Date): Date => new Date(createdAt.getTime() + undoHours * 3_600_000);

/** Of each reason so many conversations are named. */
const mostNamed = 50;

/** The caller's last bulk acts. */
export const bulkActsOf = (db: Db, caller: Caller, limit: number): Promise<BulkAct[]> =>
  look(db, caller.workspaceId, (tx) => bulkActs(tx, caller, sql`order by a.created_at desc limit ${limit}`));

/** One that the caller made. */
export async function bulkActById(tx: Tx, caller: Caller, id: string): Promise<BulkAct> {
  const [act] = await bulkActs(tx, caller, sql`and a.id = ${id}`);
  if (!act) throw new Refusal("not_found");
  return act;
}

interface Row {
  id: string;
  act: Act;
  byName: string;
  state: BulkAct["state"];
  total: number;
  createdAt: Date;
  endedAt: Date | null;
  counted: Record<string, number> | null;
  left: BulkAct["left"] | null;
}

async function bulkActs(tx: Tx, caller: Caller, which: ReturnType<typeof sql>): Promise<BulkAct[]> {
  const wall = caller.brands ? sql`and c.brand_id = any(${[...caller.brands]}::uuid[])` : sql``;
  const { rows } = await sql<Row>`
    select a.id, a.act, a.by_name, a.state, a.total, a.created_at, a.ended_at,
      (select json_object_agg(state, n) from (select state, count(*) as n from bulk_act_items i
        where i.workspace_id = a.workspace_id and i.act_id = a.id group by 1) as s) as counted,
      (select json_agg(r order by r.count desc) from (
        select why, count(*) as count, coalesce(json_agg(json_build_object('id', c.id, 'number', c.number, 'subject', c.subject)
          order by i.place) filter (where nth <= ${mostNamed} and c.id is not null), '[]') as conversations
        from (select *, row_number() over (partition by why order by place) as nth from bulk_act_items
          where workspace_id = a.workspace_id and act_id = a.id and why is not null) i
        left join conversations c on c.workspace_id = a.workspace_id and c.id = i.conversation_id ${wall}
        group by why) as r) as "left"
    from bulk_acts a
    where a.workspace_id = ${caller.workspaceId} and a.by_id = ${caller.id} ${which}`.execute(tx);
  return rows.map(({ counted, byName, createdAt, endedAt, left, ...row }) => {
    const n = (state: string) => counted?.[state] ?? 0;
    const until = undoUntil(createdAt);
    const canUndo =
      (row.state === "running" || (row.state === "done" && n("done") > 0)) && until > new Date();
    return {
      ...row,
      by: byName,
      done: n("done") + n("undone") + n("kept"),
      same: n("same"),
      undone: n("undone"),
      waiting: row.state === "undoing" ? n("done") : n("waiting"),
      left: left ?? [],
      createdAt: createdAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      undoUntil: canUndo ? until.toISOString() : null,
    };
  });
}
