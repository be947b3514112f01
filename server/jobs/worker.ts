import { PgBoss } from "pg-boss";
import type { BaseLogger } from "pino";
import type { ZodType, z } from "zod";
import type { Connection, Db } from "../db/database.ts";
import { Outage } from "./outage.ts";
import { asDatabase, prepareJobs } from "./prepare.ts";
import { deadQueueOf, defineQueue, type Queue } from "./queue.ts";
import { type Handle, QueueWorker } from "./queue-worker.ts";

export type Log = Pick<BaseLogger, "info" | "warn" | "error">;

/** A queue and what is done with its jobs. */
export interface Work {
  queue: Queue;
  // biome-ignore lint/suspicious/noExplicitAny: `work` ties the type of the data to the queue's schema.
  handle: Handle<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  onDead?: Handle<any>;
}

/**
 * Says what is done with the jobs of a queue. A job may run twice, so `handle` must bear it. `onDead` hears of a
 * job that failed to the end; without it, the job stays among the dead to be looked at.
 */
export function work<Shape extends ZodType>(
  queue: Queue<Shape>,
  handle: Handle<z.infer<Shape>>,
  { onDead }: { onDead?: Handle<z.infer<Shape>> } = {},
): Work {
  return { queue, handle, ...(onDead && { onDead }) };
}

export interface JobsNeeds {
  queues: Work[];
  log: Log;
  /**
   * No other process works on this database, so that jobs which are under way at the start are those of a process
   * that died. Otherwise they are taken up when its heartbeat has been missed.
   */
  alone?: boolean;
}

export interface Jobs {
  /** Resolves when no job of these queues is due or under way. */
  idle(): Promise<void>;
  /** Lets what is under way end, for up to so long; the rest is done after the next start. */
  stop(options?: { graceMilliseconds?: number }): Promise<void>;
}

/** A warning that stands is not repeated sooner. */
const quietMinutes = 15;

/** Works on the queues, on connections of the system pool. */
export async function startJobs(
  db: Db,
  connection: Connection,
  { queues, log, alone = false }: JobsNeeds,
): Promise<Jobs> {
  await prepareJobs(
    connection,
    queues.map(({ queue }) => queue),
  );
  const outage = new Outage(log, {
    away: "The job queues wait for the database and go on by themselves.",
    back: "The job queues go on.",
  });
  const boss = new PgBoss({
    db: asDatabase(db.pools.system),
    migrate: false,
    schedule: false,
    reindex: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 600,
    // Nothing depends on another job here.
    flowIntervalSeconds: 3600,
  });
  boss.on("error", (error) => outage.away(error));
  const warnedAt = new Map<string, number>();
  boss.on("warning", ({ message, data }) => {
    if (Date.now() - (warnedAt.get(message) ?? 0) < quietMinutes * 60_000) return;
    warnedAt.set(message, Date.now());
    log.warn({ data }, message);
  });
  await boss.start();

  const needs = { boss, db, log, outage };
  const workers = queues.flatMap(({ queue, handle, onDead }) => [
    new QueueWorker(queue, handle, needs),
    ...(onDead ? [new QueueWorker(deadQueue(queue), onDead, needs)] : []),
  ]);
  if (alone) for (const worker of workers) await worker.takeBack();
  for (const worker of workers) worker.start();

  return {
    async idle() {
      let worked = true;
      while (worked) worked = (await Promise.all(workers.map((worker) => worker.idle()))).includes(true);
    },
    async stop({ graceMilliseconds = 10_000 } = {}) {
      await Promise.all(workers.map((worker) => worker.stop(graceMilliseconds)));
      await boss.stop({ graceful: false });
    },
  };
}

const deadQueue = (queue: Queue): Queue =>
  defineQueue({ ...queue, name: deadQueueOf(queue.name), batchSize: 5, concurrency: 1 });
