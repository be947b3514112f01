import { sql } from "kysely";
import type { MailAddress } from "../../../contract/mail.ts";
import type { Standing } from "../../../contract/participants.ts";
import type { Tx } from "../../db/database.ts";

export interface Matter {
  workspaceId: string;
  id: string;
  brandId: string;
}

/** An address as it is compared: in lower case, without what we or its owner put behind a plus when it is ours. */
export const comparable = (address: string): string => address.trim().toLowerCase();

const withoutPlus = (address: string): string => comparable(address).replace(/\+[^@]*@/, "@");

/** Which of these addresses are our own: of inboxes, under every name they answer to, with whatever stands after a plus. */
export async function ownAmong(tx: Tx, workspaceId: string, addresses: string[]): Promise<Set<string>> {
  if (!addresses.length) return new Set();
  const { rows } = await sql<{ address: string }>`
    select lower(address) as address from inboxes where workspace_id = ${workspaceId}
      and lower(address) = any(${addresses.map(withoutPlus)}::text[])
    union
    select address from directory_addresses where workspace_id = ${workspaceId}
      and address = any(${[...addresses.map(withoutPlus), ...addresses.map(comparable)]}::text[])`.execute(
    tx,
  );
  const own = new Set(rows.map((row) => row.address));
  return new Set(
    addresses.map(comparable).filter((address) => own.has(address) || own.has(withoutPlus(address))),
  );
}

/** Somebody who is to take part, and as what. */
export interface Added {
  people: MailAddress[];
  standing: Standing;
  /** Who put them in, by name. */
  by: string;
  messageId: string | null;
}

/**
 * Notes who takes part in a matter; whoever does already stays what they are, but that asking makes nobody less, and an
 * agent's word counts for more than having been in copy. Our own addresses and the customer's are never among them.
 * Returns those that are new.
 */
export async function addParticipants(
  tx: Tx,
  { workspaceId, id, brandId }: Matter,
  { people, standing, by, messageId }: Added,
): Promise<MailAddress[]> {
  const own = await ownAmong(
    tx,
    workspaceId,
    people.map(({ address }) => address),
  );
  const fit = new Map(
    people
      .filter(({ address }) => isAddress(address) && !own.has(comparable(address)))
      .map(({ name, address }) => [comparable(address), { name, address: comparable(address) }]),
  );
  if (!fit.size) return [];
  const { rows } = await sql<{ name: string; address: string }>`
    insert into participants (workspace_id, conversation_id, address, name, customer_id, standing, added_by, message_id)
    select ${workspaceId}, ${id}, r.address, r.name,
      (select i.customer_id from identities i where i.workspace_id = ${workspaceId} and i.brand_id = ${brandId}
        and i.kind = 'email' and i.value = r.address limit 1),
      ${standing}, ${by}, ${messageId}::uuid
    from jsonb_to_recordset(${JSON.stringify([...fit.values()])}::jsonb) as r (address text, name text)
    where not exists (
      select from conversations c
      join identities i on i.workspace_id = c.workspace_id and i.customer_id = c.customer_id and i.kind = 'email'
      where c.workspace_id = ${workspaceId} and c.id = ${id} and i.value = r.address)
    order by r.address
    on conflict (workspace_id, conversation_id, address) do update
      set standing = excluded.standing, added_by = excluded.added_by, added_at = now(), message_id = excluded.message_id
      where excluded.standing in ('agreed', 'customer') and participants.standing in ('asked', 'left')
    returning name, address`.execute(tx);
  return rows;
}

export const isAddress = (address: string): boolean =>
  /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@<>,;:"().]{2,}$/u.test(address.trim()) && address.length <= 320;
