import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, type NewEvent, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { asClosed } from "../change.ts";
import { joinDrafts } from "../merging/drafts.ts";
import { takePromises } from "../merging/merge.ts";
import { partPeople } from "../merging/people.ts";
import { unmergeLocked } from "../merging/unmerge.ts";
import { lockWhole } from "../merging/whole.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { partClocks } from "./clocks.ts";
import { goingWith } from "./going-with.ts";
import { hasWordBesides } from "./move-messages.ts";
import type { KeptMove, Moved } from "./moved.ts";
import { owedIn } from "./owed-in.ts";
import { rehome } from "./rehome.ts";
import { type Holdings, holdings, restateOne } from "./restate.ts";
import { type Stood, shownOf, standingOf } from "./stood.ts";

/**
 * Takes a move back: what was moved and still stands there goes home with what has answered it since, and where nothing
 * else has changed both are what they were. A conversation that began with them and holds no other word is part of where
 * they came from. A move that made one conversation part of another is taken back as a merge is.
 */
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
    if (!move) return undoMerge(db, tx, caller, { conversationId, moveId });
    if (move.undoneAt) return;
    const [home, away] = await lockBoth(tx, caller, move);
    const moved: Moved[] = move.messages;
    const there = await standing(tx, away, moved);
    // Whoever moved them on since has had the last word.
    if (home.id === away.id || !there.length) throw new Refusal("not_movable");
    await takeHome(db, tx, caller, {
      ...{ home, away, there, moved, moveId },
      movedAt: move.at,
      kept: move.before,
      isBegun: move.before.to === null && away.id === move.toId,
    });
    await tx
      .updateTable("messageMoves")
      .set({ undoneAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", moveId)
      .execute();
  });
}

async function undoMerge(
  db: Db,
  tx: Tx,
  caller: Caller,
  { conversationId, moveId }: { conversationId: string; moveId: string },
): Promise<void> {
  const merge = await tx
    .selectFrom("merges")
    .select(["fromId", "undoneAt"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", moveId)
    .where((eb) => eb.or([eb("fromId", "=", conversationId), eb("intoId", "=", conversationId)]))
    .executeTakeFirst();
  if (!merge) throw new Refusal("not_found");
  if (!merge.undoneAt) await unmergeLocked(db, tx, caller, merge.fromId);
}

/** Where the messages came from and where they went, or what those have become part of since. */
async function lockBoth(
  tx: Tx,
  { workspaceId, brands }: Caller,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<[ConversationRow, ConversationRow]> {
  const wholes = new Map<string, ConversationRow>();
  for (const id of [fromId, toId].sort()) {
    await lockConversation(tx, workspaceId, id, brands);
    wholes.set(id, await lockWhole(tx, workspaceId, id));
  }
  return [wholes.get(fromId)!, wholes.get(toId)!];
}

async function standing(tx: Tx, { workspaceId, id }: ConversationRow, moved: Moved[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from messages where workspace_id = ${workspaceId} and conversation_id = ${id}
      and id = any(${moved.map((one) => one.id)}::uuid[])`.execute(tx);
  return rows.map((row) => row.id);
}

interface Return {
  home: ConversationRow;
  away: ConversationRow;
  there: string[];
  moved: Moved[];
  moveId: string;
  movedAt: Date;
  kept: KeptMove;
  /** Whether the other began with them. */
  isBegun: boolean;
}

async function takeHome(
  db: Db,
  tx: Tx,
  caller: Caller,
  { home, away, there, moved, moveId, movedAt, kept, isBegun }: Return,
): Promise<void> {
  const { workspaceId } = caller;
  const now = new Date();
  const answering = await goingWith(tx, away, there, movedAt);
  const isEmpty = isBegun && !(await hasWordBesides(tx, away, answering));
  const going = isEmpty ? await allOf(tx, away) : answering;
  const messageIds = await rehome(tx, workspaceId, { messageIds: going, from: away.id, to: home.id });
  await linkedAsBefore(
    tx,
    workspaceId,
    moved.filter(({ id }) => there.includes(id)),
  );
  await partPeople(tx, away, kept.people);
  if (isEmpty) await emptied(tx, home, away, now);

  const [theirs, ours] = [await holdings(tx, home), await holdings(tx, away)];
  const [homeWas, awayWas] = [
    home.version === kept.left.from ? asItStood(kept.from, theirs) : null,
    away.version === kept.left.to && kept.to ? asItStood(kept.to, ours) : null,
  ];
  const closes = isEmpty || (awayWas?.status === "closed" && away.status !== "closed");
  await partClocks(
    tx,
    {
      home: {
        row: home,
        was: kept.clocks.from,
        isWaiting: theirs.waitingSince !== null,
        closes: home.status === "closed" && theirs.waitingSince === null,
      },
      away: { row: away, was: kept.clocks.to, isWaiting: ours.waitingSince !== null, closes },
    },
    now,
  );
  const stood = await restateOne(db, tx, home, now, theirs, { more: homeWas ?? {} });
  await restateOne(db, tx, away, now, ours, {
    more: isEmpty ? { ...asClosed(now), mergedInto: home.id } : (awayWas ?? {}),
  });

  const about = { workspaceId, actor: actorOf(caller), brandId: home.brandId, at: now };
  const what = { messageIds, moveId, takenBack: true, ...(isEmpty && { isEmpty }) };
  const told: NewEvent[] = [
    {
      ...about,
      kind: "conversation.messages_left",
      conversationId: away.id,
      data: { ...what, to: home.id, number: home.number },
    },
    {
      ...about,
      kind: "conversation.messages_came",
      conversationId: home.id,
      data: { ...what, from: away.id, number: away.number, owed: await owedIn(tx, home, messageIds) },
    },
  ];
  if (closes && !isEmpty)
    told.push({
      ...about,
      kind: "conversation.closed",
      conversationId: away.id,
      data: { because: "moved", takenBack: true },
    });
  if (home.status === "closed" && stood.status !== "closed")
    told.push({
      ...about,
      kind: "conversation.reopened",
      conversationId: home.id,
      data: { because: "moved" },
    });
  await recordAll(tx, told);
}

async function allOf(tx: Tx, { workspaceId, id }: ConversationRow): Promise<string[]> {
  const rows = await tx
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .execute();
  return rows.map((row) => row.id);
}

/** Why they stand where they stand is again what it was. */
async function linkedAsBefore(tx: Tx, workspaceId: string, moved: Moved[]): Promise<void> {
  const rows = moved.map(({ id, linkedBy, linked }) => ({ id, linked_by: linkedBy, linked }));
  await sql`
    update messages m set linked_by = r.linked_by, linked = nullif(r.linked, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, linked_by text, linked jsonb)
    where m.workspace_id = ${workspaceId} and m.id = r.id`.execute(tx);
}

/** What somebody had begun in the conversation that is none any more is found at home. */
async function emptied(tx: Tx, home: ConversationRow, away: ConversationRow, now: Date): Promise<void> {
  await takePromises(tx, away, home);
  await joinDrafts(tx, away, home, now);
  await sql`
    delete from conversation_links where workspace_id = ${home.workspaceId}
      and ((from_id = ${home.id} and to_id = ${away.id}) or (from_id = ${away.id} and to_id = ${home.id}))`.execute(
    tx,
  );
}

/** How it stood, unless what is owed has changed since. */
const asItStood = (stood: Stood, held: Holdings): Partial<ConversationRow> | null =>
  (stood.waitingSince === null) === (held.waitingSince === null)
    ? { ...standingOf(stood), ...shownOf(stood) }
    : null;
