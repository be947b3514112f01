import { sql } from "kysely";
import type { postMessageMove } from "../../../contract/moving.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import type { NewEvent } from "../../events.ts";
import { whoCanAnswer } from "../../who-can-answer.ts";
import { beginBeside } from "../beside.ts";
import { refuseForeignLine } from "../change.ts";
import { customerFor } from "../customer-for.ts";
import { withoutClock } from "../next-step.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { standsOf } from "../stands.ts";
import type { Moved } from "./moved.ts";

interface First {
  id: string;
  isTheirs: boolean;
  subject: string | null;
  language: string;
  channel: string;
  sentAt: Date;
  name: string;
  address: string | null;
}

type Fresh = Omit<BodyOf<typeof postMessageMove>, "messages" | "to">;

/** Makes the conversation that messages move out into: of who wrote the first of them, where the other stood. */
export async function openFor(
  db: Db,
  tx: Tx,
  { caller, from, moved, now }: { caller: Caller; from: ConversationRow; moved: Moved[]; now: Date },
  { subject, line = from.line as Fresh["line"] & string, agent }: Fresh,
): Promise<{ row: ConversationRow; owner: { id: string; name: string } | null; firstId: string }> {
  const { workspaceId } = caller;
  if (line !== from.line) await refuseForeignLine(tx, from, line);
  const owner = agent ? await whoCanAnswer(tx, caller, agent, from.brandId) : null;
  const first = await firstOf(tx, workspaceId, moved);
  const customerId =
    first.isTheirs && first.address
      ? await customerFor(tx, workspaceId, from.brandId, {
          email: first.address.toLowerCase(),
          name: first.name,
        })
      : from.customerId;
  const { id } = await beginBeside(
    db,
    tx,
    from,
    {
      subject: subject ?? (first.subject || from.subject),
      line,
      // What the other was about is for a person to say anew.
      intent: null,
      preview: "",
      previewBy: "customer",
      customerId,
      status: "new",
      channel: first.channel,
      language: first.language === "unknown" ? from.language : first.language,
      ownerId: owner?.id ?? null,
      startedBy: first.isTheirs ? "customer" : "company",
      nextStepAt: withoutClock(now),
      lastMessageAt: first.sentAt,
      createdAt: first.sentAt < now ? first.sentAt : now,
      ...(line === from.line && { place: from }),
    },
    now,
  );
  return { row: await lockConversation(tx, workspaceId, id), owner, firstId: first.id };
}

async function firstOf(tx: Tx, workspaceId: string, moved: Moved[]): Promise<First> {
  const { rows } = await sql<First>`
    select m.id, m.author_kind = 'customer' as is_theirs, m.subject, m.language, m.channel, m.sent_at, m.author_name as name,
      coalesce(m.mail -> 'replyTo' -> 0 ->> 'address', m.mail -> 'from' ->> 'address') as address
    from messages m
    where m.workspace_id = ${workspaceId} and m.id = any(${moved.map(({ id }) => id)}::uuid[])
    order by (m.author_kind = 'customer') desc, m.sent_at, m.id limit 1`.execute(tx);
  return rows[0]!;
}

/** What its timeline begins with, when messages have moved into it. */
export function toldOpened(
  about: Pick<NewEvent, "workspaceId" | "actor" | "brandId" | "at">,
  {
    row,
    from,
    owner,
    firstId,
  }: {
    row: ConversationRow;
    from: ConversationRow;
    owner: { id: string; name: string } | null;
    firstId: string;
  },
): NewEvent[] {
  const opened: NewEvent = {
    ...about,
    kind: "conversation.opened",
    conversationId: row.id,
    data: {
      number: row.number,
      messageId: firstId,
      channel: row.channel,
      linkedBy: "moved",
      from: from.number,
      begunBy: row.startedBy,
      stands: standsOf(row),
    },
  };
  if (!owner) return [opened];
  return [
    opened,
    {
      ...about,
      kind: "conversation.assigned",
      conversationId: row.id,
      data: { agent: owner.id, name: owner.name },
    },
  ];
}
