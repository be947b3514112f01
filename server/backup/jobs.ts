import type { Transaction } from "kysely";
import type pg from "pg";
import type { z } from "zod";
import { orderReading } from "../channels/index.ts";
import type { Tables } from "../db/tables.ts";
import { enqueue } from "../jobs/index.ts";
import { queues } from "../queues.ts";
import { fetchAll } from "./rows.ts";

interface WaitingJob {
  queue: string;
  data: unknown;
  delaySeconds: number;
  priority: number;
  share: string | null;
}

/**
 * Of pg-boss we take the orders that were not carried out when the snapshot was made: those that wait, those under
 * way, and those that failed to the end, which get another chance. The rest of its tables is left out: what is done
 * is done, and how its rows look is its own affair, which changes from one of its versions to the next.
 */
export async function* waitingJobs(client: pg.Client): AsyncGenerator<{ rows: number; bytes: Buffer }> {
  const { rows } = await client.query("select to_regclass('pgboss.job') is not null as there");
  if (!rows[0].there) return;
  const batches = fetchAll<WaitingJob>(
    client,
    `select regexp_replace(name, '\\.dead$', '') as queue, data, priority, group_id as share,
       greatest(ceil(extract(epoch from start_after - now())), 0)::int as "delaySeconds"
     from pgboss.job
     where state in ('created', 'retry', 'active') and name !~ '^__pgboss' order by created_on, id`,
    2_000,
  );
  for await (const batch of batches) {
    const lines = batch.map((job) => `${JSON.stringify(job)}\n`).join("");
    yield { rows: batch.length, bytes: Buffer.from(lines) };
  }
}

/** Nobody is awake yet to be told of new jobs, so they are simply due a moment later. */
const atOnce = 1;

/** Gives the orders of one part again. */
export async function orderAgain(tx: Transaction<Tables>, bytes: Buffer): Promise<void> {
  const lines = bytes.toString("utf8").trimEnd().split("\n");
  const jobs = lines.map((line) => JSON.parse(line) as WaitingJob);
  const alike = Map.groupBy(jobs, ({ queue, delaySeconds, priority, share }) =>
    JSON.stringify([queue, delaySeconds, priority, share]),
  );
  for (const group of alike.values()) {
    const { queue: name, delaySeconds, priority, share } = group[0]!;
    const queue = queues.find((one) => one.name === name);
    // A queue that is no more: what it did is done in another way since, or is needed no longer.
    if (!queue) continue;
    const data = group.map((job) => job.data as z.infer<typeof queue.schema>);
    await enqueue(tx, queue, data, {
      delaySeconds: delaySeconds || atOnce,
      priority,
      share: share ?? undefined,
    });
  }
}

/** A mail that was kept and not read has its job in the archive, as a rule; none may be left without. */
export async function orderForgottenMails(tx: Transaction<Tables>, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ workspaceId: string; id: string }>(
    `select r.workspace_id as "workspaceId", r.id from raw_mails r
     where r.state = 'received' and not exists (
       select from pgboss.job j where j.name = 'read-mail' and j.data ->> 'rawMailId' = r.id::text)
     order by r.received_at`,
  );
  await orderReading(tx, rows, { delaySeconds: atOnce });
}
