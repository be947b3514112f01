import { sql } from "kysely";
import type { Participant } from "../../../contract/participants.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx } from "../../db/database.ts";
import { mayRead } from "../read.ts";

interface Row {
  address: string;
  name: string;
  standing: Participant["standing"];
  customer: Participant["customer"];
  isFirst: boolean;
  addedBy: string | null;
  addedAt: Date | null;
  messageId: string | null;
  isVerified: boolean;
}

/** Who takes part in a matter: its customer first, then its other customers, then whom we let in, by name. */
export async function participantsOf(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<Participant[]> {
  const { rows } = await sql<Row>`
    with first as (
      select coalesce(t.email, p.email, '') as address, p.id, p.name, p.company
      from conversations c
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      left join chats t on t.workspace_id = c.workspace_id and t.conversation_id = c.id
      where c.workspace_id = ${workspaceId} and c.id = ${id}
    )
    select * from (
    select f.address, f.name, 'customer' as standing, true as is_first, null as added_by, null::timestamptz as added_at,
      null::uuid as message_id, json_build_object('id', f.id, 'name', f.name, 'company', f.company) as customer,
      exists (select from participants q where q.workspace_id = ${workspaceId} and q.conversation_id = ${id}
        and q.address = lower(f.address) and q.verified_at is not null) as is_verified
    from first f
    union all
    select q.address, coalesce(nullif(q.name, ''), k.name, '') as name, q.standing, false, q.added_by, q.added_at, q.message_id,
      case when k.id is not null then json_build_object('id', k.id, 'name', k.name, 'company', k.company) end,
      q.verified_at is not null
    from participants q
    left join customers k on k.workspace_id = q.workspace_id and k.id = q.customer_id
    where q.workspace_id = ${workspaceId} and q.conversation_id = ${id}
      and not exists (select from first f where lower(f.address) = q.address)
      and not exists (select from identities i, first f where i.workspace_id = ${workspaceId} and i.customer_id = f.id
        and i.kind = 'email' and i.value = q.address and q.standing <> 'left')
    ) as people
    order by is_first desc, standing = 'left', standing <> 'customer', name, address`.execute(tx);
  return rows.map(({ messageId, addedAt, ...row }) => ({
    ...row,
    addedAt: addedAt?.toISOString() ?? null,
    message: messageId,
  }));
}

/** The same for whoever may read the conversation. */
export const listParticipants = (db: Db, caller: Caller, id: string): Promise<{ people: Participant[] }> =>
  look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, id);
    return { people: await participantsOf(tx, { workspaceId: caller.workspaceId, id }) };
  });
