import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import type { ConversationRow } from "../read.ts";

/**
 * Whoever takes part in the one takes part in the other, as what they were; its customer is a customer of both. Returns
 * the addresses that were not there before.
 */
export async function takePeople(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  by: string,
): Promise<string[]> {
  const { workspaceId } = into;
  const { rows } = await sql<{ address: string }>`
    insert into participants (workspace_id, conversation_id, address, name, customer_id, standing, verified_at, verified_by,
      added_by, added_at, message_id)
    select ${workspaceId}, ${into.id}, address, name, customer_id, standing, verified_at, verified_by, added_by, added_at,
      message_id
    from (
      select p.address, p.name, p.customer_id, p.standing, p.verified_at, p.verified_by, p.added_by, p.added_at, p.message_id
      from participants p where p.workspace_id = ${workspaceId} and p.conversation_id = ${from.id}
      union all
      select i.value, u.name, u.id, 'customer', null, null, ${by}, now(), null
      from customers u
      join identities i on i.workspace_id = u.workspace_id and i.customer_id = u.id and i.kind = 'email'
      where u.workspace_id = ${workspaceId} and u.id = ${from.customerId}
        and not exists (select from participants p where p.workspace_id = u.workspace_id and p.conversation_id = ${from.id}
          and p.address = i.value)
    ) as people
    where not exists (select from identities i where i.workspace_id = ${workspaceId} and i.kind = 'email'
      and i.customer_id = ${into.customerId} and i.value = people.address)
    on conflict do nothing
    returning address`.execute(tx);
  return rows.map(({ address }) => address);
}

/** Who came along with it takes part no longer. */
export async function partPeople(
  tx: Tx,
  into: Pick<ConversationRow, "workspaceId" | "id">,
  addresses: string[],
): Promise<void> {
  if (!addresses.length) return;
  await tx
    .deleteFrom("participants")
    .where("workspaceId", "=", into.workspaceId)
    .where("conversationId", "=", into.id)
    .where("address", "in", addresses)
    .execute();
}
