import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { postMessageMove } from "../../../contract/moving.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { isReplyClock } from "../../clocks/index.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, type NewEvent, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { mergeLocked } from "../merging/merge.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { splitReason } from "../repeats/reason.ts";
import { clocksThatRun } from "./clocks.ts";
import { letSendersIn } from "./let-senders-in.ts";
import type { KeptMove, Moved } from "./moved.ts";
import { openFor, toldOpened } from "./open-for.ts";
import { owedIn } from "./owed-in.ts";
import { rehome } from "./rehome.ts";
import { restate } from "./restate.ts";
import { stoodAs } from "./stood.ts";

interface Done {
  /** By which it is taken back (`undoMove`). */
  moveId: string;
  toId: string;
  messages: string[];
}

/**
 * Moves messages to another conversation behind the same brand's wall, or out into a new one. What they ask for goes
 * along: requests with the clock that waits for the answer, promises, deliveries, files, what they are found by; a later
 * mail that answers one of them finds it where it went. Nobody else's wait changes. Where no word would be left, the one
 * conversation becomes part of the other. All of it can be taken back.
 */
export function moveMessages(
  db: Db,
  caller: Caller,
  fromId: string,
  { messages, to: toId, ...fresh }: BodyOf<typeof postMessageMove>,
): Promise<Done> {
  const { workspaceId } = caller;
  if (fromId === toId) throw new Refusal("not_movable");
  return within(db, workspaceId, async (tx) => {
    // Two who move between the same conversations take turns in the same order.
    const locked = new Map<string, ConversationRow>();
    for (const id of [fromId, ...(toId ? [toId] : [])].sort())
      locked.set(id, await lockConversation(tx, workspaceId, id, caller.brands));
    const from = locked.get(fromId)!;
    const into = toId ? locked.get(toId)! : null;
    if (from.mergedInto || into?.mergedInto) throw new Refusal("conversation_merged");
    if (into) await refuseForeign(tx, from, into);
    const moved = await movable(tx, from, messages);
    const now = new Date();
    if (!(await hasWordBesides(tx, from, messages))) {
      if (!into) throw new Refusal("not_movable");
      const { mergeId, messageIds } = await mergeLocked(db, tx, caller, { from, into }, now);
      return { moveId: mergeId, toId: into.id, messages: messageIds };
    }
    const move = { caller, from, into, moved, now };
    return into ? moveInto(db, tx, { ...move, to: into }) : moveOut(db, tx, move, fresh);
  });
}

interface Move {
  caller: Caller;
  from: ConversationRow;
  moved: Moved[];
  now: Date;
}

async function moveOut(db: Db, tx: Tx, move: Move, fresh: Parameters<typeof openFor>[3]): Promise<Done> {
  const { row, owner, firstId } = await openFor(db, tx, move, fresh);
  await tx
    .insertInto("conversationLinks")
    .values({ workspaceId: row.workspaceId, fromId: move.from.id, toId: row.id, reason: splitReason })
    .execute();
  return moveInto(db, tx, { ...move, to: row, begins: { owner, firstId } });
}

