import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { makeApiKey } from "../server/accounts/index.ts";
import { type Connection, type Db, openDb } from "../server/db/database.ts";
import { runningEmbeddedPostgres } from "../server/db/embedded/index.ts";
import { type Filled, fill, isFilled } from "./fill.ts";
import { fillSearch } from "./fill-search.ts";

/** A Tandem of its own process on a filled database, and a way to its PostgreSQL. */
export interface Bench {
  url: string;
  smtpPort: number;
  /** Of our process. */
  pid: number;
  connection: Connection;
  db: Db;
  owner: pg.Client;
  /** The largest workspace of the filled database, and one of a thousand conversations. */
  large: Filled;
  small: Filled;
  key: { large: string; small: string };
  /** Waits until our process has nothing left to do of what was measured before. */
  settled(): Promise<void>;
  /** Does something while our own process stands still, so that its work in the background is not in the way. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ServerProcess {
  child: ChildProcess;
  url: string;
  smtpPort: number;
  readyAfterMs: number;
}

const root = join(import.meta.dirname, "..");

/** Starts a Tandem on a data folder, without limits on its callers; ready when it says so. */
export async function startServer(
  dataDir: string,
  { demo = false, roles }: { demo?: boolean; roles?: string } = {},
): Promise<ServerProcess> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ["--expose-gc", join(import.meta.dirname, "server.ts"), ...(demo ? ["--demo"] : [])],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        PORT: "0",
        SMTP_PORT: "0",
        LOG_LEVEL: "error",
        DATABASE_URL: "",
        SMTP_URL: "",
        ...(roles && { TANDEM_ROLES: roles }),
      },
    },
  );
  for await (const line of createInterface({ input: child.stdout! })) {
    if (!line.startsWith("{")) continue;
    return {
      child,
      ...(JSON.parse(line) as { url: string; smtpPort: number }),
      readyAfterMs: performance.now() - begun,
    };
  }
  throw new Error("the server ended before it was ready");
}

export async function stopServer({ child }: ServerProcess): Promise<void> {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
}

export async function openBench(size: number, say: (line: string) => void): Promise<Bench> {
  const dataDir = join(root, "data", `filled-${size}`);
  await mkdir(dataDir, { recursive: true });
  let server = await startServer(dataDir);
  // Whatever goes wrong here, no server is left behind.
  process.once("exit", () => server.child.kill("SIGTERM"));
  let connection = runningEmbeddedPostgres(dataDir)!;
  if (!(await isFilled(connection, size))) {
    say(`Filling a database with ${size.toLocaleString("en")} conversations …`);
    await fill(connection, size, say);
    // What was filled lies in the write-ahead log too; a fresh start begins with it written out.
    await stopServer(server);
    await rm(join(dataDir, "files"), { recursive: true, force: true });
    server = await startServer(dataDir);
    connection = runningEmbeddedPostgres(dataDir)!;
  }
  const owner = new pg.Client(connection);
  await owner.connect();
  const db = openDb(connection, { size: 4 });
  // Before anything is measured, or the sweep would do it meanwhile.
  await fillSearch(owner, db, say);
  const { rows } = await owner.query<Filled>("select * from bench_filled order by conversations");
  const [small, large] = [rows[0]!, rows.at(-1)!];
  return {
    ...server,
    pid: server.child.pid!,
    connection,
    db,
    owner,
    large,
    small,
    key: {
      large: await makeApiKey(db, large.workspaceId, "bench", ["conversations.read", "conversations.reply"]),
      small: await makeApiKey(db, small.workspaceId, "bench", ["conversations.read", "conversations.reply"]),
    },
    settled: () => settled(owner),
    async alone(work) {
      server.child.kill("SIGSTOP");
      return work().finally(() => server.child.kill("SIGCONT"));
    },
    async close() {
      await owner.end();
      await db.close();
      await stopServer(server);
    },
  };
}

const settleWithinMs = 15 * 60_000;

/** Waits until a server has nothing left to do, as the owner of its database sees it. */
export async function settled(owner: pg.Client): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const { rows } = await owner.query<{ left: string | null }>(`
      select case
        when exists (select from raw_mails where state = 'received') then 'mail to read'
        when exists (select from outbox) then 'events to number'
        when exists (select from pgboss.job where state < 'completed' and start_after <= now()) then 'jobs'
        when exists (select from clocks where ended_at is null and look_at <= now()) then 'clocks to look at'
        when exists (select from streams s left join fold_cursors f on f.workspace_id = s.workspace_id
          where s.seq > coalesce(f.seq, 0)) then 'events to fold'
      end as left`);
    const left = rows[0]!.left;
    if (!left) return;
    if (performance.now() - begun > settleWithinMs)
      throw new Error(`the server does not come to rest: there are still ${left}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
