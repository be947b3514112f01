import { sql } from "kysely";
import { Filters } from "../../../contract/conversations.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import type { countSavedViews, SavedView } from "../../../contract/views.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look } from "../../db/database.ts";
import { countedUpTo } from "../counts.ts";
import { conditionsFor } from "../filters.ts";
import { savedViews } from "./saved.ts";

/** A count that takes longer than that is left out: nobody waits for it, and it would come again with the next event. */
const patienceMs = 400;
const longest = "57014";

/** How many conversations each saved view holds for the caller; views one after the other, never all at once. */
export async function countSaved(db: Db, caller: Caller): Promise<ReplyOf<typeof countSavedViews>> {
  const counts: Record<string, number | null> = {};
  const more: string[] = [];
  for (const view of await savedViews(db, caller)) {
    const n = await countOne(db, caller, view);
    counts[view.id] = n === null ? null : Math.min(n, countedUpTo);
    if (n !== null && n > countedUpTo) more.push(view.id);
  }
  return { counts, more };
}

async function countOne(db: Db, caller: Caller, view: SavedView): Promise<number | null> {
  const filters = Filters.safeParse(view.filters);
  // What an older version wrote, or words that an index of its own is asked for.
  if (!filters.success || filters.data.text) return null;
  const conditions = conditionsFor(
    { ...filters.data, view: view.base, sort: view.sort ?? undefined },
    caller,
  );
  if (caller.brands) conditions.push(sql`c.brand_id = any(${caller.brands}::uuid[])`);
  try {
    return await look(db, caller.workspaceId, async (tx) => {
      await sql.raw(`set local statement_timeout = ${patienceMs}`).execute(tx);
      const { rows } = await sql<{ n: string }>`
        select count(*) as n from (select from conversations c where c.workspace_id = ${caller.workspaceId}
          and ${sql.join(conditions, sql` and `)} limit ${countedUpTo + 1}) as found`.execute(tx);
      return Number(rows[0]!.n);
    });
  } catch (error) {
    if ((error as { code?: string }).code === longest) return null;
    throw error;
  }
}
