import pg from "pg";
import type { BaseLogger } from "pino";
import { forgetExpired } from "./accounts/index.ts";
import { sweepDeliveries, type Transport } from "./channels/index.ts";
import {
  countDrift,
  escalate,
  foldCounts,
  giveOut,
  releaseHeld,
  releaseWaiting,
} from "./conversations/index.ts";
import { type Connection, type Db, within, withoutWall } from "./db/database.ts";
import { makeMonths } from "./db/partitions.ts";
import type { Actor } from "./events.ts";
import { type FileStore, forgetUploads } from "./files/index.ts";
import { forgetIdempotencyKeys } from "./http/idempotency.ts";
import { foldRequestCounts, proveLedgers, requestCountDrift } from "./ledger/index.ts";
import { longAway, noticePresence } from "./routing/index.ts";
import { absorbLessons } from "./triage/index.ts";

export interface SweepNeeds {
  db: Db;
  connection: Connection;
  store: FileStore;
  transport: Transport;
  log: Log;
}

type Log = Pick<BaseLogger, "info" | "warn" | "error">;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * What is done by the clock rather than because something happened: folding, forgetting, and looking for what a
 * crash left behind. Each may run in several processes at once and any number of times.
 */
export function startSweeps(needs: SweepNeeds): { stop(): Promise<void> } {
  const { db, connection, store, transport, log } = needs;
  const sweeps: [string, number, () => Promise<unknown>][] = [
    ["fold the counts", 2 * second, () => withoutWall(db, (tx) => foldCounts(tx))],
    ["fold the counts of the ledger", 10 * second, () => withoutWall(db, (tx) => foldRequestCounts(tx))],
    ["notice who is here", 10 * second, () => withoutWall(db, (tx) => noticePresence(tx, new Date()))],
    ["look at the clocks", 5 * second, () => escalate(db, new Date())],
    ["go on with what was held", 15 * second, () => releaseHeld(db, new Date())],
    ["hold the ledgers against the data", 3 * minute, () => reportBreaks(db, log)],
    ["give out what waits", 30 * second, () => giveOutEverywhere(db)],
    ["move on the work of who is away", minute, () => moveOn(db)],
    ["absorb what people said", 24 * hour, () => absorbLessons(db)],
    ["deliver what was left behind", minute, () => sweepDeliveries(db)],
    ["forget what has expired", hour, () => forgetExpired(db)],
    ["forget idempotency keys", hour, () => withoutWall(db, forgetIdempotencyKeys)],
    ["forget uploads that nobody sent", 24 * hour, () => forgetUploads(db, store)],
    ["remove half-written files", 24 * hour, () => Promise.all([store.tidy(), transport.tidy?.()])],
    ["compare the counts with the truth", 24 * hour, () => reportDrift(db, log)],
    ["make the months to come", 24 * hour, () => makeComingMonths(connection)],
  ];
  const running = new Set<Promise<void>>();
  const failing = new Set<string>();

  const run = (name: string, sweep: () => Promise<unknown>) => {
    const pass = sweep()
      .then(() => {
        failing.delete(name);
      })
      .catch((error: unknown) => {
        if (!failing.has(name)) log.warn({ err: error }, `Could not ${name}; it is tried again.`);
        failing.add(name);
      })
      .finally(() => running.delete(pass));
    running.add(pass);
  };
  // The rare ones come soon after the start too, or a Tandem that is started each day would never get to them.
  const timers = sweeps.flatMap(([name, every, sweep]) => [
    setTimeout(() => run(name, sweep), Math.min(every, 5 * minute)),
    setInterval(() => run(name, sweep), every),
  ]);
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}

async function giveOutEverywhere(db: Db) {
  const giving = await withoutWall(db, (tx) =>
    tx.selectFrom("queues").select("workspaceId").distinct().where("giving", "<>", "pull").execute(),
  );
  for (const { workspaceId } of giving) await giveOut(db, workspaceId);
}

/** What customers wait for does not wait for somebody who is not there. */
async function moveOn(db: Db) {
  const actor: Actor = { kind: "automation", id: null, name: "presence" };
  for (const { workspaceId, agentId } of await withoutWall(db, (tx) => longAway(tx, new Date())))
    await within(db, workspaceId, (tx) => releaseWaiting(tx, actor, workspaceId, agentId));
}

async function reportBreaks(db: Db, log: Log) {
  for (const { workspaceId, broken } of await proveLedgers(db, new Date()))
    log.error({ workspaceId, broken }, "The ledger is broken: something may have been ignored.");
}

async function reportDrift(db: Db, log: Log) {
  const drift = await withoutWall(db, countDrift);
  if (drift.length)
    log.error({ drift }, "The counts of the views differ from the conversations. This is a mistake of ours.");
  const ledgerDrift = await withoutWall(db, requestCountDrift);
  if (ledgerDrift.length)
    log.error(
      { drift: ledgerDrift },
      "The ledger's counts differ from its requests. This is a mistake of ours.",
    );
}

async function makeComingMonths(connection: Connection) {
  const owner = new pg.Client(connection);
  await owner.connect();
  await makeMonths(owner).finally(() => owner.end());
}
