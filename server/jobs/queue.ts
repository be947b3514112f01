import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ZodType, z } from "zod";
import { afterCommit, type Tx } from "../db/database.ts";

/** A queue of orders: its name, the shape of its data, and how patient it is. */
export interface Queue<Shape extends ZodType = ZodType> {
  readonly name: string;
  readonly schema: Shape;
  /** How often a job is tried again before it is given up as dead. */
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  /** Doubles the delay with every try, up to an hour, with chance mixed in. */
  readonly retryBackoff: boolean;
  /** A try that takes longer is given to somebody else. */
  readonly expireSeconds: number;
  /** How many jobs are taken from the database at once. */
  readonly batchSize: number;
  /** How many of them one process works on at a time. */
  readonly concurrency: number;
}

type Defaults = Omit<Queue, "name" | "schema">;
const defaults: Defaults = {
  retryLimit: 5,
  retryDelaySeconds: 1,
  retryBackoff: true,
  expireSeconds: 300,
  batchSize: 20,
  concurrency: 10,
};

/** Declares a queue; who works on it is said at `startJobs`. */
export function defineQueue<Shape extends ZodType>(
  queue: { name: string; schema: Shape } & Partial<Defaults>,
): Queue<Shape> {
  return { ...defaults, ...queue };
}

/** Where the jobs of a queue go that were tried to the end. */
export const deadQueueOf = (name: string) => `${name}.dead`;

export interface EnqueueOptions {
  /** Not before so many seconds from now. */
  delaySeconds?: number;
  /** Higher is earlier. */
  priority?: number;
  /** Shares the queue fairly between those who fill it; a workspace's id as a rule. */
  share?: string;
}

/**
 * Gives jobs to a queue within the transaction of what made them necessary: they exist exactly if it commits, and
 * workers of this process are woken then. Many at once are one statement.
 */
export async function enqueue<Shape extends ZodType>(
  tx: Tx,
  queue: Queue<Shape>,
  data: z.infer<Shape>[],
  { delaySeconds = 0, priority = 0, share }: EnqueueOptions = {},
): Promise<void> {
  if (!data.length) return;
  // pg-boss's own `insert` joins its queue table; this needs no right but to insert, which is all that
  // `tandem_app` has there. Jobs carry the queue's settings as they were when the job was made.
  await sql`
    insert into pgboss.job (id, name, data, priority, start_after, group_id, retry_limit, retry_delay, retry_backoff,
      retry_delay_max, expire_seconds, heartbeat_seconds, dead_letter, policy)
    select id, ${queue.name}, data, ${priority}::int, now() + ${delaySeconds}::float8 * interval '1 second', ${share ?? null}::text,
      ${queue.retryLimit}::int, ${queue.retryDelaySeconds}::int, ${queue.retryBackoff}::boolean, 3600,
      ${queue.expireSeconds}::int, ${heartbeatSeconds}::int, ${deadQueueOf(queue.name)}, 'standard'
    from jsonb_to_recordset(${JSON.stringify(data.map((item) => ({ id: randomUUIDv7(), data: item })))}::jsonb)
      as jobs (id uuid, data jsonb)`.execute(tx);
  if (!delaySeconds) afterCommit(() => wake(queue.name));
}

/** A worker says so often that it is alive; when it stops, its jobs are given to others. */
export const heartbeatSeconds = 15;

const sleepers = new Map<string, Set<() => void>>();

/** Tells the workers of this process that a queue has something to do. */
export function wake(queueName: string): void {
  for (const wakeUp of sleepers.get(queueName) ?? []) wakeUp();
}

/** Calls `wakeUp` whenever a queue is given jobs by this process. */
export function onWake(queueName: string, wakeUp: () => void): () => void {
  const those = sleepers.get(queueName) ?? new Set();
  sleepers.set(queueName, those.add(wakeUp));
  return () => those.delete(wakeUp);
}
