import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { countNew } from "../counts.ts";
import { customerFor } from "../customer-for.ts";
import { withoutClock } from "../next-step.ts";
import { nextNumber } from "../numbers.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { standsOf } from "../stands.ts";
import { placeFor, rankOf } from "../work/placing.ts";

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
  const matter = {
    workspaceId,
    id: randomUUIDv7(),
    number: await nextNumber(db, workspaceId),
    brandId: from.brandId,
    inboxId: from.inboxId,
    customerId,
    line: from.line,
    intent: from.intent,
    status: "new",
    channel: first.channel,
    subject: first.subject || from.subject,
    language: first.language === "unknown" ? from.language : first.language,
    priority: from.priority,
    mood: from.mood,
    triage: null,
    ownerId: null,
    startedBy: "customer",
    nextStep: "follow_up",
    nextStepAt: withoutClock(now),
    preview: "",
    previewBy: "customer",
    lastMessageAt: first.sentAt,
    createdAt: first.sentAt < now ? first.sentAt : now,
    updatedAt: now,
  };
  const { teamId, queueId } = await placeFor(db, tx, matter, from.teamId);
  const placed = { ...matter, teamId, queueId };
  await tx
    .insertInto("conversations")
    .values({ ...placed, rankAt: rankOf(placed) })
    .execute();
  countNew(tx, placed);
  await record(tx, {
    workspaceId,
    kind: "conversation.opened",
    actor: actorOf(caller),
    conversationId: matter.id,
    brandId: from.brandId,
    at: now,
    data: {
      number: matter.number,
      messageId: first.id,
      channel: matter.channel,
      linkedBy: "moved",
      from: from.number,
      begunBy: "customer",
      stands: standsOf(placed),
    },
  });
  return lockConversation(tx, workspaceId, matter.id);
}
