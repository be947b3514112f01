import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { addParticipants } from "../participants/rows.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { openFor } from "./open-for.ts";
import { relocate } from "./relocate.ts";
import { kept } from "./stand-anew.ts";

/** Which messages, out of which conversation, and into which; null makes a new one of their sender. */
export interface Moving {
  messages: string[];
  from: string;
  to: string | null;
}

/** A message on its way, with why it stood where it stands. */
export interface Moved {
  id: string;
  linkedBy: string;
  linked: unknown;
}

/**
 * Moves messages to another conversation behind the same brand's wall, or out into a new one. What they ask for goes
 * along: requests with the clock that waits for the answer, deliveries, files, what they are found by; a later mail that
 * answers one of them finds it where it went. Nobody else's wait changes, and all of it can be undone (`undoMove`).
 */
export function moveMessages(
  db: Db,
  caller: Caller,
  { messages, from: fromId, to: toId }: Moving,
): Promise<{ moveId: string; toId: string; messages: string[] }> {
  const { workspaceId } = caller;
  if (fromId === toId) throw new Refusal("not_movable");
  return within(db, workspaceId, async (tx) => {
    // Two who move between the same conversations take turns in the same order.
    const locked = new Map<string, ConversationRow>();
    for (const id of [fromId, ...(toId ? [toId] : [])].sort())
      locked.set(id, await lockConversation(tx, workspaceId, id, caller.brands));
    const from = locked.get(fromId)!;
    const moved = await movable(tx, from, messages);
    const ids = moved.map(({ id }) => id);
    const now = new Date();
    const moveId = randomUUIDv7();
    const actor = actorOf(caller);
    if (!toId) await refuseAll(tx, from, ids);
    const to = toId ? locked.get(toId)! : await openFor(db, tx, caller, from, ids, now);
    if (to.brandId !== from.brandId) throw new Refusal("not_movable");

    const reason = { what: "moved", number: from.number, by: caller.name, at: now.toISOString() };
    await sql`
      update messages set linked_by = 'moved',
        linked = jsonb_build_object('reasons', ${JSON.stringify([reason])}::jsonb, 'isUnverified', coalesce(linked -> 'isUnverified', 'false'))
      where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx);
    const stood = await relocate(db, tx, { actor, from, to, ids, now, moveId, opens: toId === null });
    if (toId) await letSendersIn(tx, to, ids, caller.name);
    await tx
      .insertInto("messageMoves")
      .values({
        workspaceId,
        id: moveId,
        fromId,
        toId: to.id,
        messages: JSON.stringify(moved),
        before: JSON.stringify({
          from: kept(from),
          to: toId ? kept(to) : null,
          left: { from: stood.from.version, to: stood.to.version },
        }),
        byId: caller.kind === "agent" ? caller.id : null,
        byName: caller.name,
        at: now,
      })
      .execute();
    return { moveId, toId: to.id, messages: ids };
  });
}

/** Takes a move back: what was moved and still stands there goes home, and both matters are what they were. */
export function undoMove(db: Db, caller: Caller, conversationId: string, moveId: string): Promise<void> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const move = await tx
      .selectFrom("messageMoves")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", moveId)
      .where((eb) => eb.or([eb("fromId", "=", conversationId), eb("toId", "=", conversationId)]))
      .forUpdate()
      .executeTakeFirst();
    if (!move) throw new Refusal("not_found");
    if (move.undoneAt) return;
    const locked = new Map<string, ConversationRow>();
    for (const id of [move.fromId, move.toId].sort())
      locked.set(id, await lockConversation(tx, workspaceId, id, caller.brands));
    const [home, away] = [locked.get(move.fromId)!, locked.get(move.toId)!];
    const moved = move.messages as Moved[];
    const { rows: there } = await sql<{ id: string }>`
      select id from messages where workspace_id = ${workspaceId} and conversation_id = ${away.id}
        and id = any(${moved.map(({ id }) => id)}::uuid[])`.execute(tx);
    const ids = there.map(({ id }) => id);
    // Whoever moved them on since has had the last word.
    if (!ids.length) throw new Refusal("not_movable");
    await sql`
      update messages m set linked_by = r.linked_by, linked = nullif(r.linked, 'null'::jsonb)
      from jsonb_to_recordset(${JSON.stringify(
        moved.map(({ id, linkedBy, linked }) => ({ id, linked_by: linkedBy, linked })),
      )}::jsonb) as r (id uuid, linked_by text, linked jsonb)
      where m.workspace_id = ${workspaceId} and m.id = r.id and m.id = any(${ids}::uuid[])`.execute(tx);
    const now = new Date();
    const { from: fromBefore, to: toBefore, left } = move.before;
    await relocate(db, tx, {
      actor: actorOf(caller),
      from: away,
      to: home,
      ids,
      now,
      moveId,
      opens: false,
      undoes: {
        from: away.version === left.to ? toBefore : null,
        to: home.version === left.from ? fromBefore : null,
      },
    });
    await tx
      .updateTable("messageMoves")
      .set({ undoneAt: now })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", moveId)
      .execute();
  });
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

/** What would be left without a word is no matter to move something out of. */
async function refuseAll(tx: Tx, { workspaceId, id }: ConversationRow, ids: string[]): Promise<void> {
  const { rows } = await sql`
    select from messages where workspace_id = ${workspaceId} and conversation_id = ${id} and kind = 'message'
      and auto is distinct from 'acknowledgement' and id <> all(${ids}::uuid[]) limit 1`.execute(tx);
  if (!rows.length) throw new Refusal("not_movable");
}

/** Whoever wrote what came here takes part; they see nothing of the rest before somebody agrees. */
async function letSendersIn(tx: Tx, to: ConversationRow, ids: string[], by: string) {
  const { rows } = await sql<{ address: string; name: string; messageId: string }>`
    select m.mail -> 'from' ->> 'address' as address, m.author_name as name, m.id as message_id
    from messages m
    where m.workspace_id = ${to.workspaceId} and m.id = any(${ids}::uuid[]) and m.author_kind = 'customer'
      and m.mail -> 'from' ->> 'address' is not null`.execute(tx);
  const added = await Promise.all(
    rows.map((row) =>
      addParticipants(tx, to, { people: [row], standing: "asked", by, messageId: row.messageId }),
    ),
  );
  const fresh = added.flat();
  if (!fresh.length) return;
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
}
