import { sql } from "kysely";
import type { Locale } from "../../../contract/languages.ts";
import { type Db, within, withoutWall } from "../../db/database.ts";
import { notify } from "../../notices/index.ts";
import { oneByOne } from "../../one-by-one.ts";
import { type Texts, wordsFor } from "./list.ts";

interface Due {
  conversationId: string;
  text: string;
  texts: Texts | null;
  dueAt: Date;
  /** Whom it is told, and their language. */
  who: string | null;
  locale: Locale | null;
}

/** So many are told of in one go. */
const mostAtOnce = 500;

/**
 * Tells that items are due: whoever they are for, else whoever has the matter. Any number of processes may run it; each
 * item is told of once. Returns how many were due.
 */
export async function tellDueItems(db: Db, now: Date): Promise<number> {
  const due = await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; id: string }>`
      select workspace_id, id from checklist_items where check_at <= ${now}
      order by check_at limit ${mostAtOnce}`.execute(tx);
    return rows;
  });
  await oneByOne(due, ({ workspaceId, id }) =>
    within(db, workspaceId, async (tx) => {
      const { rows } = await sql<Due>`
        update checklist_items i set check_at = null from conversations c
        left join lateral (
          select a.id, a.locale from agents a where a.workspace_id = c.workspace_id and a.status = 'active'
            and a.id = any(array[(select assignee_id from checklist_items x where x.workspace_id = ${workspaceId} and x.id = ${id}), c.owner_id])
            and (a.all_brands or exists (select from agent_brands b where b.workspace_id = a.workspace_id
              and b.agent_id = a.id and b.brand_id = c.brand_id))
          order by a.id = c.owner_id limit 1
        ) as told on true
        where i.workspace_id = ${workspaceId} and i.id = ${id} and i.check_at <= ${now}
          and c.workspace_id = i.workspace_id and c.id = i.conversation_id
        returning i.conversation_id, i.text, i.texts, i.due_at, told.locale,
          case when c.status <> 'closed' then told.id end as who`.execute(tx);
      const [item] = rows;
      if (!item?.who) return;
      await notify(tx, workspaceId, {
        to: [item.who],
        kind: "item_due",
        conversationId: item.conversationId,
        data: { text: wordsFor(item, item.locale!), dueAt: item.dueAt.toISOString() },
        at: now,
      });
    }),
  );
  return due.length;
}
