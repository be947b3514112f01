import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Binaries, findBinaries } from "./binaries.ts";
import { OWNER, prepareCluster, readSecret } from "./cluster.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { findPlaces, makeSocketFolder, type Places, recordedHome } from "./places.ts";
import {
  adoptServer,
  findLiveServer,
  isStaying,
  type Running,
  startServer,
  stopStranger,
} from "./postmaster.ts";
import { readPostmasterFile, servesCluster } from "./postmaster-file.ts";
import { openServerLog, type ServerLog } from "./server-log.ts";
import { type Settings, serverSettings } from "./settings.ts";
import { StartProblem, withFiles } from "./start-problem.ts";

/** What `pg` needs to connect; `host` is the folder of a unix socket. */
export type Connection = { host: string; port: number; user: string; password: string; database: string };

export type EmbeddedPostgres = {
  connection: Connection;
  version: string;
  /** True when a server of ours was still running and was taken over. */
  adopted: boolean;
  /** Of the server that runs now; after a crash it is another one. */
  readonly pid: number;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  /** One plain line for the person at the terminal. */
  log: (line: string) => void;
  pgUser?: string;
  settings?: Settings;
  /** Told when the server ended by itself and could not be started again. */
  onLost?: (problem: unknown) => void;
  /** For tests of the launcher: where root keeps what others must reach, and whose programs to run. */
  systemFolder?: string;
  native?: string;
  scratch?: boolean;
};

const DATABASE = "tandem";
// Many, since each went well: a server that cannot start at all is given up at once.
const RESTARTS = 30;
const RESTARTS_WITHIN_SECONDS = 60;

/** Starts the PostgreSQL that Tandem brings along, and keeps it running until `stop`. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log;
  const places = findPlaces(options);
  const lock = await lockFolder(places.home, log);
  let serverLog: ServerLog | undefined;
  let server: Running | undefined;
  try {
    const binaries = findBinaries({ ...options, dataDir: places.dataDir, user: places.user });
    const outlived = await takeOver(places, binaries, log);
    const password = prepareCluster(places, binaries, { scratch: options.scratch ?? false, log });
    serverLog = openServerLog(places.logFile);
    const start = starter({ places, binaries, serverLog, options });
    server = outlived ? adoptServer(outlived, places, serverLog) : await start();
    await ensureDatabase(connection(server, password), places);
    return keep(server, {
      start,
      password,
      lock,
      serverLog,
      binaries,
      adopted: outlived !== undefined,
      options,
    });
  } catch (error) {
    await server?.stop();
    serverLog?.close();
    lock.release();
    throw error;
  }
}

/**
 * The database of a data folder whose Tandem is running now, for commands typed beside it. Undefined when none is
 * running; then `startEmbeddedPostgres` may be called for the length of the command.
 */
export function runningEmbeddedPostgres(dataDir: string): Connection | undefined {
  if (!existsSync(dataDir)) return undefined;
  const home = recordedHome(realpathSync(dataDir)) ?? realpathSync(dataDir);
  const cluster = join(home, "postgres");
  const file = withFiles("look into", cluster, () => readPostmasterFile(cluster));
  if (file?.status !== "ready" || !servesCluster(file.pid, cluster)) return undefined;
  const password = readSecret(join(home, "postgres.secret"));
  return password ? connection(file, password) : undefined;
}

/** Whether a data folder holds a database, running or not. Changes nothing. */
export function hasEmbeddedPostgres(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  const home = recordedHome(realpathSync(dataDir)) ?? dataDir;
  return withFiles("look into", home, () => existsSync(join(home, "postgres", "PG_VERSION")));
}

