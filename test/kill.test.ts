/**
 * Mails and writes pour in while the process, then PostgreSQL, then one of its sessions is killed with -9, ten times,
 * at moments and in an order drawn by chance. What was promised is there afterwards, once. `KILL_SEED` draws the same.
 */
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { type Chance, chanceFrom } from "../server/chance.ts";
import { countDrift } from "../server/conversations/index.ts";
import { openDb, withoutWall } from "../server/db/database.ts";
import { proveLedgers, requestCountDrift } from "../server/ledger/index.ts";
import { listen } from "./kill/listen.ts";
import { type MailLedger, sendMails } from "./kill/mails.ts";
import {
  filesIn,
  mailsIn,
  orderIn,
  outgoingIn,
  pagesIn,
  requestsIn,
  settled,
  streamIn,
  writesIn,
} from "./kill/truth.ts";
import { type WriteLedger, write } from "./kill/writes.ts";
import { ask, layGround } from "./process/ground.ts";
import { newTandem } from "./process/tandem.ts";

const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const chance = chanceFrom(seed);
const kills = [
  "process",
  "process",
  "process",
  "process, and again as it starts",
  "both",
  "PostgreSQL",
  "PostgreSQL",
  "PostgreSQL",
  "a session",
  "a session",
] as const;

/** Clocks with steps to take in the middle of the storm, the first after three seconds. */
const clock = (name: string) => ({
  clock: name,
  minutes: 1,
  time: "calendar",
  steps: [
    { percent: 5, does: "nudge" },
    { percent: 25, does: "notify_lead" },
    { percent: 50, does: "raise_priority" },
    { percent: 100, does: "notify_lead" },
  ],
});
const impatient = { name: "Storm", clocks: [clock("first_reply"), clock("next_reply")] };

const tandem = await newTandem();

test("nothing that was promised is lost or doubled, whatever is killed", async ({ onTestFinished }) => {
  onTestFinished(() => tandem.end());
  await tandem.start();
  const ground = await layGround(tandem);
  await ask(`${ground.url}/api/v1/clock-policies`, {
    method: "POST",
    headers: { cookie: ground.cookie },
    body: impatient,
  });
  const mails: MailLedger = { mails: [], refusals: [] };
  const writes: WriteLedger = { writes: [], statuses: new Map(), mistakes: [] };
  const desks = [listen(ground), listen(ground)];
  let over = false;
  const done = () => over;
  const workers = [
    ...[1, 2, 3, 4, 5, 6].map((n) => sendMails(ground, chanceFrom(seed + n), mails, done)),
    ...[7, 8, 9, 10].map((n) => write(ground, chanceFrom(seed + n), writes, done)),
  ];
  const promised = () =>
    mails.mails.filter(({ accepted }) => accepted).length +
    writes.writes.filter(({ status }) => status).length;

  const starts: number[] = [];
  const order = shuffled(kills, chance);
  for (const what of order) {
    // In the middle of the storm, however fast this machine is.
    const enough = promised() + 20 + chance.below(60);
    const latest = performance.now() + 5_000;
    while (promised() < enough && performance.now() < latest) await pause(5);
    starts.push(...(await kill(what)));
  }
  await pause(1_000);
  over = true;
  await Promise.all(workers);

  await asOwner("select");
  const database = new pg.Client(tandem.database());
  await database.connect();
  const db = openDb(tandem.database(), { size: 2 });
  try {
    await settled(database, 60);
    const told = await database.query<{ seq: number }>("select seq::int as seq from streams");
    await expect
      .poll(() => Math.min(...desks.map(({ seq }) => seq ?? 0)), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(told.rows[0]!.seq);
    const findings = [
      await mailsIn(database, mails),
      await writesIn(database, writes),
      await orderIn(database, await withoutWall(db, countDrift)),
      await requestsIn(database, {
        broken: await proveLedgers(db, new Date()),
        drift: await withoutWall(db, requestCountDrift),
      }),
      await streamIn(database, desks),
      await outgoingIn(database, join(tandem.dataDir, "outgoing")),
      await filesIn(database, join(tandem.dataDir, "files"), mails, writes),
      await pagesIn(database),
    ];
    const slowest = Math.round(Math.max(...starts));
    process.stdout.write(
      [
        `kill -9: ${order.join("; ")} (KILL_SEED=${seed}); started again ${starts.length} times, slowest ${slowest} ms`,
        ...findings.map(({ figures }) => figures),
        "",
      ].join("\n"),
    );
    expect(findings.flatMap(({ faults }) => faults)).toEqual([]);
    expect(mails.mails.length).toBeGreaterThan(50);
    expect(writes.writes.length).toBeGreaterThan(50);
  } finally {
    for (const desk of desks) desk.stop();
    await database.end();
    await db.close();
  }
}, 240_000);

function shuffled<T>(all: readonly T[], chance: Chance): T[] {
  const left = [...all];
  return all.map(() => left.splice(chance.below(left.length), 1)[0]!);
}

/** Kills, and starts again what does not start by itself; how long each start took. */
async function kill(what: (typeof kills)[number]): Promise<number[]> {
  switch (what) {
    case "process":
      await tandem.kill();
      return [await tandem.start()];
    case "process, and again as it starts":
      await tandem.kill();
      tandem.begin();
      await pause(200 + chance.below(1_500));
      await tandem.kill();
      return [await tandem.start()];
    case "both":
      process.kill(await postmaster(), "SIGKILL");
      await tandem.kill();
      return [await tandem.start()];
    case "PostgreSQL":
      process.kill(await postmaster(), "SIGKILL");
      return [];
    case "a session": {
      const sessions = await asOwner<{ pid: number }>(
        "select pid from pg_stat_activity where application_name like 'tandem tandem%' and backend_type = 'client backend'",
      );
      process.kill(chance.of(sessions).pid, "SIGKILL");
      return [];
    }
  }
}

/** The number of the server itself, which the first line of its own file tells. */
async function postmaster(): Promise<number> {
  const [row] = await asOwner<{ file: string }>("select pg_read_file('postmaster.pid') as file");
  return Number(row!.file.split("\n")[0]);
}

/** One question with the owner's rights, asked until PostgreSQL is up: it may be getting up from the kill before. */
async function asOwner<Row extends pg.QueryResultRow>(question: string): Promise<Row[]> {
  const latest = performance.now() + 30_000;
  for (;;) {
    try {
      const client = new pg.Client({ ...tandem.database(), connectionTimeoutMillis: 5_000 });
      client.on("error", () => undefined);
      await client.connect();
      return await client
        .query<Row>(question)
        .then(({ rows }) => rows)
        .finally(() => client.end());
    } catch (error) {
      if (performance.now() > latest) throw error;
      await pause(100);
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
