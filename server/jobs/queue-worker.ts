import type { PgBoss } from "pg-boss";
import type { BaseLogger } from "pino";
import type { Db } from "../db/database.ts";
import { isDatabaseGone } from "../db/unavailable.ts";
import type { Outage } from "./outage.ts";
import { heartbeatSeconds, onWake, type Queue } from "./queue.ts";

/** What a handler may want to know of its job besides the data. */
export interface JobAtWork {
  id: string;
  /** 1 at first. */
  tries: number;
  /** Aborts when the job has taken too long, or the process is about to stop. */
  signal: AbortSignal;
}

interface Job {
  id: string;
  data: unknown;
  share: string | null;
  priority: number;
  createdOn: Date;
  retryCount: number;
  retryLimit: number;
}

export type Handle<Data> = (data: Data, job: JobAtWork) => Promise<void>;

const pollMilliseconds = 1_000;
const othersEveryMilliseconds = 200;
/** Turns do not begin closer together than this, so that under load each carries many jobs; an idle queue waits for none. */
const turnMilliseconds = 40;
/** So often a try may end because the database is away without counting; then it may well be the job that drives it away. */
const interruptionsForgiven = 30;
const interruptedSeconds = 1;

/**
 * Works on one queue. pg-boss's own `work` ends a batch before it takes the next, so that one slow job holds up its
 * neighbours; here batches are taken while jobs run, and what is done is deleted many at once.
 */
export class QueueWorker {
  #boss: PgBoss;
  #db: Db;
  #queue: Queue;
  #handle: Handle<unknown>;
  #log: Pick<BaseLogger, "info" | "warn" | "error">;
  #outage: Outage;

  /** Taken from the database and not begun. */
  #taken: Job[] = [];
  /** The shares of those that were taken last, begun or not. */
  #latestShares: (string | null)[] = [];
  #running = new Map<string, { job: Job; stop: AbortController; end: Promise<void> }>();
  #done: string[] = [];
  #failed: { id: string; error: unknown }[] = [];
  /** Tries that the database did not see to their end: given back as if not begun. */
  #interrupted: string[] = [];
  #interruptions = new Map<string, number>();
  #due = true;
  #aliveDue = false;
  #turn: Promise<void> | undefined;
  #turnBeganAt = 0;
  #stopping = false;
  #settledCount = 0;
  #othersAskedAt = 0;
  #timers: NodeJS.Timeout[] = [];
  #unwake: () => void = () => undefined;

  constructor(
    queue: Queue,
    handle: Handle<unknown>,
    needs: { boss: PgBoss; db: Db; log: Pick<BaseLogger, "info" | "warn" | "error">; outage: Outage },
  ) {
    this.#queue = queue;
    this.#handle = handle;
    this.#boss = needs.boss;
    this.#db = needs.db;
    this.#log = needs.log;
    this.#outage = needs.outage;
  }

