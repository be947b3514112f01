import { sql } from "kysely";
import { countFrom, type Happening, isReplyClock, turnClocks } from "../../clocks/index.ts";
import type { Db, Tx } from "../../db/database.ts";
import { moveDue } from "../../ledger/index.ts";
import { inSight } from "../change.ts";
import { countChange } from "../counts.ts";
import { followUpAt, withoutClock } from "../next-step.ts";
import { previewOf } from "../preview.ts";
import type { ConversationRow } from "../read.ts";
import { rankOf } from "../work/placing.ts";
import { cancelClocks, clocksThatRun, lendClocks } from "./clocks.ts";

/** Both conversations as they were locked, and what moved from the one into the other. */
interface Restating {
  from: ConversationRow;
  to: ConversationRow;
  messageIds: readonly string[];
  /** Whether the other begins with them. */
  opens: boolean;
}

/**
 * After `messageIds` moved: works out anew, for both conversations, whose turn it is, since when and by when, from what each
 * holds now; lets whoever waits wait by the clock that was promised, and ends the clock of whom nobody waits any more.
 * Returns the rows as they are. One that was closed, or out of sight, and to which an answer is owed now is open again and
 * in sight; one that begins has the clocks of a beginning, counted from when its customer asked.
 */
export async function restate(
  db: Db,
  tx: Tx,
  { from, to, messageIds, opens }: Restating,
  now: Date,
): Promise<{ from: ConversationRow; to: ConversationRow }> {
  const [here, there] = [await holdings(tx, from), await holdings(tx, to)];
  const replyClocks = (await clocksThatRun(tx, from)).filter(isReplyClock);
  const shared = here.waitingSince !== null;
  const owes = await oweAmong(tx, from.workspaceId, messageIds);
  if (owes) await lendClocks(tx, replyClocks, to, now, { shared });
  else if (!shared) await cancelClocks(tx, replyClocks, now);
  const begins = opens ? (owes ? "opened" : "reopened") : owes ? "customer_wrote" : null;
  return {
    from: await restateOne(db, tx, from, now, here),
    to: await restateOne(db, tx, to, now, there, {
      more: owes ? inSight : {},
      happened: begins ? [begins] : [],
    }),
  };
}

