import { sql } from "kysely";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { cutConnections } from "../../test/cut-connections.ts";
import { freshDatabase, makeWorkspace } from "../../test/database.ts";
import { type Db, within } from "../db/database.ts";
import { queueHealth } from "./health.ts";
import { prepareJobs } from "./prepare.ts";
import { defineQueue, enqueue } from "./queue.ts";
import { startJobs, type Work, work } from "./worker.ts";

const Order = z.object({ n: z.number() });
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let workspaceId: string;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.open();
  workspaceId = await makeWorkspace(db);
});
afterAll(() => database.drop());

test("a job that is ordered in a transaction is done once after its commit", async () => {
  const queue = defineQueue({ name: "once", schema: Order });
  const done: number[] = [];
  const jobs = await working([work(queue, async ({ n }) => void done.push(n))]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }, { n: 2 }]));
  await jobs.idle();

  expect(done.toSorted()).toEqual([1, 2]);
  expect(await health("once")).toMatchObject({ waiting: 0, active: 0, later: 0, dead: 0 });
});

test("a job begins at once, without waiting for the next look", async () => {
  const queue = defineQueue({ name: "at-once", schema: Order });
  const begun = Promise.withResolvers<number>();
  await working([work(queue, async () => begun.resolve(performance.now()))]);
  await new Promise((resolve) => setTimeout(resolve, 50));

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }]));
  const committed = performance.now();

  expect((await begun.promise) - committed).toBeLessThan(500);
});

test("a job of a transaction that fails does not exist", async () => {
  const queue = defineQueue({ name: "never", schema: Order });
  const done: number[] = [];
  const jobs = await working([work(queue, async ({ n }) => void done.push(n))]);

  const attempt = within(db, workspaceId, async (tx) => {
    await enqueue(tx, queue, [{ n: 1 }]);
    throw new Error("no");
  });
  await expect(attempt).rejects.toThrow("no");
  await jobs.idle();

  expect(done).toEqual([]);
});

test("a job that fails is tried again, and its neighbours are not", async () => {
  const queue = defineQueue({ name: "again", schema: Order, retryDelaySeconds: 0, retryBackoff: false });
  const tries: string[] = [];
  const jobs = await working([
    work(queue, async ({ n }, job) => {
      tries.push(`${n}/${job.tries}`);
      if (n === 1 && job.tries < 3) throw new Error("not yet");
    }),
  ]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }, { n: 2 }]));
  await expect.poll(() => tries.toSorted(), { timeout: 5_000 }).toEqual(["1/1", "1/2", "1/3", "2/1"]);
  await jobs.idle();

  expect(await health("again")).toMatchObject({ waiting: 0, active: 0, dead: 0 });
});

test("a job that fails to the end is told to whom it concerns, with its data", async () => {
  const queue = defineQueue({
    name: "told",
    schema: Order,
    retryLimit: 1,
    retryDelaySeconds: 0,
    retryBackoff: false,
  });
  const dead: number[] = [];
  const jobs = await working([
    work(queue, () => Promise.reject(new Error("never")), { onDead: async ({ n }) => void dead.push(n) }),
  ]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 7 }]));
  await expect.poll(() => dead, { timeout: 8_000 }).toEqual([7]);
  await jobs.idle();

  expect(await health("told")).toMatchObject({ waiting: 0, active: 0, dead: 0 });
});

test("a job that nobody asks about when it is dead is kept and counted", async () => {
  const queue = defineQueue({ name: "kept", schema: Order, retryLimit: 0 });
  const jobs = await working([work(queue, () => Promise.reject(new Error("never")))]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 7 }, { n: 8 }]));
  await jobs.idle();

  expect(await health("kept")).toMatchObject({ waiting: 0, dead: 2 });
});

test("data of another shape than the queue's is refused and never reaches the handler", async () => {
  const queue = defineQueue({ name: "shaped", schema: Order, retryLimit: 0 });
  const done: unknown[] = [];
  const jobs = await working([work(queue, async (data) => void done.push(data))]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: "seven" } as never]));
  await jobs.idle();

  expect(done).toEqual([]);
  expect(await health("shaped")).toMatchObject({ dead: 1 });
});

test("a job ordered for later waits until then", async () => {
  const queue = defineQueue({ name: "later", schema: Order });
  const done: number[] = [];
  const jobs = await working([work(queue, async ({ n }) => void done.push(n))]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }], { delaySeconds: 0.7 }));
  await jobs.idle();
  expect(done).toEqual([]);
  expect(await health("later")).toMatchObject({ waiting: 0, later: 1 });

  await expect.poll(() => done, { timeout: 5_000 }).toEqual([1]);
});

test("a slow job does not hold up those that were taken with it", async () => {
  const queue = defineQueue({ name: "slow", schema: Order, batchSize: 10, concurrency: 3 });
  const release = Promise.withResolvers<void>();
  const done: number[] = [];
  const jobs = await working([
    work(queue, async ({ n }) => {
      if (n === 0) await release.promise;
      done.push(n);
    }),
  ]);

  await within(db, workspaceId, (tx) =>
    enqueue(
      tx,
      queue,
      Array.from({ length: 30 }, (_, n) => ({ n })),
    ),
  );
  await expect.poll(() => done.length, { timeout: 5_000 }).toBe(29);
  release.resolve();
  await jobs.idle();

  expect(done.at(-1)).toBe(0);
});

