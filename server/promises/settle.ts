import type { PromiseMade, postSettlement } from "../../contract/promises.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { actorOf, type NewEvent, recordAll } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { brokenBy } from "./check.ts";
import { firstCheckAt } from "./ladder.ts";
import { promiseById } from "./read.ts";
import { lockPromise, type Matter, noteFirstDue, type PromiseRow, told } from "./rows.ts";

/** Says that a promise was kept, or gives it up with a reason. */
export function settle(
  db: Db,
  caller: Caller,
  id: string,
  how: BodyOf<typeof postSettlement>,
): Promise<PromiseMade> {
  return within(db, caller.workspaceId, async (tx) => {
    const { matter, promise } = await lockPromise(tx, caller, id);
    if (promise.settledAt) throw new Refusal("promise_settled");
    await end(tx, caller, matter, [promise], how, new Date());
    return promiseById(tx, caller, id);
  });
}

/** Keeps promises by a message of the conversation, which is locked. What was settled a moment ago stays as it is. */
export async function keepPromises(
  tx: Tx,
  caller: Caller,
  matter: Matter,
  ids: string[],
  { messageId, now }: { messageId: string; now: Date },
): Promise<void> {
  if (!ids.length) return;
  const promises = await tx
    .selectFrom("promises")
    .selectAll()
    .where("workspaceId", "=", matter.workspaceId)
    .where("conversationId", "=", matter.id)
    .where("id", "in", ids)
    .orderBy("id")
    .forUpdate()
    .execute();
  if (promises.length < new Set(ids).size) throw new Refusal("not_found");
  const owed = promises.filter(({ settledAt }) => !settledAt);
  await end(tx, caller, matter, owed, { as: "kept", messageId }, now);
}

type How = { as: "kept"; messageId?: string } | { as: "withdrawn"; reason: string };

async function end(tx: Tx, caller: Caller, matter: Matter, promises: PromiseRow[], how: How, now: Date) {
  if (!promises.length) return;
  const actor = actorOf(caller);
  const ids = promises.map(({ id }) => id);
  const due = promises.filter((one) => one.state === "open" && one.dueAt <= now);
  await brokenBy(tx, matter, due);
  await tx
    .updateTable("promises")
    .set((eb) => ({
      state: eb.case().when("state", "=", "broken").then("broken").else(how.as).end(),
      settledAt: now,
      settledBy: JSON.stringify(actor),
      nextCheckAt: null,
      ...(how.as === "kept" ? { keptAt: now, keptMessageId: how.messageId ?? null } : { reason: how.reason }),
    }))
    .where("workspaceId", "=", matter.workspaceId)
    .where("id", "in", ids)
    .execute();
  await noteFirstDue(tx, matter.workspaceId, matter.id);
  const events = promises.map((promise): NewEvent => {
    const owner = promise.ownerId ?? matter.ownerId;
    const late = promise.state === "broken" || promise.dueAt <= now;
    if (how.as === "withdrawn")
      return told(promise, "promise.withdrawn", actor, now, { owner, reason: how.reason, late });
    const { messageId } = how;
    return told(promise, "promise.kept", actor, now, {
      owner,
      keptAt: now.toISOString(),
      late,
      ...(messageId && { messageId }),
    });
  });
  await recordAll(tx, events);
}

/** Takes back that a promise was kept or given up: it is owed again. Nothing happens to one that is owed. */
export function unsettle(db: Db, caller: Caller, id: string): Promise<PromiseMade> {
  return within(db, caller.workspaceId, async (tx) => {
    const { matter, promise } = await lockPromise(tx, caller, id);
    if (!promise.settledAt) return promiseById(tx, caller, id);
    if (matter.status === "closed") throw new Refusal("conversation_closed");
    const now = new Date();
    const wasBroken = promise.state === "broken";
    await tx
      .updateTable("promises")
      .set({
        // One that is due by now is found broken by the next look.
        state: wasBroken ? "broken" : "open",
        keptAt: null,
        keptMessageId: null,
        settledAt: null,
        settledBy: null,
        reason: null,
        nextCheckAt: wasBroken ? null : firstCheckAt(promise, now),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await noteFirstDue(tx, caller.workspaceId, matter.id);
    await recordAll(tx, [
      told(promise, "promise.changed", actorOf(caller), now, {
        wasSettled: promise.keptAt ? "kept" : "withdrawn",
      }),
    ]);
    return promiseById(tx, caller, id);
  });
}
