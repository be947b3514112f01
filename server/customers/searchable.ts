import { sql } from "kysely";
import type { Language } from "../../contract/languages.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import { languageOf } from "../language/index.ts";
import { putDocuments, type SearchDocument } from "../search/index.ts";

/** Makes customers findable as they are now; safe to run twice. */
export const indexCustomers = (db: Db, workspaceId: string, ids: string[]): Promise<void> =>
  withoutWall(db, async (tx) => putDocuments(tx, await documentsOf(tx, workspaceId, ids)));

/** Makes those findable whose first conversation this is. */
export async function indexNewCustomers(
  db: Db,
  conversations: { workspaceId: string; id: string }[],
): Promise<void> {
  const fresh = await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; id: string }>`
      select distinct c.workspace_id, c.customer_id as id
      from unnest(${conversations.map((one) => one.workspaceId)}::uuid[], ${conversations.map((one) => one.id)}::uuid[])
        as asked (workspace_id, id)
      cross join lateral (
        select workspace_id, customer_id from conversations where workspace_id = asked.workspace_id and id = asked.id limit 1
      ) as c
      where not exists (select from search_documents d where d.workspace_id = c.workspace_id and d.kind = 'customer' and d.id = c.customer_id)`.execute(
      tx,
    );
    return rows;
  });
  const byWorkspace = Map.groupBy(fresh, ({ workspaceId }) => workspaceId);
  for (const [workspaceId, customers] of byWorkspace)
    await indexCustomers(
      db,
      workspaceId,
      customers.map(({ id }) => id),
    );
}

/** A piece of all customers of a workspace, from the newest on, for whoever makes them findable anew. */
export async function customersBelow(
  tx: Tx,
  { workspaceId, below, limit }: { workspaceId: string; below: string; limit: number },
): Promise<{ documents: SearchDocument[]; below: string | null }> {
  const rows = await tx
    .selectFrom("customers")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "<=", below)
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const ids = rows.slice(0, limit).map(({ id }) => id);
  return { documents: await documentsOf(tx, workspaceId, ids), below: rows[limit]?.id ?? null };
}

async function documentsOf(tx: Tx, workspaceId: string, ids: string[]): Promise<SearchDocument[]> {
  if (!ids.length) return [];
  const { rows } = await sql<{
    id: string;
    brandId: string;
    name: string;
    email: string | null;
    locale: string | null;
    company: string | null;
    about: string;
    at: Date;
    identities: string[] | null;
  }>`
    select p.id, p.brand_id, p.name, p.email, p.locale, p.company, p.about, coalesce(p.last_seen_at, p.created_at) as at,
      (select array_agg(value order by value) from identities i where i.workspace_id = p.workspace_id and i.customer_id = p.id) as identities
    from unnest(${ids}::uuid[]) as asked (id)
    cross join lateral (
      select * from customers where workspace_id = ${workspaceId} and id = asked.id limit 1
    ) as p`.execute(tx);
  return rows.map((row) => ({
    workspaceId,
    kind: "customer",
    id: row.id,
    subjectId: row.id,
    brandId: row.brandId,
    audience: "agents",
    language: languageOf(`${row.name} ${row.about}`, (row.locale ?? "unknown") as Language),
    at: row.at,
    title: row.name,
    keywords: [...new Set([row.email ?? "", row.company ?? "", ...(row.identities ?? [])])],
    body: row.about,
  }));
}
