import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";

/**
 * Runs `work` once for this caller (or visitor) and key. The key, the effect and the answer are committed together: a retry
 * after a crash either finds all of them and is given the first answer, or none and does the work. Two at once
 * take turns. A refusal leaves the key unused. An answer that is `secret` is not kept: a retry has no second effect,
 * and learns only that there was a first.
 */
export function once<T>(
  db: Db,
  caller: Pick<Caller, "workspaceId" | "id">,
  key: string,
  requestHash: Buffer,
  work: () => Promise<T>,
  { secret = false } = {},
): Promise<T> {
  return within(db, caller.workspaceId, async (tx) => {
    const claimed = await tx
      .insertInto("idempotencyKeys")
      .values({ workspaceId: caller.workspaceId, caller: caller.id, key, requestHash })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    const mine = () =>
      tx
        .selectFrom("idempotencyKeys")
        .where("workspaceId", "=", caller.workspaceId)
        .where("caller", "=", caller.id)
        .where("key", "=", key);

    if (!claimed.numInsertedOrUpdatedRows) {
      const former = await mine().select(["requestHash", "response"]).executeTakeFirstOrThrow();
      if (!former.requestHash.equals(requestHash)) throw new Refusal("idempotency_key_reused");
      if (former.response?.secret) throw new Refusal("already_exists");
      return former.response?.answer as T;
    }
    const answer = await work();
    const kept = secret && answer !== undefined ? { secret } : { answer: answer ?? null };
    await tx
      .updateTable("idempotencyKeys")
      .set({ response: JSON.stringify(kept) })
      .where("workspaceId", "=", caller.workspaceId)
      .where("caller", "=", caller.id)
      .where("key", "=", key)
      .execute();
    return answer;
  });
}

const keptHours = 48;

/** Forgets keys that no client comes back with. Runs across workspaces. */
export async function forgetIdempotencyKeys(tx: Tx): Promise<void> {
  await tx
    .deleteFrom("idempotencyKeys")
    .where("createdAt", "<", new Date(Date.now() - keptHours * 3_600_000))
    .execute();
}