/** Whether an answer is owed to one of these messages. */
async function oweAmong(tx: Tx, workspaceId: string, messageIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from requests where workspace_id = ${workspaceId} and message_id = any(${[...messageIds]}::uuid[])
      and answered_at is null limit 1`.execute(tx);
  return rows.length > 0;
}

/** What a conversation holds that its own row tells again. */
export interface Holdings {
  waitingSince: Date | null;
  isAnswered: boolean;
  hasFailed: boolean;
  promiseAt: Date | null;
  newest: { reply: string; authorKind: string; sentAt: Date } | null;
}

/** Reads it; of messages, what machines wrote is not the newest word. */
export async function holdings(
  tx: Tx,
  { workspaceId, id }: Pick<ConversationRow, "workspaceId" | "id">,
): Promise<Holdings> {
  const mine = sql`m.workspace_id = ${workspaceId} and m.conversation_id = ${id} and m.kind = 'message'`;
  const { rows } = await sql<Omit<Holdings, "newest">>`
    select
      (select min(asked_at) from requests
        where workspace_id = ${workspaceId} and conversation_id = ${id} and answered_at is null) as waiting_since,
      exists (select from messages m where ${mine} and m.author_kind = 'agent') as is_answered,
      exists (select from deliveries d
        where d.workspace_id = ${workspaceId} and d.conversation_id = ${id} and d.state = 'failed'
          and d.message_id = (select m.id from messages m where ${mine} and m.author_kind <> 'customer'
            and m.auto is null order by m.sent_at desc, m.id desc limit 1)) as has_failed,
      (select min(due_at) from promises
        where workspace_id = ${workspaceId} and conversation_id = ${id} and settled_at is null) as promise_at`.execute(
    tx,
  );
  const newest = await sql<NonNullable<Holdings["newest"]>>`
    select m.reply, m.author_kind, m.sent_at from messages m where ${mine}
    order by (m.auto is null) desc, m.sent_at desc, m.id desc limit 1`.execute(tx);
  return { ...rows[0]!, newest: newest.rows[0] ?? null };
}

/** What is changed besides, and what its clocks hear of besides that it was closed or opened. */
interface Besides {
  more?: Partial<ConversationRow>;
  happened?: Happening[];
}

/** The same for one conversation whose clocks are right. */
export async function restateOne(
  db: Db,
  tx: Tx,
  before: ConversationRow,
  now: Date,
  held: Holdings,
  { more = {}, happened: told = [] }: Besides = {},
): Promise<ConversationRow> {
  const { workspaceId, id } = before;
  const status = more.status ?? statusOf(before, held);
  const wanted = { ...before, ...more, status, waitingSince: held.waitingSince };
  const isOpenAgain = before.status === "closed" && status !== "closed" && before.mergedInto === null;
  const happened: Happening[] = [...told];
  if (status === "closed" && before.status !== "closed") happened.push("closed");
  if (isOpenAgain) happened.push("reopened");
  const turned = await turnClocks(db, tx, { was: before, is: wanted, happened }, now);
  const replyDueAt =
    told.length && held.waitingSince
      ? await countFrom(db, tx, before, { begunAt: now, askedAt: held.waitingSince })
      : turned.replyDueAt;
  const set = {
    ...more,
    status,
    waitingSince: held.waitingSince,
    promiseAt: held.promiseAt,
    ...stepOf(wanted, held, replyDueAt, now),
    closedAt: status === "closed" ? (more.closedAt ?? before.closedAt ?? now) : null,
    ...(held.newest &&
      !more.lastMessageAt && {
        preview: previewOf(held.newest.reply),
        previewBy: held.newest.authorKind,
        lastMessageAt: held.newest.sentAt,
      }),
  };
  const after = { ...wanted, ...set };
  moveDue(tx, before, replyDueAt);
  await tx
    .updateTable("conversations")
    .set((eb) => ({
      ...set,
      ...(set.snooze !== undefined && { snooze: set.snooze && JSON.stringify(set.snooze) }),
      ...(set.fields !== undefined && { fields: JSON.stringify(set.fields) }),
      rankAt: rankOf(after),
      updatedAt: now,
      version: eb("version", "+", 1),
    }))
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  countChange(tx, before, after);
  return { ...after, version: before.version + 1 };
}

/** Whose turn it is, by what is owed. */
export function statusOf(
  { status, waitingSince: waitedSince }: { status: string; waitingSince: unknown },
  { waitingSince, isAnswered }: Holdings,
): string {
  if (waitingSince) {
    if (status === "open" || (status === "new" && !isAnswered)) return status;
    return isAnswered || status === "waiting" ? "open" : "new";
  }
  // Who waited was answered, or went.
  if (status === "new") return isAnswered ? "waiting" : waitedSince ? "open" : "new";
  return status === "open" && isAnswered && waitedSince ? "waiting" : status;
}

function stepOf(
  { status, nextStep, nextStepAt, heldUntil }: ConversationRow,
  { waitingSince, isAnswered, hasFailed }: Holdings,
  replyDueAt: Date | null,
  now: Date,
): Pick<ConversationRow, "nextStep" | "nextStepAt"> {
  if (status === "closed") return { nextStep: null, nextStepAt: null };
  if (hasFailed) return { nextStep: "mend_delivery", nextStepAt: nextStepAt ?? now };
  const wasReply = nextStep === "first_reply" || nextStep === "reply";
  if (waitingSince)
    return {
      nextStep: isAnswered ? "reply" : "first_reply",
      nextStepAt: replyDueAt ?? heldUntil ?? (wasReply && nextStepAt ? nextStepAt : withoutClock(now)),
    };
  if (nextStep === "follow_up" && nextStepAt) return { nextStep, nextStepAt };
  return { nextStep: "follow_up", nextStepAt: followUpAt(now) };
}
