import { type RawBuilder, sql } from "kysely";
import type { listPromises, PromiseMade } from "../../contract/promises.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";

type Filters = QueryOf<typeof listPromises>;

/** SQL: what a state means of a promise `p` now; one that is due counts as broken from that instant on. */
const inState = (state: Filters["state"], now: Date): RawBuilder<unknown> => {
  switch (state) {
    case "owed":
      return sql`p.settled_at is null`;
    case "late":
      return sql`p.settled_at is null and p.due_at <= ${now}`;
    case "open":
      return sql`p.settled_at is null and p.state = 'open' and p.due_at > ${now}`;
    case "broken":
      return sql`(p.state = 'broken' or p.state = 'open' and p.due_at <= ${now})`;
    case "all":
      return sql`true`;
    case "kept":
      return sql`p.state = 'kept'`;
    case "withdrawn":
      return sql`p.state = 'withdrawn'`;
  }
};

/** A page of promises behind the caller's wall. */
export function listOfPromises(
  db: Db,
  secret: Secret,
  caller: Caller,
  filters: Filters,
): Promise<{ items: PromiseMade[]; next: string | null }> {
  const { cursor, limit, ...asked } = filters;
  const list = `promises ${JSON.stringify(asked)}`;
  const after = readCursor(secret, list, cursor);
  const { state, whose, owner, brand, customer, due } = asked;
  const now = new Date();
  // What is owed comes by its time; of what is over, the newest first.
  const soonest = state === "owed" || state === "late" || state === "open";
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await shown(
      tx,
      sql`p.workspace_id = ${caller.workspaceId} and ${inState(state, now)}
        ${caller.brands ? sql`and p.brand_id = any(${[...caller.brands]}::uuid[])` : sql``}
        ${whose === "mine" ? sql`and coalesce(p.owner_id, c.owner_id) = ${caller.id}` : sql``}
        ${whose === "teams" ? sql`and c.team_id in (select m.team_id from team_members m where m.workspace_id = p.workspace_id and m.agent_id = ${caller.id})` : sql``}
        ${owner ? sql`and coalesce(p.owner_id, c.owner_id) = ${owner}` : sql``}
        ${brand ? sql`and p.brand_id = ${brand}` : sql``}
        ${customer ? sql`and p.customer_id = ${customer}` : sql``}
        ${due ? sql`and p.due_at < ${due}` : sql``}
        ${after ? sql`and (p.due_at, p.id) ${soonest ? sql`>` : sql`<`} (${after[0]}, ${after[1]})` : sql``}`,
      soonest ? sql`p.due_at, p.id` : sql`p.due_at desc, p.id desc`,
      limit + 1,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => toPromise(row, now)),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.exactly, last.id]) : null,
    };
  });
}

/** So many of a conversation are shown. */
const mostOfOne = 200;

/** What was promised in a conversation: what is owed first, by its time; then the rest, newest first. */
export function promisesOf(db: Db, caller: Caller, conversationId: string): Promise<PromiseMade[]> {
  return look(db, caller.workspaceId, async (tx) => {
    await refuseForeign(tx, caller, conversationId);
    const rows = await shown(
      tx,
      sql`p.workspace_id = ${caller.workspaceId} and p.conversation_id = ${conversationId}`,
      sql`p.settled_at is not null, case when p.settled_at is null then p.due_at end, p.made_at desc, p.id desc`,
      mostOfOne,
    );
    const now = new Date();
    return rows.map((row) => toPromise(row, now));
  });
}

