import { randomUUIDv7 } from "node:crypto";
import type { z } from "zod";
import type { NewPromise } from "../../contract/conversations.ts";
import type { PromiseMade, patchPromise } from "../../contract/promises.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { actorOf, recordAll } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { whoCanAnswer } from "../who-can-answer.ts";
import { firstCheckAt } from "./ladder.ts";
import { promiseById } from "./read.ts";
import { lockMatter, lockPromise, type Matter, noteFirstDue, type PromiseRow, told } from "./rows.ts";

type New = z.output<typeof NewPromise>;

/** Makes a promise that no message carries, such as one given by telephone. */
export function makePromise(db: Db, caller: Caller, conversationId: string, made: New): Promise<PromiseMade> {
  return within(db, caller.workspaceId, async (tx) => {
    const matter = await lockMatter(tx, caller.workspaceId, conversationId, caller.brands);
    if (matter.status === "closed") throw new Refusal("conversation_closed");
    const [id] = await makePromises(tx, caller, matter, [made], { messageId: null, now: new Date(), at: "" });
    return promiseById(tx, caller, id!);
  });
}

/**
 * Makes promises in a conversation that is locked. One that binds whoever has the conversation goes with it to the next;
 * `at` is where the request names them, for what is wrong with one.
 */
export async function makePromises(
  tx: Tx,
  caller: Caller,
  matter: Matter,
  made: New[],
  { messageId, now, at = "promises." }: { messageId: string | null; now: Date; at?: string },
): Promise<string[]> {
  if (!made.length) return [];
  const names = await ownersOf(tx, caller, matter, made);
  const rows = made.map((one, index) => {
    const dueAt = new Date(one.dueAt);
    if (dueAt <= now) throw inThePast(at && `${at}${index}.`);
    const owner = one.owner ?? (caller.kind === "agent" ? caller.id : null);
    return {
      workspaceId: matter.workspaceId,
      id: randomUUIDv7(),
      conversationId: matter.id,
      customerId: matter.customerId,
      brandId: matter.brandId,
      line: matter.line,
      messageId,
      text: one.text,
      dueAt,
      ownerId: owner === matter.ownerId ? null : owner,
      madeBy: JSON.stringify(actorOf(caller)),
      madeAt: now,
      shownToCustomer: one.shown,
      nextCheckAt: firstCheckAt({ madeAt: now, dueAt }, now),
    };
  });
  await tx.insertInto("promises").values(rows).execute();
  await noteFirstDue(tx, matter.workspaceId, matter.id);
  await recordAll(
    tx,
    rows.map((row) => {
      const owner = row.ownerId ?? matter.ownerId;
      return told(row, "promise.made", actorOf(caller), now, {
        owner,
        ...(owner && names.has(owner) && { name: names.get(owner) }),
        shown: row.shownToCustomer,
        ...(messageId && { messageId }),
      });
    }),
  );
  return rows.map(({ id }) => id);
}

const inThePast = (at: string) =>
  new Refusal("invalid", { fields: [{ path: `${at}dueAt`, message: "in_the_past" }] });

/** The names of those who are to keep what is promised, who must be able to answer here. */
async function ownersOf(
  tx: Tx,
  caller: Caller,
  { brandId }: Matter,
  made: New[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>(caller.kind === "agent" ? [[caller.id, caller.name]] : []);
  for (const owner of new Set(made.flatMap((one) => one.owner ?? [])))
    if (!names.has(owner)) names.set(owner, (await whoCanAnswer(tx, caller, owner, brandId)).name);
  return names;
}

/** Changes what is promised, by when, or whom it binds. */
export function changePromise(
  db: Db,
  caller: Caller,
  id: string,
  { text, dueAt, owner }: BodyOf<typeof patchPromise>,
): Promise<PromiseMade> {
  return within(db, caller.workspaceId, async (tx) => {
    const { matter, promise } = await lockPromise(tx, caller, id);
    if (promise.settledAt) throw new Refusal("promise_settled");
    const now = new Date();
    const changes: Partial<PromiseRow> = {};
    const data: Record<string, unknown> = {};
    if (text !== undefined && text !== promise.text) {
      changes.text = text;
      data.was = promise.text;
    }
    if (dueAt !== undefined && new Date(dueAt).getTime() !== promise.dueAt.getTime()) {
      // What was to be done by then was not done by then, whatever is said now.
      if (promise.dueAt <= now) throw new Refusal("promise_settled");
      const later = new Date(dueAt);
      if (later <= now) throw inThePast("");
      Object.assign(changes, {
        dueAt: later,
        warnedAt: null,
        stepsDone: 0,
        nextCheckAt: firstCheckAt({ madeAt: promise.madeAt, dueAt: later }, now),
      });
      data.wasDueAt = promise.dueAt.toISOString();
    }
    if (owner !== undefined) {
      const ownerId = owner === matter.ownerId ? null : owner;
      if (ownerId !== promise.ownerId) {
        const agent = owner && (await whoCanAnswer(tx, caller, owner, matter.brandId));
        changes.ownerId = ownerId;
        Object.assign(data, { owner, ...(agent && { name: agent.name }) });
      }
    }
    if (Object.keys(changes).length) {
      await tx
        .updateTable("promises")
        .set(changes)
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", id)
        .execute();
      await noteFirstDue(tx, caller.workspaceId, matter.id);
      await recordAll(tx, [told({ ...promise, ...changes }, "promise.changed", actorOf(caller), now, data)]);
    }
    return promiseById(tx, caller, id);
  });
}
