import { type SqlBool, sql } from "kysely";

/**
 * SQL: whether an identity `i` is of somebody whose matter the conversation `c` is: its customer, or the customer of a
 * conversation that became part of it. The one place that says who else belongs to a merged matter: where a conversation
 * knows its participants, they are asked here.
 */
export const isOfMatter = sql<SqlBool>`(i.customer_id = c.customer_id or exists (
  select from conversations x where x.workspace_id = c.workspace_id and x.merged_into = c.id
    and x.customer_id = i.customer_id))`;
