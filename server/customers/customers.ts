import { type SqlBool, sql } from "kysely";
import type { Customer, listCustomers, patchCustomer } from "../../contract/customers.ts";
import type { BodyOf, QueryOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { rankAnew } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import { findDocuments } from "../search/index.ts";
import type { Secret } from "../secret.ts";

/** A page of customers by name, behind the caller's wall. */
export function listOfCustomers(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, brand, text }: QueryOf<typeof listCustomers>,
): Promise<{ items: Customer[]; next: string | null }> {
  const list = JSON.stringify({ customers: true, brand, text });
  const after = readCursor(secret, list, cursor);
  return look(db, caller.workspaceId, async (tx) => {
    let query = tx
      .selectFrom("customers")
      .select(["id", sql<string>`lower(name)`.as("place")])
      .where("workspaceId", "=", caller.workspaceId);
    if (caller.brands) query = query.where(sql<SqlBool>`brand_id = any(${caller.brands}::uuid[])`);
    if (brand) query = query.where("brandId", "=", brand);
    if (text) {
      const beginning = `${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
      query = query.where(
        sql<SqlBool>`(lower(name) like ${beginning} or lower(name) like ${`% ${beginning}`} or id in (
          select customer_id from identities where workspace_id = ${caller.workspaceId} and value like ${beginning}))`,
      );
    }
    if (after) query = query.where(sql<SqlBool>`(lower(name), id) > (${after[0]}, ${after[1]})`);
    const page = await query
      .orderBy(sql`lower(name)`)
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const shown = page.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await customersByIds(
        tx,
        caller,
        shown.map((row) => row.id),
      ),
      next: page.length > limit && last ? writeCursor(secret, list, [last.place, last.id]) : null,
    };
  });
}

/** The customers whose names, addresses, numbers or notes answer best. */
export async function foundCustomers(
  db: Db,
  caller: Caller,
  text: string,
  limit: number,
): Promise<Customer[]> {
  const { workspaceId, brands, locale } = caller;
  const { hits } = await findDocuments(db, {
    workspaceId,
    kind: "customer",
    brands,
    text,
    isWhole: true,
    isBegun: true,
    usual: locale,
    limit,
  });
  return look(db, workspaceId, async (tx) => {
    const customers = await customersByIds(
      tx,
      caller,
      hits.map(({ subjectId }) => subjectId),
    );
    return customers.filter(({ brand }) => serves(caller, brand.id));
  });
}

/** One customer behind the caller's wall. */
export async function customerById(tx: Tx, caller: Caller, id: string): Promise<Customer> {
  const [customer] = await customersByIds(tx, caller, [id]);
  if (!customer || (caller.brands && !caller.brands.includes(customer.brand.id)))
    throw new Refusal("not_found");
  return customer;
}

/** Changes what we know of a customer. */
export function amendCustomer(db: Db, caller: Caller, id: string, changes: BodyOf<typeof patchCustomer>) {
  return within(db, caller.workspaceId, async (tx) => {
    const before = await customerById(tx, caller, id);
    if (Object.keys(changes).length) {
      const { tier: said, ...plain } = changes;
      const { workspaceId } = caller;
      const tier = said === "none" ? null : said;
      if (tier !== undefined) await rankAnew(tx, { workspaceId, customerId: id }, tier);
      await tx
        .updateTable("customers")
        .set({ ...plain, ...(tier !== undefined && { tier }), updatedAt: new Date() })
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", id)
        .execute();
      await record(tx, {
        workspaceId: caller.workspaceId,
        kind: "customer.changed",
        actor: actorOf(caller),
        brandId: before.brand.id,
        data: { customer: id, changed: Object.keys(changes) },
      });
    }
    return customerById(tx, caller, id);
  });
}

async function customersByIds(tx: Tx, caller: Caller, ids: string[]): Promise<Customer[]> {
  if (!ids.length) return [];
  const { rows } = await sql<{
    id: string;
    name: string;
    email: string | null;
    locale: Customer["locale"];
    country: Customer["country"];
    company: string | null;
    tier: Customer["tier"];
    about: string;
    brandId: string;
    brandName: string;
    createdAt: Date;
    lastSeenAt: Date | null;
    identities: Customer["identities"] | null;
    total: number;
    open: number;
  }>`
    select p.id, p.name, p.email, p.locale, p.country, p.company, coalesce(p.tier, 'none') as tier, p.about, p.brand_id, b.name as brand_name, p.created_at, p.last_seen_at,
      (select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.created_at, i.value)
        from identities i where i.workspace_id = p.workspace_id and i.customer_id = p.id) as identities,
      held.total, held.open
    from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
    join customers p on p.workspace_id = ${caller.workspaceId} and p.id = asked.id
    join brands b on b.workspace_id = p.workspace_id and b.id = p.brand_id
    cross join lateral (
      select count(*) as total, count(*) filter (where status <> 'closed') as open
      from conversations c where c.workspace_id = p.workspace_id and (c.customer_id = p.id or c.id in (
        select conversation_id from participants q
        where q.workspace_id = p.workspace_id and q.customer_id = p.id and q.standing = 'customer'))) as held
    order by asked.place`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    identities: row.identities ?? [],
    locale: row.locale,
    country: row.country,
    company: row.company,
    tier: row.tier,
    about: row.about,
    brand: { id: row.brandId, name: row.brandName },
    conversations: { total: row.total, open: row.open },
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }));
}
