import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { listConversations } from "../../contract/conversations.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { inView } from "./in-view.ts";

export type Asked = Omit<QueryOf<typeof listConversations>, "cursor" | "limit">;
type Condition = RawBuilder<SqlBool>;

/** What a view and the filters ask of the conversation `c`; the words that are looked for are not among it. */
export function conditionsFor(asked: Asked, caller: Caller): Condition[] {
  const { view, owner, tag, tagAll, tagNone, tier, company, customer, field } = asked;
  const conditions: Condition[] = [inView(view, caller)];
  const add = (condition: Condition) => conditions.push(condition);

  for (const [name, column] of Object.entries(columns)) {
    const values = asked[name as keyof typeof columns];
    if (values) add(anyOf(sql.raw(`c.${column.name}`), values, column.type));
  }
  if (owner) add(ownedBy(owner, caller));
  if (tag) add(sql`exists (${tagged(tag)})`);
  if (tagAll)
    add(sql`(select count(*) from (${tagged([...new Set(tagAll)])}) as found) = ${new Set(tagAll).size}`);
  if (tagNone) add(sql`not exists (${tagged(tagNone)})`);
  if (tier) add(ofCustomer(sql`coalesce(p.tier, 'none') = any(${tier}::text[])`));
  if (company) add(ofCustomer(sql`p.company ilike ${`%${company.replace(/[\\%_]/g, "\\$&")}%`}`));
  // Whoever is a customer of the matter beside the first has it among theirs.
  if (customer)
    add(
      sql`(c.customer_id = ${customer} or c.id in (select conversation_id from participants q
        where q.workspace_id = ${caller.workspaceId} and q.customer_id = ${customer} and q.standing = 'customer'))`,
    );
  if (asked.waitingOver) add(sql`c.waiting_since < now() - ${spanOf(asked.waitingOver)}`);
  if (asked.dueWithin) add(sql`c.first_step_at <= now() + ${spanOf(asked.dueWithin)}`);
  if (asked.createdAfter) add(sql`c.created_at >= ${sinceOf(asked.createdAfter, caller)}`);
  if (asked.createdBefore) add(sql`c.created_at < ${sinceOf(asked.createdBefore, caller)}`);
  if (asked.closedAfter) add(sql`c.closed_at >= ${sinceOf(asked.closedAfter, caller)}`);
  if (asked.closedBefore) add(sql`c.closed_at < ${sinceOf(asked.closedBefore, caller)}`);
  if (asked.attachments)
    add(
      whether(
        asked.attachments,
        sql`exists (select from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.has_attachments)`,
      ),
    );
  if (asked.unread)
    add(
      whether(
        asked.unread,
        sql`not exists (select from reads r where r.workspace_id = c.workspace_id and r.agent_id = ${caller.id}
          and r.conversation_id = c.id and r.read_at >= c.last_message_at)`,
      ),
    );
  if (asked.checklist)
    add(
      sql`c.checklist_all > 0 and (case when c.checklist_done < c.checklist_all then 'open' else 'done' end) = any(${asked.checklist})`,
    );
  if (asked.snoozed) add(whether(asked.snoozed, sql`c.snoozed_until is not null`));
  if (field) add(holding(field));
  if (asked.sort === "waiting") add(sql`c.waiting_since is not null`);
  if (asked.sort === "due") add(sql`c.first_step_at is not null`);
  return conditions;
}

const columns = {
  status: { name: "status", type: "text" },
  line: { name: "line", type: "text" },
  intent: { name: "intent", type: "text" },
  brand: { name: "brand_id", type: "uuid" },
  team: { name: "team_id", type: "uuid" },
  queue: { name: "queue_id", type: "uuid" },
  language: { name: "language", type: "text" },
  channel: { name: "channel", type: "text" },
  priority: { name: "priority", type: "text" },
  priorityBy: { name: "priority_by", type: "text" },
  impact: { name: "impact", type: "text" },
  urgency: { name: "urgency", type: "text" },
  mood: { name: "mood", type: "text" },
} as const;

/** One value is compared as one: the planner knows more of it. */
const anyOf = (column: RawBuilder<unknown>, values: readonly string[], type: "text" | "uuid"): Condition =>
  values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values}::${sql.raw(type)}[])`;

function ownedBy(owners: readonly string[], caller: Caller): Condition {
  const people = owners
    .filter((owner) => owner !== "nobody")
    .map((owner) => (owner === "me" ? caller.id : owner));
  const nobodys = owners.includes("nobody") ? [sql<SqlBool>`c.owner_id is null`] : [];
  const theirs = people.length ? [anyOf(sql`c.owner_id`, people, "uuid")] : [];
  return sql`(${sql.join([...nobodys, ...theirs], sql` or `)})`;
}

const tagged = (tags: readonly string[]) => sql`select from conversation_tags t
  where t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.tag_id = any(${tags}::uuid[])`;

const ofCustomer = (condition: Condition): Condition => sql`exists (select from customers p
  where p.workspace_id = c.workspace_id and p.id = c.customer_id and ${condition})`;

const whether = (answer: "yes" | "no", condition: Condition): Condition =>
  answer === "yes" ? condition : sql`not (${condition})`;

const units = { m: "mins", h: "hours", d: "days" } as const;

/** `4h` as an interval. */
const spanOf = (span: string) =>
  sql`make_interval(${sql.raw(units[span.at(-1) as keyof typeof units])} => ${Number(span.slice(0, -1))})`;

/** The beginning of a day where the workspace is, or that long ago. */
const sinceOf = (since: string, { workspaceId }: Caller) =>
  since.includes("-")
    ? sql`(${since}::date::timestamp at time zone (select time_zone from workspaces where id = ${workspaceId}))`
    : sql`(now() - ${spanOf(since)})`;

/** A field as people write it: without telling capitals from small letters; `:` alone is an empty one. */
function holding(field: string): Condition {
  const at = field.indexOf(":");
  const [key, value] = [field.slice(0, at), field.slice(at + 1).trim()];
  return value
    ? sql`lower(c.fields ->> ${key}) = lower(${value})`
    : sql`coalesce(c.fields ->> ${key}, '') = ''`;
}
