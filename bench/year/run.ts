import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { chanceFrom } from "../../server/chance.ts";
import { type Connection, type Db, openDb, withoutWall } from "../../server/db/database.ts";
import { startEmbeddedPostgres } from "../../server/db/embedded/index.ts";
import { migrate } from "../../server/db/migrate.ts";
import { prepareJobs } from "../../server/jobs/index.ts";
import { localBus, startSequencer } from "../../server/live/index.ts";
import { queues } from "../../server/queues.ts";
import { prepareTriage } from "../../server/triage/index.ts";
import type { Row } from "../report.ts";
import { bareRequests } from "./bare.ts";
import { foundFirm } from "./firm.ts";
import { pagesOfYear, type Replayed } from "./pages.ts";
import { type Plan, planOf } from "./plan.ts";
import { virtualClock } from "./virtual-clock.ts";
import { day, tick, Year } from "./work.ts";

/** A year of the outsourcer after whom Tandem is measured. */
const requestsAYear = 291_847;

/**
 * A year in minutes: requests over 17 countries, 9 brands and five languages take the whole way from their record to the
 * figures, by a clock that runs ahead; then the pages over that year. Mail that leaves and the index of words are left
 * out. Throws when a request was ignored or acknowledged twice, or figures or ledger tell of another year.
 */
export async function yearRows({ days, say }: { days: number; say: (line: string) => void }): Promise<Row[]> {
  const dataDir = join(import.meta.dirname, "..", "..", "data", "bench-year");
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await prepareTriage(() => undefined);
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const replayed = await replayInto(server.connection, { days, say }).finally(() => server.stop());
  return [replayed.row, ...(await pagesOfYear(dataDir, replayed))];
}

async function replayInto(connection: Connection, how: { days: number; say: (line: string) => void }) {
  await migrate(connection, () => undefined);
  await prepareJobs(connection, queues);
  const db = openDb(connection, { size: 20 });
  const replayed = await replayYear(db, how).finally(() => db.close());
  const limit = await bareRequests(connection);
  return {
    ...replayed,
    row: { ...replayed.row, limit, limitIs: "its bare rows, a transaction for each act" },
  };
}

/** Lets a virtual year, or its last days, happen. */
export async function replayYear(
  db: Db,
  { days, say }: { days: number; say: (line: string) => void },
): Promise<Replayed & { row: Row }> {
  const requests = Math.round((requestsAYear * days) / 365);
  const chance = chanceFrom(2026);
  const until = Math.floor(Date.now() / day) * day;
  const from = until - days * day;
  const clock = virtualClock(from);
  const sequencer = startSequencer(db, { bus: localBus() });
  try {
    const firm = await foundFirm(db, new Date(from));
    const plans = planOf(chance, { requests, days, from, doors: firm.doors });
    const begun = performance.now();
    const work = new Year(db, firm, chance);
    let next = 0;
    for (let now = from; next < plans.length || work.isBusy; now += tick) {
      clock.set(now + tick);
      const arriving: Plan[] = [];
      while (next < plans.length && plans[next]!.at < now + tick) arriving.push(plans[next++]!);
      await work.until(now + tick, arriving);
      if ((now - from) % (10 * day) === 0 && now > from)
        say(
          `  ${Math.round((now - from) / day)} days, ${work.asked.toLocaleString("en")} requests, ${Math.round(work.asked / ((performance.now() - begun) / 1000))}/s`,
        );
    }
    await sequencer.idle();
    await work.count();
    const seconds = (performance.now() - begun) / 1000;
    await refuseIgnored(db, firm.workspaceId, requests);
    const late = await lateShare(db, firm.workspaceId);
    return {
      workspaceId: firm.workspaceId,
      brandId: firm.doors[0]!.brand,
      from: new Date(from),
      until: new Date(until),
      requests,
      opened: work.opened,
      row: {
        what: `${days} days of ${requests.toLocaleString("en")} requests, whole path`,
        ours: requests / seconds,
        unit: "requests/s",
        ...(days === 365 && { bar: "≤ 15 min", met: seconds <= 900 }),
        note: `${(seconds / 60).toFixed(1)} min; none ignored, none acknowledged twice; ${work.escalated} looks at due clocks, ${(late * 100).toFixed(1)} % late`,
      },
    };
  } finally {
    await sequencer.stop();
    clock.stop();
  }
}

/** The proof: every request was answered, and each matter acknowledged, at most once a day. */
async function refuseIgnored(db: Db, workspaceId: string, requests: number) {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ asked: number; ignored: number; unacknowledged: number; twice: number }>`
      select count(*) as asked, count(*) filter (where answered_at is null) as ignored,
          count(*) filter (where acknowledged_at is null) as unacknowledged,
          (select count(*) from (
            select sent_at - lag(sent_at) over (partition by conversation_id order by sent_at) as gap
            from messages where workspace_id = ${workspaceId} and auto = 'acknowledgement') a
          where gap < interval '24 hours') as twice
      from requests where workspace_id = ${workspaceId}`.execute(tx),
  );
  const { asked, ignored, unacknowledged, twice } = rows[0]!;
  if (Number(asked) !== requests) throw new Error(`${asked} of ${requests} requests are in the ledger`);
  if (Number(ignored)) throw new Error(`${ignored} requests were ignored`);
  if (Number(twice)) throw new Error(`${twice} matters were acknowledged twice within a day`);
  if (Number(unacknowledged) > requests * 0.01) throw new Error(`${unacknowledged} were not acknowledged`);
}

/** Of the requests that were due by a clock, how many were answered late. */
async function lateShare(db: Db, workspaceId: string): Promise<number> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ share: number }>`
      select (count(*) filter (where answered_at > due_at))::float / count(*) as share
      from requests where workspace_id = ${workspaceId} and due_at is not null`.execute(tx),
  );
  return rows[0]!.share;
}
