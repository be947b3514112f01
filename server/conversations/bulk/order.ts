import { randomUUIDv7 } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { BulkAct, postBulkAct } from "../../../contract/bulk-acts.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { enqueue } from "../../jobs/index.ts";
import { Refusal } from "../../refusal.ts";
import { conditionsFor } from "../filters.ts";
import { findConversations } from "../find.ts";
import { type Ordering, orderingBy } from "../orders.ts";
import { refuseAct } from "./acts.ts";
import { bulkActQueue } from "./queue.ts";
import { bulkActById } from "./show.ts";

/** To so many at once; more is done by narrowing the list down. */
const mostAtOnce = 10_000;

type Order = BodyOf<typeof postBulkAct>;

/** Notes which conversations an act is for, as the list is now, and has it carried out. */
export function orderBulkAct(db: Db, caller: Caller, { which, act }: Order): Promise<BulkAct> {
  refuseAct(caller, act);
  if (caller.kind !== "agent" && caller.kind !== "key") throw new Refusal("forbidden");
  const { workspaceId, kind } = caller;
  return within(db, workspaceId, async (tx) => {
    const id = randomUUIDv7();
    await tx
      .insertInto("bulkActs")
      .values({
        workspaceId,
        id,
        byKind: kind,
        byId: caller.id,
        byName: caller.name,
        act: JSON.stringify(act),
        state: "running",
        total: 0,
      })
      .execute();
    const total = await noteItems(tx, caller, id, await wanted(db, caller, which));
    if ("ids" in which && total < new Set(which.ids).size) throw new Refusal("not_found");
    if (total > mostAtOnce) throw new Refusal("too_many");
    await tx
      .updateTable("bulkActs")
      .set({ total, ...(total === 0 && { state: "done", endedAt: new Date() }) })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    if (total > 0) await enqueue(tx, bulkActQueue, [{ workspaceId, id }], { share: workspaceId });
    return bulkActById(tx, caller, id);
  });
}

/** In the order in which they are listed, so that who watches sees it go down. */
async function noteItems(
  tx: Tx,
  { workspaceId, brands }: Caller,
  actId: string,
  { conditions, orderBy }: Wanted,
): Promise<number> {
  const wall = brands ? [sql`c.brand_id = any(${[...brands]}::uuid[])`] : [];
  const { numAffectedRows } = await sql`
    insert into bulk_act_items (workspace_id, act_id, place, conversation_id)
    select ${workspaceId}, ${actId}, row_number() over (${orderBy}), c.id
    from conversations c
    where ${sql.join([sql`c.workspace_id = ${workspaceId}`, ...wall, ...conditions], sql` and `)}
    ${orderBy} limit ${mostAtOnce + 1}`.execute(tx);
  return Number(numAffectedRows);
}

interface Wanted extends Pick<Ordering, "orderBy"> {
  conditions: RawBuilder<unknown>[];
}

async function wanted(db: Db, caller: Caller, which: Order["which"]): Promise<Wanted> {
  if ("ids" in which) return { conditions: [sql`c.id = any(${which.ids}::uuid[])`], ...orderingBy("newest") };
  const { view, filters = {}, sort, until, except } = which;
  const conditions: RawBuilder<unknown>[] = conditionsFor({ ...filters, view, sort }, caller);
  if (except.length) conditions.push(sql`c.id <> all(${except}::uuid[])`);
  // What came since has not been seen by whoever chose the list.
  if (until) conditions.push(sql`c.last_message_at <= ${until}`);
  if (filters.text?.trim()) {
    const found = await findConversations(db, caller, filters.text, { only: [], limit: mostFound });
    conditions.push(...found.conditions);
    if (found.hits) conditions.push(sql`c.id = any(${found.hits.map(({ subjectId }) => subjectId)}::uuid[])`);
  }
  return { conditions, ...orderingBy(sort && sort !== "relevance" ? sort : "newest") };
}

/** As many as a list of what was found shows. */
const mostFound = 1000;