/** The number of a server of ours that lives on without a Tandem and is as good as a fresh one; others are stopped. */
async function takeOver(
  places: Places,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<number | undefined> {
  const pid = withFiles("look into", places.cluster, () => findLiveServer(places, log));
  if (pid === undefined) return undefined;
  if ((await isStaying(pid, places.cluster)) && (await answersAsOurs(places, binaries))) {
    log(`PostgreSQL was still running (process ${pid}) and is taken over.`);
    return pid;
  }
  log(`Stopping the PostgreSQL (process ${pid}) that an earlier Tandem left behind …`);
  await stopStranger(pid, places.cluster);
  return undefined;
}

async function answersAsOurs({ cluster, secretFile }: Places, { version }: Binaries): Promise<boolean> {
  const file = readPostmasterFile(cluster);
  const password = readSecret(secretFile);
  if (!file || !password) return false;
  try {
    const [row] = await ask(
      { ...connection(file, password), database: "postgres" },
      "select current_setting('server_version') as version, current_setting('data_directory') as folder",
    );
    return row.version === version && row.folder === cluster;
  } catch {
    return false; // it does not answer, or not to our password: then it is stopped, which is always safe
  }
}

/** Sessions of a server that was killed may hold its memory for some hundred milliseconds more. */
function starter(how: {
  places: Places;
  binaries: Binaries;
  serverLog: ServerLog;
  options: EmbeddedOptions;
}): () => Promise<Running> {
  const { places, binaries, serverLog, options } = how;
  const settings = serverSettings(makeSocketFolder(places), options.settings ?? {});
  return async () => {
    const removeAfterwards = options.scratch ? places.home : undefined;
    for (let tries = 0; ; tries++) {
      try {
        return await startServer({
          places,
          binaries,
          settings,
          serverLog,
          removeAfterwards,
          log: options.log,
        });
      } catch (error) {
        if (tries === 10 || !/pre-existing shared memory|lock file/.test((error as Error).message))
          throw error;
        await sleep(500);
      }
    }
  };
}

/** Holds on to the server for the life of Tandem: when it dies under us it is started again. */
function keep(
  first: Running,
  how: {
    start: () => Promise<Running>;
    password: string;
    lock: FolderLock;
    serverLog: ServerLog;
    binaries: Binaries;
    adopted: boolean;
    options: EmbeddedOptions;
  },
): EmbeddedPostgres {
  const { log, onLost } = how.options;
  const restartedAt: number[] = [];
  let server = first;
  let stopped: Promise<void> | undefined;
  let restarting: Promise<void> = Promise.resolve();

  const watch = () =>
    server.ended.then(() => {
      if (!stopped) restarting = restart();
    });
  const restart = async () => {
    try {
      const lately = restartedAt.filter((at) => performance.now() - at < RESTARTS_WITHIN_SECONDS * 1000);
      if (lately.length >= RESTARTS) {
        throw new StartProblem(
          `PostgreSQL ended ${RESTARTS} times within a minute.`,
          `Its last words are in ${how.serverLog.path}.`,
        );
      }
      restartedAt.push(performance.now());
      log(`PostgreSQL (process ${server.pid}) ended unexpectedly and is started again.`);
      server = await how.start();
      log("PostgreSQL runs again.");
      watch();
    } catch (problem) {
      if (!onLost) throw problem;
      onLost(problem);
    }
  };
  const stop = async () => {
    how.lock.stopping();
    await restarting;
    await server.stop();
    how.serverLog.close();
    how.lock.release();
  };

  watch();
  return {
    connection: connection(first, how.password),
    version: how.binaries.version,
    adopted: how.adopted,
    get pid() {
      return server.pid;
    },
    stop: () => (stopped ??= stop()),
  };
}

async function ensureDatabase(to: Connection, { secretFile }: Places): Promise<void> {
  const server = { ...to, database: "postgres" };
  try {
    const found = await ask(server, `select 1 from pg_database where datname = '${DATABASE}'`);
    if (found.length === 0) await ask(server, `create database ${DATABASE}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "28P01") throw error;
    throw new StartProblem(
      `The password in ${secretFile} is not the one of the database beside it.`,
      `Remove ${secretFile}: the next start gives the database a new password.`,
      { cause: error },
    );
  }
}

async function ask(to: Connection, question: string) {
  const client = new pg.Client({ ...to, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // the query that was asked fails too, and that one is seen
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

function connection(server: { socketFolder: string; port: number }, password: string): Connection {
  return { host: server.socketFolder, port: server.port, user: OWNER, password, database: DATABASE };
}
