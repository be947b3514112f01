import { sql } from "kysely";
import type { BlockedVisitor } from "../../contract/chat.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, recordAll } from "../events.ts";
import { Refusal } from "../refusal.ts";

interface Row {
  id: string;
  customerId: string | null;
  customerName: string | null;
  brandId: string;
  brandName: string;
  blocked: { reason: string; by: string; at: string };
}

/** Visitors of the brands that the caller serves who may not write, the newest first. */
export function listBlocked(db: Db, { workspaceId, brands }: Caller): Promise<BlockedVisitor[]> {
  const wall = brands ? sql`and v.brand_id = any(${[...brands]}::uuid[])` : sql``;
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<Row>`
      select v.id, v.customer_id, p.name as customer_name, v.brand_id, b.name as brand_name, v.blocked
      from chat_visitors v
      join brands b on b.workspace_id = v.workspace_id and b.id = v.brand_id
      left join customers p on p.workspace_id = v.workspace_id and p.id = v.customer_id
      where v.workspace_id = ${workspaceId} and v.blocked is not null ${wall}
      order by v.blocked ->> 'at' desc, v.id
      limit 200`.execute(tx);
    return rows.map(({ id, customerId, customerName, brandId, brandName, blocked }) => ({
      id,
      customer: customerId ? { id: customerId, name: customerName! } : null,
      brand: { id: brandId, name: brandName },
      ...blocked,
    }));
  });
}

/** Lets a visitor write again, and whom the site vouches for in their other browsers too. */
export async function letWrite(db: Db, caller: Caller, id: string): Promise<void> {
  const { workspaceId, brands } = caller;
  await within(db, workspaceId, async (tx) => {
    const wall = brands ? sql`and brand_id = any(${[...brands]}::uuid[])` : sql``;
    const { rows } = await sql`
      with named as (
        select id, account, customer_id from chat_visitors
        where workspace_id = ${workspaceId} and id = ${id} and blocked is not null ${wall}
      )
      update chat_visitors v set blocked = null
      from named n
      where v.workspace_id = ${workspaceId} and (v.id = n.id or (n.account is not null and v.customer_id = n.customer_id))
      returning v.id`.execute(tx);
    if (!rows.length) throw new Refusal("not_found");
    await tellOf(tx, caller, id);
  });
}

/** Stands with the newest of what they wrote, where it was decided. */
async function tellOf(tx: Tx, caller: Caller, visitorId: string): Promise<void> {
  const { rows } = await sql<{ conversationId: string; brandId: string }>`
    select c.id as conversation_id, c.brand_id from chats t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where t.workspace_id = ${caller.workspaceId} and t.visitor_id = ${visitorId}
    order by c.last_message_at desc, c.id desc limit 1`.execute(tx);
  await recordAll(
    tx,
    rows.map((about) => ({
      workspaceId: caller.workspaceId,
      kind: "conversation.changed",
      actor: actorOf(caller),
      ...about,
      data: { blocked: { from: true, to: false } },
    })),
  );
}
