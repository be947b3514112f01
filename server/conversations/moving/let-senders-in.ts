import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { recordAll } from "../../events.ts";
import { addParticipants } from "../participants/rows.ts";
import type { ConversationRow } from "../read.ts";

/**
 * Whoever wrote what came here takes part; they see nothing of the rest before somebody agrees. Returns the addresses of
 * those who did not before.
 */
export async function letSendersIn(
  tx: Tx,
  to: ConversationRow,
  ids: readonly string[],
  by: string,
): Promise<string[]> {
  const { rows } = await sql<{ address: string; name: string; messageId: string }>`
    select distinct on (lower(m.mail -> 'from' ->> 'address')) m.mail -> 'from' ->> 'address' as address,
      m.author_name as name, m.id as message_id
    from messages m
    where m.workspace_id = ${to.workspaceId} and m.id = any(${[...ids]}::uuid[]) and m.author_kind = 'customer'
      and m.mail -> 'from' ->> 'address' is not null
    order by lower(m.mail -> 'from' ->> 'address'), m.sent_at, m.id`.execute(tx);
  const fresh = [];
  for (const row of rows)
    fresh.push(
      ...(await addParticipants(tx, to, { people: [row], standing: "asked", by, messageId: row.messageId })),
    );
  if (fresh.length)
    await recordAll(tx, [
      {
        workspaceId: to.workspaceId,
        kind: "participant.asked",
        actor: { kind: "automation", id: null, name: "mail" },
        conversationId: to.id,
        brandId: to.brandId,
        data: { people: fresh },
      },
    ]);
  return fresh.map(({ address }) => address);
}
