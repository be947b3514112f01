import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { UnderstoodQuery } from "../../contract/found.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { type Asked, dayAsked, findIn, listedValue, type Query } from "../search/index.ts";

type Condition = RawBuilder<SqlBool>;

/** The operators of a search as conditions on the conversation `c`, and which of them mean something. */
export async function conditionsOf(
  tx: Tx,
  caller: Caller,
  { operators }: Query,
): Promise<{ conditions: Condition[]; understood: UnderstoodQuery["operators"] }> {
  const timeZone = operators.some(({ operator }) => operator === "before" || operator === "after")
    ? await timeZoneOf(tx, caller)
    : "UTC";
  const conditions: Condition[] = [];
  const understood: UnderstoodQuery["operators"] = [];
  for (const asked of operators) {
    const condition = await conditionOf(tx, caller, asked, timeZone);
    if (condition) conditions.push(asked.isNot ? sql<SqlBool>`not (${condition})` : condition);
    understood.push({ ...asked, isUnderstood: condition !== null });
  }
  return { conditions, understood };
}

async function timeZoneOf(tx: Tx, { workspaceId }: Caller): Promise<string> {
  const row = await tx
    .selectFrom("workspaces")
    .select("timeZone")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return row.timeZone;
}

async function conditionOf(
  tx: Tx,
  caller: Caller,
  { operator, value }: Asked,
  timeZone: string,
): Promise<Condition | null> {
  switch (operator) {
    case "from":
      return sql`c.customer_id = any(${await customersNamed(tx, caller, value)}::uuid[])`;
    case "to":
      return sql`(exists (select from inboxes i where i.workspace_id = c.workspace_id and i.id = c.inbox_id
          and (lower(i.address) like ${inside(value)} or lower(i.name) like ${inside(value)}))
        or (c.customer_id = any(${await customersNamed(tx, caller, value)}::uuid[]) and exists (select from messages m
          where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author_kind = 'agent' and m.kind = 'message')))`;
    case "subject":
      // Its words are looked for in the index.
      return sql`true`;
    case "number": {
      const number = Number(value);
      return Number.isSafeInteger(number) ? sql`c.number = ${number}` : null;
    }
    case "tag":
      return sql`exists (select from conversation_tags ct join tags g on g.workspace_id = ct.workspace_id and g.id = ct.tag_id
        where ct.workspace_id = c.workspace_id and ct.conversation_id = c.id and lower(replace(g.name, ' ', '-')) like ${`${like(value.replaceAll(" ", "-"))}%`})`;
    case "line": {
      const line = listedValue("line", value);
      return line
        ? sql`c.line = ${line}`
        : sql`c.line in (select l.line from lines l, jsonb_each_text(l.names) as n
            where l.workspace_id = c.workspace_id and lower(n.value) like ${inside(value)})`;
    }
    case "status": {
      const status = listedValue("status", value);
      return status === null ? null : sql`c.status = ${status}`;
    }
    case "brand":
      return sql`exists (select from brands b where b.workspace_id = c.workspace_id and b.id = c.brand_id and lower(b.name) like ${inside(value)})`;
    case "channel": {
      const channel = listedValue("channel", value);
      return channel === null ? null : sql`c.channel = ${channel}`;
    }
    case "lang": {
      const language = listedValue("lang", value);
      return language === null ? null : sql`c.language = ${language}`;
    }
    case "has":
      return listedValue("has", value) === "attachment"
        ? sql`exists (select from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.has_attachments)`
        : null;
    case "owner":
      return owned(caller, value);
    case "is":
      return state(caller, listedValue("is", value));
    case "before": {
      const day = dayAsked(value, timeZone);
      return day && sql`c.created_at < ${day}`;
    }
    case "after": {
      const day = dayAsked(value, timeZone);
      return day && sql`c.last_message_at >= ${day}`;
    }
  }
}

/** For `like`, what may hold its signs. */
const like = (value: string) => value.toLowerCase().replace(/[\\%_]/g, "\\$&");
const inside = (value: string) => `%${like(value)}%`;

const mostCustomers = 500;

/** Customers by any part of their name or address. */
async function customersNamed(tx: Tx, caller: Caller, value: string): Promise<string[]> {
  const { hits } = await findIn(tx, {
    workspaceId: caller.workspaceId,
    kind: "customer",
    brands: caller.brands,
    text: value,
    isWhole: true,
    isBegun: true,
    limit: mostCustomers,
  });
  return hits.map(({ subjectId }) => subjectId);
}

function owned(caller: Caller, value: string): Condition {
  switch (listedValue("owner", value)) {
    case "me":
      return sql`c.owner_id = ${caller.kind === "agent" ? caller.id : null}`;
    case "nobody":
      return sql`c.owner_id is null`;
    default:
      return sql`exists (select from agents a where a.workspace_id = c.workspace_id and a.id = c.owner_id
        and (lower(a.name) like ${inside(value)} or lower(a.email) = ${value.toLowerCase()}))`;
  }
}

function state(caller: Caller, value: string | null): Condition | null {
  switch (value) {
    case "open":
      return sql`c.status <> 'closed'`;
    case "closed":
      return sql`c.status = 'closed'`;
    case "waiting":
      return sql`c.waiting_since is not null`;
    case "unread":
      return sql`not exists (select from reads r where r.workspace_id = c.workspace_id and r.agent_id = ${caller.id}
        and r.conversation_id = c.id and r.read_at >= c.last_message_at)`;
    default:
      return null;
  }
}