  /** Counts the tries that a process which is dead had under way as failed. */
  async takeBack() {
    const { rows } = await this.#db.pools.system.query<{ id: string }>(
      "select id from pgboss.job where name = $1 and state = 'active'",
      [this.#queue.name],
    );
    if (rows.length)
      await this.#boss.fail(
        this.#queue.name,
        rows.map(({ id }) => id),
        new Error("the process ended while it worked on this"),
      );
  }

  start() {
    this.#unwake = onWake(this.#queue.name, () => this.#look());
    this.#timers = [
      setInterval(() => this.#look(), pollMilliseconds),
      setInterval(
        () => {
          this.#aliveDue = true;
          void this.#go();
        },
        (heartbeatSeconds * 1000) / 3,
      ),
    ];
    this.#look();
  }

  /** Resolves when nothing is due or under way; whether anything was done since the last call. */
  async idle(): Promise<boolean> {
    const before = this.#settledCount;
    do {
      this.#look();
      while (this.#turn) await this.#turn;
      await Promise.all([...this.#running.values()].map(({ end }) => end));
    } while (
      this.#taken.length ||
      this.#running.size ||
      this.#done.length ||
      this.#failed.length ||
      this.#interrupted.length ||
      this.#due
    );
    return this.#settledCount > before;
  }

  /** Gives back what has not begun, lets the rest end, and gives back what does not end in time. */
  async stop(graceMilliseconds: number) {
    this.#stopping = true;
    this.#unwake();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#turn;
    await this.#giveBack(this.#taken.splice(0).map(({ id }) => id));
    await Promise.race([
      Promise.all([...this.#running.values()].map(({ end }) => end)),
      new Promise((resolve) => setTimeout(resolve, graceMilliseconds).unref()),
    ]);
    const late = [...this.#running.values()];
    for (const { stop } of late) stop.abort(new Error("the process stops"));
    await this.#turn;
    await this.#settle();
    await this.#giveBack(late.map(({ job }) => job.id));
  }

  #look() {
    this.#due = true;
    void this.#go();
  }

  /** One turn at a time: a turn ends what is done and takes what is next, side by side. */
  #go(): Promise<void> {
    this.#turn ??= (async () => {
      try {
        do {
          await this.#pause();
          // Never beside a delete: the two lock the same rows in another order.
          if (this.#aliveDue) await this.#sayAlive();
          const both = await Promise.allSettled([this.#settle(), this.#take()]);
          for (const one of both) if (one.status === "rejected") throw one.reason;
        } while (this.#done.length || this.#failed.length || this.#interrupted.length || this.#hasRoom());
        this.#outage.back();
      } catch (error) {
        this.#outage.away(error);
        // The next poll tries again.
        this.#due = false;
      } finally {
        this.#turn = undefined;
      }
    })();
    return this.#turn;
  }

  async #pause() {
    // With more waiting than one turn takes, there is nothing to wait for.
    const isBacklog = this.#latestShares.length === this.#queue.batchSize;
    const left = isBacklog ? 0 : this.#turnBeganAt + turnMilliseconds - performance.now();
    // Jobs that end in the same moment are settled together.
    await new Promise((resolve) => (left > 0 ? setTimeout(resolve, left) : setImmediate(resolve)));
    this.#turnBeganAt = performance.now();
  }

  #hasRoom() {
    return this.#due && !this.#stopping && this.#taken.length < Math.max(1, this.#queue.concurrency / 2);
  }

  async #take() {
    if (!this.#hasRoom()) return;
    this.#due = false;
    const limit = this.#queue.batchSize;
    const crowd = this.#crowd();
    const others = crowd ? await this.#fetch(limit, crowd) : [];
    this.#taken.unshift(...others);
    const jobs = others.length < limit ? await this.#fetch(limit - others.length) : [];
    this.#taken.push(...jobs);
    if (others.length + jobs.length === limit) this.#due = true;
    this.#latestShares = [...others, ...jobs].map((job) => job.share);
    this.#begin();
  }

  /** The share that fills this worker: now and then the others are asked first, so that they need not wait for it. */
  #crowd(): string | undefined {
    if (Date.now() - this.#othersAskedAt < othersEveryMilliseconds) return undefined;
    const crowd = mostCommon(this.#latestShares);
    if (!crowd || crowd.count < this.#queue.concurrency) return undefined;
    this.#othersAskedAt = Date.now();
    return crowd.value;
  }

  /**
   * Takes what is due, oldest first. Not by pg-boss's own fetch: after a burst the server's statistics are old for a
   * minute, and both its order and its join are then planned as a walk through the whole queue for each batch (with
   * 100,000 jobs waiting, 100 a second instead of 3,000). On the connections used here the index that has the order is
   * the only way, and the rows are found by (name, id).
   */
  async #fetch(limit: number, otherThan: string | null = null): Promise<Job[]> {
    const values = [this.#queue.name, limit, otherThan];
    const { rows } = await this.#db.pools.jobs.query<Job>(takeJobs, values);
    return rows.sort((a, b) => b.priority - a.priority || a.createdOn.getTime() - b.createdOn.getTime());
  }

  #begin() {
    while (this.#taken.length && this.#running.size < this.#queue.concurrency) {
      const job = this.#taken.shift()!;
      const stop = new AbortController();
      const end = this.#run(job, stop).then(() => {
        this.#running.delete(job.id);
        this.#begin();
        void this.#go();
      });
      this.#running.set(job.id, { job, stop, end });
    }
  }

  async #run(job: Job, stop: AbortController) {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(this.#queue.expireSeconds * 1000)]);
    try {
      await this.#handle(this.#queue.schema.parse(job.data), {
        id: job.id,
        tries: job.retryCount + 1,
        signal,
      });
      this.#done.push(job.id);
    } catch (error) {
      if (this.#forgives(job, error)) {
        this.#interrupted.push(job.id);
        return;
      }
      this.#failed.push({ id: job.id, error });
      const what = { err: error, queue: this.#queue.name, job: job.id, tries: job.retryCount + 1 };
      if (job.retryCount < job.retryLimit) this.#log.warn(what, "A job failed and will be tried again.");
      else this.#log.error(what, "A job failed for the last time.");
    }
  }

  /** A try whose database went away says nothing of the job, so often as may be: it is not to count. */
  #forgives({ id }: Job, error: unknown): boolean {
    const forgiven = this.#interruptions.get(id) ?? 0;
    if (!(error instanceof Error && isDatabaseGone(error)) || forgiven === interruptionsForgiven)
      return false;
    this.#interruptions.set(id, forgiven + 1);
    return true;
  }

  /** What is done has no further use and is deleted; what failed comes back later, or goes to the dead. */
  async #settle() {
    const done = this.#done.splice(0);
    const failed = this.#failed.splice(0);
    const interrupted = this.#interrupted.splice(0);
    try {
      for (const id of done) this.#interruptions.delete(id);
      if (done.length) await this.#delete(done);
      this.#settledCount += done.splice(0).length;
      await this.#giveBack(interrupted, interruptedSeconds);
      interrupted.length = 0;
      while (failed.length) {
        const { id, error } = failed[0]!;
        this.#interruptions.delete(id);
        await this.#boss.fail(this.#queue.name, id, asObject(error));
        failed.shift();
        this.#settledCount++;
      }
    } catch (error) {
      this.#done.push(...done);
      this.#failed.push(...failed);
      this.#interrupted.push(...interrupted);
      throw error;
    }
  }

  /** By (name, id) for the same reason as in `#fetch`. */
  async #delete(ids: string[]) {
    await this.#db.pools.jobs.query(
      "delete from pgboss.job as job using unnest($1::text[], $2::uuid[]) as done (name, id) where job.name = done.name and job.id = done.id",
      [ids.map(() => this.#queue.name), ids],
    );
  }

  async #sayAlive() {
    this.#aliveDue = false;
    const ids = [...this.#taken.map(({ id }) => id), ...this.#running.keys()];
    if (ids.length) await this.#boss.touch(this.#queue.name, ids);
  }

  /** As if they had not begun: the try under way does not count. */
  async #giveBack(ids: string[], delaySeconds = 0) {
    if (!ids.length) return;
    await this.#db.pools.system.query(
      `update pgboss.job set state = 'created', started_on = null, heartbeat_on = null, start_after = now() + $3 * interval '1 second'
       where name = $1 and id = any($2) and state = 'active'`,
      [this.#queue.name, ids, delaySeconds],
    );
  }
}

const takeJobs = `
  with next as materialized (
    select name, id from pgboss.job
    where name = $1 and state < 'active' and not blocked and start_after <= now()
      and ($3::text is null or group_id is distinct from $3)
    order by priority desc, created_on limit $2 for update skip locked
  )
  update pgboss.job as job set state = 'active', started_on = now(), heartbeat_on = now(),
    retry_count = case when job.started_on is null then job.retry_count else job.retry_count + 1 end
  from next where job.name = next.name and job.id = next.id
  returning job.id, job.data, job.group_id as share, job.priority, job.created_on as "createdOn",
    job.retry_count as "retryCount", job.retry_limit as "retryLimit"`;

function mostCommon(values: (string | null)[]): { value: string; count: number } | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most: { value: string; count: number } | undefined;
  for (const [value, count] of counts) if (!most || count > most.count) most = { value, count };
  return most;
}

const asObject = (error: unknown): object => (error instanceof Error ? error : new Error(String(error)));
