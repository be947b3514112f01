import { sql } from "kysely";
import { carryReplyClock, countFrom, type Ended, type Happening, turnClocks } from "../../clocks/index.ts";
import type { Db, Tx } from "../../db/database.ts";
import { type Actor, type NewEvent, recordAll } from "../../events.ts";
import { moveDue } from "../../ledger/index.ts";
import { countChange } from "../counts.ts";
import type { ConversationRow } from "../read.ts";
import { rankOf } from "../work/placing.ts";
import { asKept, type Content, contentOf, standAnew } from "./stand-anew.ts";

interface Relocation {
  actor: Actor;
  /** Both locked. */
  from: ConversationRow;
  to: ConversationRow;
  ids: string[];
  now: Date;
  moveId: string;
  /** Whether the other one begins with them. */
  opens: boolean;
  /** It takes a move back: how both stood before it, where nothing else changed them since. */
  undoes?: Record<"from" | "to", Parameters<typeof asKept>[0] | null>;
}

/**
 * Puts messages with all that hangs on them from one conversation into another, and lets both stand as what is in them
 * now makes them stand: rows, clocks, ledger, counts and events of one transaction.
 */
export async function relocate(
  db: Db,
  tx: Tx,
  { actor, from, to, ids, now, moveId, opens, undoes }: Relocation,
): Promise<{ from: ConversationRow; to: ConversationRow }> {
  const { workspaceId } = from;
  const owed = await takeAlong(tx, from, to, ids);
  const [left, come] = [await contentOf(tx, from), await contentOf(tx, to)];
  const carried = owed.length > 0 && !left.askedAt && (await carryReplyClock(tx, from, to));

  const become = (row: ConversationRow, content: Content, other: string, before?: unknown) => {
    const anew = standAnew(row, content, { now, other });
    const stored = before ? asKept(before as Parameters<typeof asKept>[0]) : null;
    // What was stands again, unless what is owed has changed since.
    return stored && (stored.waitingSince === null) === (anew.waitingSince === null) && content.messages > 0
      ? { ...anew, ...stored }
      : anew;
  };
  const wantedFrom = become(from, left, to.id, undoes?.from);
  const wantedTo = become(to, come, from.id, undoes?.to);
  const [stoodFrom, stoodTo] = [
    await stand(db, tx, from, wantedFrom, left, { now, asks: false, opens: false }),
    await stand(db, tx, to, wantedTo, come, { now, asks: owed.length > 0 && !carried, opens }),
  ];
  const { number } = to;
  const about = { workspaceId, actor, brandId: from.brandId, at: now };
  const data = { messages: ids, owed, moveId, ...(undoes && { takenBack: true }) };
  const uncounted = opens || undoes ? await countedAt(tx, from, ids) : [];
  const told: NewEvent[] = [
    {
      ...about,
      kind: "conversation.messages_left",
      conversationId: from.id,
      data: {
        ...data,
        to: to.id,
        number,
        ...(uncounted.length && { uncounted }),
        ...(left.messages === 0 && { isEmpty: true }),
      },
    },
    {
      ...about,
      kind: "conversation.messages_came",
      conversationId: to.id,
      data: { ...data, from: from.id, number: from.number, ...(undoes && { counts: true }) },
    },
    ...movedStatus(from, wantedFrom, stoodFrom).map((event) => ({
      ...about,
      conversationId: from.id,
      ...event,
    })),
    ...movedStatus(to, wantedTo, stoodTo).map((event) => ({ ...about, conversationId: to.id, ...event })),
  ];
  await recordAll(tx, told);
  return {
    from: { ...wantedFrom, version: from.version + 1 },
    to: { ...wantedTo, version: to.version + 1 },
  };
}

