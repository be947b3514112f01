import { sql } from "kysely";
import type { BaseLogger } from "pino";
import { askWithoutWall, type Db, type Tx, withoutWall } from "../db/database.ts";
import type { Bus } from "./bus.ts";
import { asEvent, type EventRow, type SequencedEvent } from "./sequenced-event.ts";

export interface SequencerNeeds {
  bus: Bus;
  /** What follows from the events; commits together with their numbers. */
  follow?: (tx: Tx, events: SequencedEvent[]) => Promise<void>;
  log?: Pick<BaseLogger, "info" | "warn">;
}

export interface Sequencer {
  /** Resolves when everything that was recorded before the call has its number. */
  idle(): Promise<void>;
  /** Finishes the batch at hand. */
  stop(): Promise<void>;
}

const batchSize = 1_000;
/** Commits that come close together share a batch. */
const gatherMilliseconds = 2;
/** Under load a pass begins no sooner after the one before, and numbers all that was recorded meanwhile. */
const passMilliseconds = 15;
const lookEveryMilliseconds = 1_000;
const longestPauseMilliseconds = 5_000;

/**
 * Gives each workspace's events their numbers: after commit, gap-free, in the order they were recorded. Ids and
 * identity columns cannot do it, since they commit out of order and a reader that remembers the last one would
 * miss what comes late. Any number of processes may run one; a row in `leases` lets them take turns.
 */
export function startSequencer(db: Db, { bus, follow, log }: SequencerNeeds): Sequencer {
  let stopped = false;
  let pass: Promise<void> | undefined;
  let askedAgain = false;
  /** A commit of this process has been heard of, so that there is no need to look whether anything waits. */
  let heard = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const look = (afterMilliseconds: number) => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), afterMilliseconds);
  };

  /** One pass at a time; whoever asks meanwhile gets another one afterwards. */
  const run = (): Promise<void> => {
    if (pass) {
      askedAgain = true;
      return pass;
    }
    const began = performance.now();
    pass = drain().finally(() => {
      pass = undefined;
      const soon = askedAgain && !failures;
      askedAgain = false;
      if (soon) look(Math.max(0, began + passMilliseconds - performance.now()));
      else look(failures ? pauseAfter(failures) : lookEveryMilliseconds);
    });
    return pass;
  };

  const drain = async () => {
    try {
      let more = heard || (await somethingWaits(db));
      while (more && !stopped) {
        heard = false;
        const events = await withoutWall(db, async (tx) => {
          const batch = await sequence(tx);
          if (batch.length) await follow?.(tx, batch);
          return batch;
        });
        if (events.length) bus.publish(events);
        more = events.length === batchSize;
      }
      if (failures) log?.info("The event stream goes on.");
      failures = 0;
    } catch (error) {
      if (!failures++)
        log?.warn({ err: error }, "The event stream waits for the database and goes on by itself.");
    }
  };

  db.onRecorded = () => {
    // Not put off again by each commit, or busy writers would put it off for ever.
    if (heard) return;
    heard = true;
    if (pass) askedAgain = true;
    else if (!failures) look(gatherMilliseconds);
  };
  look(0);

  return {
    async idle() {
      // A pass that runs already may have looked before the latest commit.
      await pass;
      do await run();
      while (failures && !stopped && (await pauseFor(pauseAfter(failures))));
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      db.onRecorded = () => undefined;
      await pass;
    },
  };
}

const pauseAfter = (failures: number) => Math.min(100 * 2 ** failures, longestPauseMilliseconds);

const pauseFor = (milliseconds: number) =>
  new Promise<true>((resolve) => setTimeout(() => resolve(true), milliseconds));

/** Looks without a lock, so that an idle process writes nothing. */
async function somethingWaits(db: Db): Promise<boolean> {
  const found = await askWithoutWall(db, (system) =>
    system.selectFrom("outbox").select("id").limit(1).executeTakeFirst(),
  );
  return found !== undefined;
}

/** Moves the oldest events from the outbox into their streams. */
async function sequence(tx: Tx): Promise<SequencedEvent[]> {
  const held = tx
    .selectFrom("leases")
    .select("name")
    .where("name", "=", "sequencer")
    .forUpdate()
    .executeTakeFirstOrThrow();
  // A statement of its own: its snapshot must be younger than the lock.
  const moved = sql<EventRow>`
    with taken as (
      delete from outbox
      where (workspace_id, id) in (select workspace_id, id from outbox order by id limit ${batchSize})
      returning *
    ), numbered as (
      select *,
        row_number() over (partition by workspace_id order by id) as place,
        count(*) over (partition by workspace_id) as size
      from taken
    ), advanced as (
      insert into streams (workspace_id, seq)
      select workspace_id, count(*) from taken group by workspace_id order by workspace_id
      on conflict (workspace_id) do update set seq = streams.seq + excluded.seq
      returning workspace_id, seq
    )
    insert into events (workspace_id, seq, at, id, kind, conversation_id, brand_id, actor, data)
    select n.workspace_id, a.seq - n.size + n.place, ${heldByAMonth()}, n.id, n.kind, n.conversation_id, n.brand_id,
      n.actor, n.data
    from numbered n join advanced a using (workspace_id)
    returning *`.execute(tx);
  const [, { rows }] = await Promise.all([held, moved]);
  return rows.map(asEvent).sort((a, b) => a.seq - b.seq || (a.workspaceId < b.workspaceId ? -1 : 1));
}

/**
 * The time of an event, moved into the months that have a partition (server/db/partitions.ts): history from before
 * that, or a clock that is years off, must not stop the stream for everyone.
 */
const heldByAMonth = () =>
  sql`greatest(least(n.at, now() + interval '60 days'), now() - interval '390 days')`;