test("one share that floods a queue does not keep the others waiting behind it", async () => {
  const queue = defineQueue({ name: "shared", schema: Order, batchSize: 10, concurrency: 2 });
  const order: number[] = [];
  const flood = Array.from({ length: 300 }, (_, n) => ({ n }));
  const jobs = await working([
    work(queue, async ({ n }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(n);
    }),
  ]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, flood, { share: "flood" }));
  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: -1 }], { share: "modest" }));
  await jobs.idle();

  expect(order).toHaveLength(301);
  expect(order.indexOf(-1)).toBeLessThan(200);
});

test("work that is under way at a stop ends, and what has not begun is left for the next start", async () => {
  const queue = defineQueue({ name: "stopping", schema: Order, batchSize: 10, concurrency: 2 });
  const done: number[] = [];
  const handle = async ({ n }: { n: number }) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    done.push(n);
  };
  const first = await startJobs(db, database.connection, { queues: [work(queue, handle)], log: quiet });
  await within(db, workspaceId, (tx) =>
    enqueue(
      tx,
      queue,
      Array.from({ length: 6 }, (_, n) => ({ n })),
    ),
  );
  await expect.poll(() => health("stopping"), { interval: 5 }).toMatchObject({ active: 6 });
  await first.stop();

  expect(done).toHaveLength(2);
  expect(await health("stopping")).toMatchObject({ active: 0, waiting: 4 });
  const second = await working([work(queue, handle)]);
  await second.idle();
  expect(done.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a try that the database did not see to its end does not count", async () => {
  const queue = defineQueue({ name: "interrupted", schema: Order, retryLimit: 0 });
  const tries: number[] = [];
  const jobs = await working([
    work(queue, async (_, job) => {
      tries.push(job.tries);
      if (tries.length === 3) return;
      await within(db, workspaceId, async (tx) => {
        await cutConnections(database.connection, "tandem tandem%");
        await sql`select 1`.execute(tx);
      });
    }),
  ]);

  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }]));

  await expect.poll(() => tries, { timeout: 10_000 }).toEqual([1, 1, 1]);
  await jobs.idle();
  expect(await health("interrupted")).toMatchObject({ waiting: 0, dead: 0 });
});

test("a job whose process died is taken up again when a process starts alone", async () => {
  const queue = defineQueue({ name: "orphan", schema: Order, retryDelaySeconds: 0, retryBackoff: false });
  const tries: number[] = [];
  await prepareJobs(database.connection, [queue]);
  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }]));
  await db.pools.system.query(
    "update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now() where name = 'orphan'",
  );

  await working([work(queue, async (_, job) => void tries.push(job.tries))], { alone: true });

  await expect.poll(() => tries, { timeout: 5_000 }).toEqual([2]);
});

test("jobs are done while connections are cut, and none is lost", async () => {
  const own = database.open();
  const queue = defineQueue({ name: "chaos", schema: Order, retryLimit: 1 });
  const done = new Set<number>();
  const jobs = await startJobs(own, database.connection, {
    queues: [
      work(queue, async ({ n }) => {
        await within(own, workspaceId, (tx) => tx.selectFrom("tags").select("id").execute());
        done.add(n);
      }),
    ],
    log: quiet,
  });
  onTestFinished(() => jobs.stop());
  await within(db, workspaceId, (tx) =>
    enqueue(
      tx,
      queue,
      Array.from({ length: 300 }, (_, n) => ({ n })),
    ),
  );

  let cut = 0;
  for (let n = 0; n < 8; n++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    cut += await cutConnections(database.connection, "tandem tandem%", 0.4);
  }
  expect(cut).toBeGreaterThan(5);

  await expect.poll(() => done.size, { timeout: 20_000 }).toBe(300);
  await jobs.idle();
  expect(await health("chaos")).toMatchObject({ waiting: 0, dead: 0 });
});

test("a workspace may give orders and cannot read or change any", async () => {
  const queue = defineQueue({ name: "walled", schema: Order });
  await prepareJobs(database.connection, [queue]);
  await within(db, workspaceId, (tx) => enqueue(tx, queue, [{ n: 1 }]));

  for (const statement of [
    "select * from pgboss.job",
    "delete from pgboss.job",
    "update pgboss.job set data = '{}'",
  ])
    await expect(db.pools.app.query(statement)).rejects.toThrow(/permission denied/);
});

async function working(queues: Work[], more: { alone?: boolean } = {}) {
  const jobs = await startJobs(db, database.connection, { queues, log: quiet, ...more });
  onTestFinished(() => jobs.stop());
  return jobs;
}

const health = async (queue: string) => (await queueHealth(db)).find((one) => one.queue === queue);
