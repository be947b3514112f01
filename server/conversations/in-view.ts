import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { View } from "../../contract/conversations.ts";
import type { Caller } from "../caller.ts";

/** What is due within so many minutes is due soon. */
export const dueSoonMinutes = 120;

type Condition = RawBuilder<SqlBool>;

/** What became part of another conversation is found in that one, and in no list. */
const there: Condition = sql`c.merged_into is null`;
const inSight: Condition = sql`c.snoozed_until is null and ${there}`;
const atWork: Condition = sql`c.status <> 'closed' and ${inSight}`;

/**
 * Which conversations `c` a view holds. The statuses stand in the text of the query, not among its values: the plan is
 * made before the values are known.
 */
export function inView(view: View, caller: Pick<Caller, "workspaceId" | "id">): Condition {
  switch (view) {
    case "all":
      return there;
    case "mine":
      return sql`c.owner_id = ${caller.id} and ${atWork}`;
    case "to-sort":
      return sql`c.to_sort and ${atWork}`;
    case "unassigned":
      return sql`c.owner_id is null and ${atWork}`;
    case "mentioned":
      return sql`${there} and c.id in (select conversation_id from mentions
        where workspace_id = ${caller.workspaceId} and agent_id = ${caller.id} and done_at is null)`;
    case "waiting-for-us":
      return sql`${atWork} and c.status in ('new', 'open')`;
    case "waiting-for-them":
      return sql`${atWork} and c.status = 'waiting'`;
    case "due-soon":
      return sql`${atWork} and c.first_step_at <= now() + make_interval(mins => ${dueSoonMinutes})`;
    case "snoozed":
      return sql`c.snoozed_until is not null and ${there}`;
    case "open":
      return atWork;
    case "closed":
      return sql`c.status = 'closed' and ${inSight}`;
  }
}