/** Refuses unless the caller may look at this conversation. */
export async function refuseForeign(tx: Tx, { workspaceId, brands }: Caller, conversationId: string) {
  const row = await tx
    .selectFrom("conversations")
    .select(["brandId", "language"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (!row || (brands && !brands.includes(row.brandId))) throw new Refusal("not_found");
  return row;
}

/** One promise, of which it is known that the caller may see it. */
export async function promiseById(tx: Tx, { workspaceId }: Caller, id: string): Promise<PromiseMade> {
  const [row] = await shown(tx, sql`p.workspace_id = ${workspaceId} and p.id = ${id}`, sql`p.id`, 1);
  if (!row) throw new Refusal("not_found");
  return toPromise(row, new Date());
}

/** How many promises of a conversation are owed. */
export async function owedBy(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<{ id: string; text: string; dueAt: Date }[]> {
  return tx
    .selectFrom("promises")
    .select(["id", "text", "dueAt"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("settledAt", "is", null)
    .orderBy("dueAt")
    .execute();
}

/** What a customer is to read below a message, in order. */
export async function promisesShown(
  tx: Tx,
  workspaceId: string,
  messageIds: string[],
): Promise<{ text: string; dueAt: Date }[]> {
  return tx
    .selectFrom("promises")
    .select(["text", "dueAt"])
    .where("workspaceId", "=", workspaceId)
    .where("messageId", "in", messageIds)
    .where("shownToCustomer", "=", true)
    .where("state", "<>", "withdrawn")
    .orderBy("dueAt")
    .orderBy("id")
    .execute();
}

interface ShownRow {
  id: string;
  exactly: string;
  text: string;
  dueAt: Date;
  state: PromiseMade["state"];
  ownerId: string | null;
  ownerName: string | null;
  isTheirs: boolean;
  teamId: string;
  teamName: string;
  shownToCustomer: boolean;
  messageId: string | null;
  madeBy: PromiseMade["madeBy"];
  madeAt: Date;
  keptAt: Date | null;
  keptMessageId: string | null;
  settledAt: Date | null;
  reason: string | null;
  conversationId: string;
  number: number;
  subject: string;
  customerId: string;
  customerName: string;
  brandId: string;
  brandName: string;
  line: PromiseMade["line"];
}

async function shown(
  tx: Tx,
  condition: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select p.id, p.due_at::text as exactly, p.text, p.due_at, p.state, p.owner_id is not null as is_theirs,
      p.shown_to_customer, p.message_id, p.made_by, p.made_at, p.kept_at, p.kept_message_id, p.settled_at, p.reason,
      p.line, c.id as conversation_id, c.number, c.subject, a.id as owner_id, a.name as owner_name,
      t.id as team_id, t.name as team_name, u.id as customer_id, u.name as customer_name,
      b.id as brand_id, b.name as brand_name
    from promises p
    join conversations c on c.workspace_id = p.workspace_id and c.id = p.conversation_id
    join customers u on u.workspace_id = p.workspace_id and u.id = p.customer_id
    join brands b on b.workspace_id = p.workspace_id and b.id = p.brand_id
    join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
    left join agents a on a.workspace_id = p.workspace_id and a.id = coalesce(p.owner_id, c.owner_id)
    where ${condition}
    order by ${order}
    limit ${limit}`.execute(tx);
  return rows;
}

const toPromise = (row: ShownRow, now: Date): PromiseMade => ({
  id: row.id,
  text: row.text,
  dueAt: row.dueAt.toISOString(),
  state: row.state === "open" && row.dueAt <= now ? "broken" : row.state,
  owner: row.ownerId
    ? { kind: "agent", id: row.ownerId, name: row.ownerName! }
    : { kind: "team", id: row.teamId, name: row.teamName },
  isTheirs: row.isTheirs,
  shown: row.shownToCustomer,
  message: row.messageId,
  madeBy: row.madeBy,
  madeAt: row.madeAt.toISOString(),
  keptAt: row.keptAt?.toISOString() ?? null,
  keptBy: row.keptMessageId,
  settledAt: row.settledAt?.toISOString() ?? null,
  reason: row.reason,
  conversation: { id: row.conversationId, number: row.number, subject: row.subject },
  customer: { id: row.customerId, name: row.customerName },
  brand: { id: row.brandId, name: row.brandName },
  line: row.line,
});
