import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { beginBeside } from "../beside.ts";
import { customerFor } from "../customer-for.ts";
import { withoutClock } from "../next-step.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { standsOf } from "../stands.ts";

interface First {
  id: string;
  subject: string | null;
  reply: string;
  language: string;
  channel: string;
  sentAt: Date;
  name: string;
  address: string | null;
}

/** Makes the conversation that messages move out into: of who wrote the first of them, where the other stood. */
export async function openFor(
  db: Db,
  tx: Tx,
  caller: Caller,
  from: ConversationRow,
  ids: string[],
  now: Date,
): Promise<ConversationRow> {
  const { workspaceId } = caller;
  const { rows } = await sql<First>`
    select m.id, m.subject, m.reply, m.language, m.channel, m.sent_at, m.author_name as name,
      coalesce(m.mail -> 'replyTo' -> 0 ->> 'address', m.mail -> 'from' ->> 'address') as address
    from messages m
    where m.workspace_id = ${workspaceId} and m.id = any(${ids}::uuid[])
    order by (m.author_kind = 'customer') desc, m.sent_at, m.id limit 1`.execute(tx);
  const first = rows[0]!;
  const customerId = first.address
    ? await customerFor(tx, workspaceId, from.brandId, {
        email: first.address.toLowerCase(),
        name: first.name,
      })
    : from.customerId;
  const placed = await beginBeside(
    db,
    tx,
    from,
    {
      subject: first.subject || from.subject,
      line: from.line,
      intent: from.intent,
      preview: "",
      previewBy: "customer",
      customerId,
      status: "new",
      channel: first.channel,
      language: first.language === "unknown" ? from.language : first.language,
      startedBy: "customer",
      nextStepAt: withoutClock(now),
      lastMessageAt: first.sentAt,
      createdAt: first.sentAt < now ? first.sentAt : now,
    },
    now,
  );
  await record(tx, {
    workspaceId,
    kind: "conversation.opened",
    actor: actorOf(caller),
    conversationId: placed.id,
    brandId: from.brandId,
    at: now,
    data: {
      number: placed.number,
      messageId: first.id,
      channel: placed.channel,
      linkedBy: "moved",
      from: from.number,
      begunBy: "customer",
      stands: standsOf(placed),
    },
  });
  return lockConversation(tx, workspaceId, placed.id);
}
