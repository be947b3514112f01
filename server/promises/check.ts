import { sql } from "kysely";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { type Actor, recordAll } from "../events.ts";
import { leadsOf, notify } from "../notices/index.ts";
import { oneByOne } from "../one-by-one.ts";
import { lockMatter, type Matter, type PromiseRow, told } from "./rows.ts";

const actor: Actor = { kind: "automation", id: null, name: "promises" };

/** So many are looked at in one go. */
const mostAtOnce = 500;

/**
 * Warns of promises whose time is nearly over and notes those that are broken, as of the instant at which they were due.
 * Any number of processes may run it at any time, also long after: the conversation is locked, its promises are looked
 * at again, and each step is done once. Returns how many conversations were looked at.
 */
export async function checkPromises(db: Db, now: Date): Promise<number> {
  const due = await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; conversationId: string }>`
      select workspace_id, conversation_id from promises where next_check_at <= ${now}
      group by 1, 2 order by min(next_check_at) limit ${mostAtOnce}`.execute(tx);
    return rows;
  });
  await oneByOne(due, ({ workspaceId, conversationId }) =>
    within(db, workspaceId, async (tx) => {
      const matter = await lockMatter(tx, workspaceId, conversationId);
      const promises = await tx
        .selectFrom("promises")
        .selectAll()
        .where("workspaceId", "=", workspaceId)
        .where("conversationId", "=", conversationId)
        .where("nextCheckAt", "<=", now)
        .orderBy("dueAt")
        .forUpdate()
        .execute();
      const over = promises.filter(({ dueAt }) => dueAt <= now);
      await brokenBy(tx, matter, over);
      await tellLeads(tx, matter, over, now);
      await warn(
        tx,
        matter,
        promises.filter(({ dueAt }) => dueAt > now),
        now,
      );
    }),
  );
  return due.length;
}

/** Notes that promises were broken at the instant at which they were due. */
export async function brokenBy(
  tx: Tx,
  { workspaceId, ownerId }: Matter,
  promises: PromiseRow[],
): Promise<void> {
  if (!promises.length) return;
  await tx
    .updateTable("promises")
    .set((eb) => ({ state: "broken", brokenAt: eb.ref("dueAt"), stepsDone: 2, nextCheckAt: null }))
    .where("workspaceId", "=", workspaceId)
    .where(
      "id",
      "in",
      promises.map(({ id }) => id),
    )
    .execute();
  await recordAll(
    tx,
    promises.map((promise) =>
      told(promise, "promise.broken", actor, promise.dueAt, {
        owner: promise.ownerId ?? ownerId,
        keptAt: null,
        late: true,
      }),
    ),
  );
}

/** The last step: whoever leads hears that it was broken. */
async function tellLeads(tx: Tx, matter: Matter, promises: PromiseRow[], now: Date): Promise<void> {
  if (!promises.length) return;
  const to = await leadsOf(tx, matter);
  for (const promise of promises) await tell(tx, matter, promise, to, "notify_lead", now);
  await recordAll(
    tx,
    promises.map((promise) =>
      told(promise, "clock.escalated", actor, now, { clock: "promise", does: "notify_lead", to }),
    ),
  );
}

/** The first step: its owner is nudged; where nobody has it, or its owner is not here, whoever leads is told as well. */
async function warn(tx: Tx, matter: Matter, promises: PromiseRow[], now: Date): Promise<void> {
  if (!promises.length) return;
  const owners = promises.flatMap((promise) => promise.ownerId ?? matter.ownerId ?? []);
  const here = await whoIsHere(tx, matter.workspaceId, owners);
  const leads =
    owners.length === promises.length && owners.every((one) => here.has(one))
      ? []
      : await leadsOf(tx, matter);
  await tx
    .updateTable("promises")
    .set((eb) => ({ warnedAt: now, stepsDone: 1, nextCheckAt: eb.ref("dueAt") }))
    .where("workspaceId", "=", matter.workspaceId)
    .where(
      "id",
      "in",
      promises.map(({ id }) => id),
    )
    .execute();
  for (const promise of promises) {
    const owner = promise.ownerId ?? matter.ownerId;
    const to = owner && here.has(owner) ? [owner] : [...(owner ? [owner] : []), ...leads];
    await tell(tx, matter, promise, to, "nudge", now);
    await recordAll(tx, [
      told(promise, "clock.warned", actor, now, { clock: "promise", does: "nudge", owner, to }),
    ]);
  }
}

const tell = (tx: Tx, matter: Matter, promise: PromiseRow, to: string[], does: string, at: Date) =>
  notify(tx, matter.workspaceId, {
    to,
    kind: "promise",
    conversationId: matter.id,
    data: { promiseId: promise.id, text: promise.text, dueAt: promise.dueAt.toISOString(), does },
    at,
  });

async function whoIsHere(tx: Tx, workspaceId: string, agents: string[]): Promise<Set<string>> {
  if (!agents.length) return new Set();
  const { rows } = await sql<{ id: string }>`
    select a.id from agents a
    join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
    where a.workspace_id = ${workspaceId} and a.id = any(${agents}::uuid[]) and a.status = 'active'
      and p.state <> 'away' and p.gone_since is null`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
