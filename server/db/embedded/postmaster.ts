import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { explain } from "./cluster.ts";
import { type Guard, spawnGuarded, watchServer } from "./guard.ts";
import type { Places } from "./places.ts";
import { isAlive, postmasterFileStamp, readPostmasterFile, servesCluster } from "./postmaster-file.ts";
import type { ServerLog } from "./server-log.ts";
import { cannotBecome } from "./server-user.ts";
import { asArguments, type Settings } from "./settings.ts";
import { StartProblem } from "./start-problem.ts";

export type Running = {
  pid: number;
  socketFolder: string;
  port: number;
  /** Settles when this server has ended, whoever ended it. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

const STOP_PATIENCE_SECONDS = 20;
const RESTLESS_AFTER_SECONDS = 3;

/** A server of this cluster that outlived its Tandem, if there is one. */
export function findLiveServer(places: Places, log: (line: string) => void): number | undefined {
  const file = readPostmasterFile(places.cluster);
  if (!file) return undefined;
  if (servesCluster(file.pid, places.cluster)) return file.pid;

  // With a dead number PostgreSQL gets along by itself, and looks for left-over sessions by what else the file says.
  if (isAlive(file.pid)) {
    log(
      `postmaster.pid names process ${file.pid}, which is another program. The file is stale and is removed.`,
    );
    unlinkSync(join(places.cluster, "postmaster.pid"));
  }
  return undefined;
}

/** The guard of a Tandem that was just killed is at work within milliseconds: such a server is not worth keeping. */
export async function isStaying(pid: number, cluster: string): Promise<boolean> {
  await sleep(300);
  return isAlive(pid) && readPostmasterFile(cluster)?.status === "ready";
}

export async function startServer(how: {
  places: Places;
  binaries: Binaries;
  settings: Settings;
  serverLog: ServerLog;
  removeAfterwards?: string;
  log: (line: string) => void;
}): Promise<Running> {
  const { places, binaries, serverLog } = how;
  const stale = postmasterFileStamp(places.cluster);
  const { child, pipe } = spawnGuarded({
    command: [join(binaries.folder, "bin", "postgres"), "-D", places.cluster, ...asArguments(how.settings)],
    user: places.user,
    logFd: serverLog.fd,
    removeAfterwards: how.removeAfterwards,
  });
  const shell = new Promise<Error | undefined>((resolve) => {
    child.once("error", resolve);
    child.once("exit", () => resolve(undefined));
  });
  let gone: { error?: Error } | undefined;
  shell.then((error) => {
    gone = { error };
  });

  const began = performance.now();
  let nextLine = RESTLESS_AFTER_SECONDS;
  while (
    postmasterFileStamp(places.cluster) === stale ||
    readPostmasterFile(places.cluster)?.status !== "ready"
  ) {
    if (gone) {
      if (gone.error) throw places.user ? cannotBecome(places.user, gone.error) : gone.error;
      throw explain(serverLog.saidSinceStart(), "PostgreSQL did not start", serverLog.path);
    }
    if (performance.now() - began > nextLine * 1000) {
      how.log("PostgreSQL is getting ready (after an unclean stop it first puts its files right) …");
      nextLine += 10;
    }
    await sleep(10);
  }

  const file = readPostmasterFile(places.cluster)!;
  const ended = shell.then(() => serverGone(file.pid, places.cluster)).finally(() => pipe.destroy());
  return running(file, ended);
}

export function adoptServer(pid: number, places: Places, serverLog: ServerLog): Running {
  const file = readPostmasterFile(places.cluster)!;
  const guard: Guard = watchServer({
    pid,
    pidFile: join(places.cluster, "postmaster.pid"),
    user: places.user,
    logFd: serverLog.fd,
  });
  const ended = serverGone(pid, places.cluster).finally(() => guard.pipe.end("done\n"));
  return running(file, ended);
}

/** Stops a server we neither started nor want. */
export async function stopStranger(pid: number, cluster: string): Promise<void> {
  await stopServer(pid, serverGone(pid, cluster));
}

function running(file: { pid: number; socketFolder: string; port: number }, ended: Promise<void>): Running {
  const { pid, socketFolder, port } = file;
  return { pid, socketFolder, port, ended, stop: () => stopServer(pid, ended) };
}

/** Fast: sessions are cut off, everything committed is written down. Then at once, which the next start repairs. */
async function stopServer(pid: number, ended: Promise<void>): Promise<void> {
  for (const [signal, patienceSeconds] of [
    ["SIGINT", STOP_PATIENCE_SECONDS],
    ["SIGQUIT", 6],
    ["SIGKILL", 2],
  ] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    const timeout = new AbortController();
    const late = sleep(patienceSeconds * 1000, "late", { signal: timeout.signal }).catch(() => "stopped");
    const outcome = await Promise.race([ended.then(() => "ended"), late]);
    timeout.abort();
    if (outcome === "ended") return;
  }
  throw new StartProblem(
    `PostgreSQL (process ${pid}) does not stop.`,
    "It probably waits for a disk that does not answer. Look at the disk, or restart the machine.",
  );
}

async function serverGone(pid: number, cluster: string): Promise<void> {
  while (servesCluster(pid, cluster)) await sleep(100);
}