/** Everything that belongs to these messages goes along. Returns what of them is owed an answer. */
async function takeAlong(
  tx: Tx,
  { workspaceId, id: from }: ConversationRow,
  to: ConversationRow,
  ids: string[],
): Promise<Content["owes"]> {
  const of = sql`workspace_id = ${workspaceId} and conversation_id = ${from} and message_id = any(${ids}::uuid[])`;
  await sql`
    update messages set conversation_id = ${to.id}
    where workspace_id = ${workspaceId} and conversation_id = ${from} and id = any(${ids}::uuid[])`.execute(
    tx,
  );
  for (const table of ["deliveries", "attachments", "mentions", "form_submissions"])
    await sql`update ${sql.table(table)} set conversation_id = ${to.id} where ${of}`.execute(tx);
  // What was settled is counted on the line on which it was.
  const { rows } = await sql<{ messageId: string; askedAt: Date; isOpen: boolean }>`
    update requests set conversation_id = ${to.id}, line = case when answered_at is null then ${to.line} else line end
    where ${of} returning message_id, asked_at, answered_at is null as is_open`.execute(tx);
  return rows
    .filter(({ isOpen }) => isOpen)
    .map(({ messageId, askedAt }) => ({ messageId, askedAt: askedAt.toISOString() }));
}

/** Writes how a conversation stands now, and turns its clocks with it. Returns how clocks ended. */
async function stand(
  db: Db,
  tx: Tx,
  before: ConversationRow,
  wanted: ConversationRow,
  content: Content,
  { now, asks, opens }: { now: Date; asks: boolean; opens: boolean },
): Promise<Ended[]> {
  const { workspaceId, id } = before;
  const happened: Happening[] = [];
  if (content.messages === 0 || (before.waitingSince && !wanted.waitingSince)) happened.push("waived");
  if (wanted.status === "closed" && before.status !== "closed") happened.push("closed");
  if (before.status === "closed" && wanted.status !== "closed") happened.push("reopened");
  if (opens) happened.push("opened");
  else if (asks) happened.push("customer_wrote");
  const turned = await turnClocks(db, tx, { was: before, is: wanted, happened }, now);
  let { replyDueAt } = turned;
  if (wanted.waitingSince) {
    replyDueAt = await countFrom(db, tx, before, { begunAt: now, askedAt: wanted.waitingSince });
    if (replyDueAt || asks) moveDue(tx, before, replyDueAt);
  }
  const isReply = wanted.nextStep === "first_reply" || wanted.nextStep === "reply";
  const after = {
    ...wanted,
    ...(wanted.waitingSince && isReply && replyDueAt && { nextStepAt: replyDueAt }),
  };
  await tx
    .updateTable("conversations")
    .set((eb) => ({
      status: after.status,
      closedAt: after.closedAt,
      waitingSince: after.waitingSince,
      nextStep: after.nextStep,
      nextStepAt: after.nextStepAt,
      heldFor: after.heldFor,
      heldUntil: after.heldUntil,
      mergedInto: after.mergedInto,
      preview: after.preview,
      previewBy: after.previewBy,
      lastMessageAt: after.lastMessageAt,
      rankAt: after.waitingSince || after.nextStepAt ? rankOf(after) : null,
      updatedAt: now,
      version: eb("version", "+", 1),
    }))
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  countChange(tx, before, after);
  return turned.ended;
}

/** What its timeline and its figures must hear besides. */
function movedStatus(
  before: ConversationRow,
  after: ConversationRow,
  clocks: Ended[],
): Pick<NewEvent, "kind" | "data">[] {
  if (before.status === after.status) return [];
  if (after.status === "closed")
    return [{ kind: "conversation.closed", data: { because: "moved", ...(clocks.length && { clocks }) } }];
  if (before.status === "closed") return [{ kind: "conversation.reopened", data: { because: "moved" } }];
  return [];
}

/** By which events these messages were counted as received, as far as those have their number. */
async function countedAt(
  tx: Tx,
  { workspaceId, id, createdAt }: ConversationRow,
  ids: string[],
): Promise<{ seq: number; which: string }[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from events
    where workspace_id = ${workspaceId} and conversation_id = ${id} and at >= ${createdAt}::timestamptz - interval '1 second'
      and kind = 'conversation.customer_wrote' and data ->> 'messageId' = any(${ids}::text[])
    order by seq`.execute(tx);
  return rows.map(({ seq }) => ({ seq: Number(seq), which: "" }));
}