async function moveInto(
  db: Db,
  tx: Tx,
  {
    caller,
    from,
    to,
    moved,
    now,
    begins,
  }: Move & { to: ConversationRow; begins?: Pick<Awaited<ReturnType<typeof openFor>>, "owner" | "firstId"> },
): Promise<Done> {
  const { workspaceId } = caller;
  const moveId = randomUUIDv7();
  const clocks = {
    from: (await clocksThatRun(tx, from)).filter(isReplyClock),
    to: (await clocksThatRun(tx, to)).filter(isReplyClock),
  };
  const ids = moved.map(({ id }) => id);
  const messageIds = await rehome(tx, workspaceId, { messageIds: ids, from: from.id, to: to.id });
  await sayWhy(tx, from, ids, { by: caller.name, at: now.toISOString() });
  const stood = await restate(db, tx, { from, to, messageIds, opens: begins !== undefined }, now);
  const people = begins ? [] : await letSendersIn(tx, to, ids, caller.name);
  const kept: KeptMove = {
    from: stoodAs(from),
    to: begins ? null : stoodAs(to),
    left: { from: stood.from.version, to: stood.to.version },
    clocks,
    people,
  };
  await tx
    .insertInto("messageMoves")
    .values({
      workspaceId,
      id: moveId,
      fromId: from.id,
      toId: to.id,
      messages: JSON.stringify(moved),
      before: JSON.stringify(kept),
      byId: caller.kind === "agent" ? caller.id : null,
      byName: caller.name,
      at: now,
    })
    .execute();
  const about = { workspaceId, actor: actorOf(caller), brandId: from.brandId, at: now };
  const what = { messageIds, moveId, ...(begins && { opens: true }) };
  const told: NewEvent[] = [
    ...(begins ? toldOpened(about, { ...begins, row: stood.to, from }) : []),
    {
      ...about,
      kind: "conversation.messages_left",
      conversationId: from.id,
      data: { ...what, to: to.id, number: to.number },
    },
    {
      ...about,
      kind: "conversation.messages_came",
      conversationId: to.id,
      data: {
        ...what,
        from: from.id,
        number: from.number,
        owed: await owedIn(tx, to, messageIds),
        ...(begins && stood.to.status !== "new" && { isAnswered: true }),
      },
    },
  ];
  if (to.status === "closed" && stood.to.status !== "closed")
    told.push({
      ...about,
      kind: "conversation.reopened",
      conversationId: to.id,
      data: { because: "moved" },
    });
  await recordAll(tx, told);
  return { moveId, toId: to.id, messages: messageIds };
}

/** Nothing goes through a brand's wall, and nobody reads in a chat what others wrote. */
async function refuseForeign(tx: Tx, from: ConversationRow, to: ConversationRow): Promise<void> {
  if (to.brandId !== from.brandId) throw new Refusal("not_movable");
  if (to.customerId === from.customerId) return;
  const chat = await tx
    .selectFrom("chats")
    .select("conversationId")
    .where("workspaceId", "=", to.workspaceId)
    .where("conversationId", "=", to.id)
    .executeTakeFirst();
  if (chat) throw new Refusal("not_movable");
}

/** The messages as they stand, all of this conversation; what was said in a chat stays in its chat. */
async function movable(tx: Tx, from: ConversationRow, wanted: string[]): Promise<Moved[]> {
  const ids = [...new Set(wanted)];
  const { rows } = await sql<Moved & { inChat: boolean }>`
    select m.id, m.linked_by, m.linked,
      exists (select from chat_messages c where c.workspace_id = m.workspace_id and c.message_id = m.id) as in_chat
    from messages m
    where m.workspace_id = ${from.workspaceId} and m.conversation_id = ${from.id} and m.id = any(${ids}::uuid[])
    order by m.sent_at, m.id for update`.execute(tx);
  if (rows.length < ids.length) throw new Refusal("not_found");
  if (rows.some(({ inChat }) => inChat)) throw new Refusal("not_movable");
  return rows.map(({ id, linkedBy, linked }) => ({ id, linkedBy, linked }));
}

/** Whether anything that somebody said stands in it besides these messages. */
export async function hasWordBesides(
  tx: Tx,
  { workspaceId, id }: ConversationRow,
  ids: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from messages where workspace_id = ${workspaceId} and conversation_id = ${id} and kind = 'message'
      and auto is distinct from 'acknowledgement' and id <> all(${[...ids]}::uuid[]) limit 1`.execute(tx);
  return rows.length > 0;
}

/** Why they stand there: somebody put them there. Whether they are from who they say is known no better for that. */
async function sayWhy(
  tx: Tx,
  { workspaceId, number }: ConversationRow,
  ids: string[],
  who: { by: string; at: string },
): Promise<void> {
  const reasons = JSON.stringify([{ what: "moved", number, ...who }]);
  await sql`
    update messages set linked_by = 'moved',
      linked = '{"isUnverified": false, "isForged": false}'::jsonb || coalesce(linked, '{}')
        || jsonb_build_object('reasons', ${reasons}::jsonb, 'related', null)
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx);
}
