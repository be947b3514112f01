import { sql } from "kysely";
import type { Act } from "../../../contract/bulk-acts.ts";
import type { Caller, CallerAgain } from "../../caller.ts";
import { type Db, within } from "../../db/database.ts";
import { enqueue } from "../../jobs/index.ts";
import { Refusal } from "../../refusal.ts";
import { actOn, putBack } from "./acts.ts";
import { bulkActQueue } from "./queue.ts";

/** So many conversations before others have their turn. */
const atOnce = 50;

interface Item {
  place: number;
  conversationId: string;
  was: Record<string, unknown> | null;
  became: Record<string, unknown> | null;
}

/**
 * Carries out a piece of a bulk act, or of its undoing, and orders the next. Each conversation and the note that it is
 * done are one transaction, so that after a crash nothing is done twice and nothing is left out.
 */
export async function carryOutBulkAct(
  { db, callerAgain }: { db: Db; callerAgain: CallerAgain },
  workspaceId: string,
  id: string,
): Promise<void> {
  const order = await within(db, workspaceId, (tx) =>
    tx
      .selectFrom("bulkActs")
      .select(["act", "byKind", "byId", "state"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (order?.state !== "running" && order?.state !== "undoing") return;
  const caller = await callerAgain(db, workspaceId, { kind: order.byKind as "agent", id: order.byId });
  const piece = { db, workspaceId, id, act: order.act as Act, isUndoing: order.state === "undoing" };
  const items = await nextItems(piece);
  for (const item of items) await carryOne(piece, caller, item);
  await within(db, workspaceId, async (tx) => {
    if (items.length === atOnce)
      return enqueue(tx, bulkActQueue, [{ workspaceId, id }], { share: workspaceId });
    await tx
      .updateTable("bulkActs")
      .set({ state: piece.isUndoing ? "undone" : "done", endedAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      // Somebody who undoes it at this moment has ordered that.
      .where("state", "=", order.state)
      .execute();
  });
}

interface Piece {
  db: Db;
  workspaceId: string;
  id: string;
  act: Act;
  isUndoing: boolean;
}

const stateOf = ({ isUndoing }: Piece) => (isUndoing ? "done" : "waiting");

const nextItems = (piece: Piece): Promise<Item[]> =>
  within(piece.db, piece.workspaceId, (tx) =>
    tx
      .selectFrom("bulkActItems")
      .select(["place", "conversationId", "was", "became"])
      .where("workspaceId", "=", piece.workspaceId)
      .where("actId", "=", piece.id)
      .where("state", "=", stateOf(piece))
      .orderBy("place")
      .limit(atOnce)
      .execute(),
  );

async function carryOne(piece: Piece, caller: Caller | null, item: Item): Promise<void> {
  try {
    await within(piece.db, piece.workspaceId, async (tx) => {
      // Another worker may have come first, and who undoes takes what waits out of the list.
      const { rows } = await sql`select from bulk_act_items where workspace_id = ${piece.workspaceId}
        and act_id = ${piece.id} and place = ${item.place} and state = ${stateOf(piece)} for update`.execute(
        tx,
      );
      if (!rows.length) return;
      if (!caller) throw new Refusal("forbidden");
      const at = { db: piece.db, tx, caller, id: item.conversationId };
      if (piece.isUndoing) {
        const isBack = await putBack(at, piece.act, item.was!, item.became!);
        return note(piece, item, isBack ? { state: "undone" } : { state: "kept", why: "changed_since" });
      }
      const done = await actOn(at, piece.act);
      await note(
        piece,
        item,
        done
          ? { state: "done", was: JSON.stringify(done.was), became: JSON.stringify(done.became) }
          : { state: "same" },
      );
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Nobody to give it to, or nothing to put there: of the conversation itself we know that it exists.
    const why =
      error.code === "not_found" && (piece.act.kind === "assign" || piece.act.kind === "queue")
        ? "cannot_answer"
        : error.code;
    await note(piece, item, { state: piece.isUndoing ? "kept" : "left", why });
  }
}

const note = (
  { db, workspaceId, id }: Piece,
  { place }: Item,
  how: { state: string; why?: string; was?: string; became?: string },
) =>
  within(db, workspaceId, async (tx) => {
    await tx
      .updateTable("bulkActItems")
      .set(how)
      .where("workspaceId", "=", workspaceId)
      .where("actId", "=", id)
      .where("place", "=", place)
      .execute();
  });

/** What fails again and again is left out, and the act goes on behind it. */
export async function goOnBehind(db: Db, workspaceId: string, id: string): Promise<void> {
  await within(db, workspaceId, async (tx) => {
    await sql`
      update bulk_act_items i set state = case i.state when 'waiting' then 'left' else 'kept' end, why = 'internal'
      from bulk_acts a
      where a.workspace_id = ${workspaceId} and a.id = ${id} and i.workspace_id = a.workspace_id and i.act_id = a.id
        and i.place = (select min(place) from bulk_act_items f where f.workspace_id = a.workspace_id and f.act_id = a.id
          and f.state = case a.state when 'undoing' then 'done' else 'waiting' end)`.execute(tx);
    await enqueue(tx, bulkActQueue, [{ workspaceId, id }], { share: workspaceId });
  });
}
