import pg from "pg";
import { type Db as BossDatabase, PgBoss } from "pg-boss";
import type { Connection } from "../db/database.ts";
import { deadQueueOf, heartbeatSeconds, type Queue } from "./queue.ts";

const monthSeconds = 30 * 24 * 3600;

/** Held by the session, so that it ends with the connection; migrating and restoring have locks of other numbers. */
const turn = 0x7a50;

/**
 * Makes or updates the tables and queues of pg-boss, with the owner's rights. Runs at each start, after the
 * migrations. Two processes at once take turns: pg-boss has a lock of its own, but whoever comes second then fails in
 * the middle of its transaction, and the connection with it.
 */
export async function prepareJobs(connection: Connection, queues: Queue[]): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: "tandem jobs" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [turn]);
    const boss = new PgBoss({ db: asDatabase(client), supervise: false, schedule: false });
    await boss.start();
    const existing = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const queue of queues) await makeQueue(boss, queue, existing);
    await boss.stop({ graceful: false });
    await client.query(grants);
  } finally {
    await client.end();
  }
}

/** A queue for the living and one for the dead, who keep their data for a month. */
async function makeQueue(boss: PgBoss, queue: Queue, existing: Set<string>) {
  const dead = deadQueueOf(queue.name);
  if (!existing.has(dead)) await boss.createQueue(dead, { retentionSeconds: monthSeconds, retryLimit: 5 });
  const settings = {
    retryLimit: queue.retryLimit,
    retryDelay: queue.retryDelaySeconds,
    retryBackoff: queue.retryBackoff,
    expireInSeconds: queue.expireSeconds,
    // What failed for good lives on among the dead; the row here is only a copy.
    deleteAfterSeconds: 3600,
    retentionSeconds: monthSeconds,
    heartbeatSeconds,
    deadLetter: dead,
  };
  if (existing.has(queue.name)) await boss.updateQueue(queue.name, settings);
  else await boss.createQueue(queue.name, settings);
}

export function asDatabase(client: {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}): BossDatabase {
  return { executeSql: (text, values) => client.query(text, values) };
}

/** A workspace may give orders and read none, its own neither: jobs stand outside of the wall. */
const grants = `
  grant usage on schema pgboss to tandem_app, tandem_system;
  grant insert on pgboss.job to tandem_app;
  grant select, insert, update, delete on all tables in schema pgboss to tandem_system;
  grant usage, select on all sequences in schema pgboss to tandem_system;
  grant execute on all functions in schema pgboss to tandem_system;
`;
