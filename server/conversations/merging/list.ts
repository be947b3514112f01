import { sql } from "kysely";
import type { listMerges, Merge } from "../../../contract/merging.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look } from "../../db/database.ts";
import { mayRead } from "../read.ts";
import { partsOf } from "./whole.ts";

/** What is part of a conversation, the first merged first. */
export function mergesOf(db: Db, caller: Caller, id: string): Promise<ReplyOf<typeof listMerges>> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, id);
    const { rows } = await sql<Omit<Merge, "at"> & { at: Date }>`
      select json_build_object('id', c.id, 'number', c.number, 'subject', c.subject,
          'customer', json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'company', p.company, 'tier', coalesce(p.tier, 'none'))) as from,
        g.merged_by ->> 'name' as by, g.at, coalesce(g.kept -> 'conflicts', '[]') as conflicts
      from merges g
      join conversations c on c.workspace_id = g.workspace_id and c.id = g.from_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      where g.workspace_id = ${caller.workspaceId} and g.undone_at is null
        and g.from_id in (${partsOf(caller.workspaceId, id)})
      order by g.at, c.number`.execute(tx);
    return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), next: null };
  });
}
