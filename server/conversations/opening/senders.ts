import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { acknowledgedLately } from "../acknowledging.ts";
import type { Incoming } from "../incoming.ts";
import type { Opening } from "./rows.ts";

/** Who sent a first message: a customer we know, or one who is made now. */
export interface Sender {
  isNew: boolean;
  id: string;
  brandId: string;
  /** The address they wrote from. */
  email: string;
  name: string;
  /** The address we write to. */
  writesTo: string | null;
  locale: string | null;
  company: string | null;
  tier: string | null;
  country: string | null;
  since: Date;
  /** Matters of theirs that were acknowledged within the last hour. */
  lately: number;
}

export const senderKey = ({ customerId, inbox, from }: Incoming): string =>
  customerId ?? keyOf(inbox.brandId, from.email);
const keyOf = (brandId: string, email: string) => `${brandId} ${email}`;

/** The senders of first messages, by `senderKey`; those we do not know yet are made up, and written with what they sent. */
export async function sendersOf(
  tx: Tx,
  workspaceId: string,
  openings: Opening[],
  now: Date,
): Promise<Map<string, Sender>> {
  const asked = openings
    .filter(({ incoming }) => !incoming.customerId)
    .map(({ incoming }) => ({ brand_id: incoming.inbox.brandId, email: incoming.from.email }));
  const known = openings.flatMap(({ incoming }) => incoming.customerId ?? []);
  const { rows } = await sql<Omit<Sender, "isNew" | "since">>`
    select i.brand_id, i.value as email, p.id, p.name, p.email as writes_to, p.locale, p.company, p.tier, p.country,
      ${acknowledgedLately(now)} as lately
    from (select distinct brand_id, email from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as r (brand_id uuid, email text)) as a
    -- One by one by the key: joined as a set, all addresses of the workspace are read.
    cross join lateral (select * from identities i where i.workspace_id = ${workspaceId}
      and i.brand_id = a.brand_id and i.kind = 'email' and i.value = a.email limit 1) i
    join customers p on p.workspace_id = i.workspace_id and p.id = i.customer_id`.execute(tx);
  const senders = new Map<string, Sender>(
    rows.map((row) => [keyOf(row.brandId, row.email), { ...row, isNew: false, since: now }]),
  );
  for (const row of known.length ? await customersAsSenders(tx, workspaceId, known, now) : [])
    senders.set(row.id, row);
  for (const { incoming } of openings) {
    const { email, name } = incoming.from;
    const { brandId } = incoming.inbox;
    const key = senderKey(incoming);
    if (!senders.has(key))
      senders.set(key, {
        isNew: true,
        id: randomUUIDv7(),
        brandId,
        email,
        name: name || email,
        writesTo: email,
        locale: null,
        company: null,
        tier: null,
        country: null,
        since: incoming.recordedAt ?? now,
        lately: 0,
      });
  }
  return senders;
}

/** Customers who write where they are known by more than an address. */
async function customersAsSenders(tx: Tx, workspaceId: string, ids: string[], now: Date): Promise<Sender[]> {
  const { rows } = await sql<Omit<Sender, "isNew" | "since">>`
    select p.brand_id, coalesce(p.email, '') as email, p.id, p.name, p.email as writes_to, p.locale, p.company, p.tier, p.country,
      ${acknowledgedLately(now)} as lately
    from customers p
    where p.workspace_id = ${workspaceId} and p.id = any(${ids}::uuid[])`.execute(tx);
  return rows.map((row) => ({ ...row, isNew: false, since: now }));
}
