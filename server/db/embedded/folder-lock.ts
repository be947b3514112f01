import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { StartProblem, withFiles } from "./start-problem.ts";

const BEAT_SECONDS = 4;
const WAIT_FOR_STOP_SECONDS = 20;

/** Who has a data folder open. `beat` changes every few seconds while they live. */
type Holder = { host: string; boot: string; pid: number; since: string; beat: number; stopping: boolean };

export type FolderLock = { stopping(): void; release(): void };

/**
 * Makes sure that one Tandem at a time opens a data folder.
 *
 * The lock itself is the operating system's (a file lock, by way of SQLite): it is gone at the moment its holder is,
 * however that ends, and it holds across containers that share a folder on one machine. Between machines that share a
 * volume not every file system passes such locks on, so the holder also writes its name and a beat: whoever finds the
 * name of another machine waits and sees whether the beat goes on. No clocks are compared.
 */
export async function lockFolder(
  home: string,
  log: (line: string) => void,
  beatSeconds = BEAT_SECONDS,
): Promise<FolderLock> {
  const file = join(home, "in-use.json");
  const kernelLock = await takeKernelLock(join(home, "in-use.lock"), file, log);
  try {
    await refuseLiveStranger(file, log, beatSeconds);
  } catch (error) {
    kernelLock.close();
    throw error;
  }

  const me: Holder = {
    host: hostname(),
    boot: bootId(),
    pid: process.pid,
    since: new Date().toISOString(),
    beat: 0,
    stopping: false,
  };
  write(file, me);
  const heart = setInterval(() => {
    me.beat += 1;
    try {
      write(file, me);
    } catch (error) {
      log(`Cannot write ${file}: ${(error as Error).message}`);
    }
  }, beatSeconds * 1000);
  heart.unref();

  return {
    stopping() {
      me.stopping = true;
      write(file, me);
    },
    release() {
      clearInterval(heart);
      rmSync(file, { force: true });
      kernelLock.close();
    },
  };
}

async function takeKernelLock(lockFile: string, holderFile: string, log: (line: string) => void) {
  for (let tries = 0; ; tries++) {
    const lock = withFiles("write in", dirname(lockFile), () => openLock(lockFile));
    try {
      lock.exec("pragma journal_mode = memory; begin exclusive");
      return lock;
    } catch (error) {
      lock.close();
      if ((error as { errcode?: number }).errcode !== 5) throw noLocks(lockFile, error);
    }
    const holder = read(holderFile);
    const mayWait = holder === undefined ? tries < 4 : holder.stopping && tries < WAIT_FOR_STOP_SECONDS * 4;
    if (!mayWait) throw inUse(holder, lockFile);
    if (tries === 2) log("Waiting for the Tandem that uses this data folder to stop …");
    await sleep(250);
  }
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    writeFileSync(path, "", { flag: "a" }); // says why, where SQLite only says that it cannot
    throw error;
  }
}

async function refuseLiveStranger(
  file: string,
  log: (line: string) => void,
  beatSeconds: number,
): Promise<void> {
  const holder = read(file);
  // On this machine the operating system's lock has the last word; another boot of it means that holder is gone.
  if (!holder || holder.host === hostname() || (holder.boot !== "" && holder.boot === bootId())) return;

  const patienceSeconds = beatSeconds * 3;
  log(
    `This data folder was last used by ${holder.host}; looking for ${patienceSeconds} s whether it still is …`,
  );
  const until = performance.now() + patienceSeconds * 1000;
  while (performance.now() < until) {
    await sleep(beatSeconds * 250);
    const now = read(file);
    if (!now) return;
    if (now.beat !== holder.beat || now.pid !== holder.pid) throw inUse(now, file);
  }
}

function inUse(holder: Holder | undefined, file: string): StartProblem {
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : "";
  return new StartProblem(
    `Another Tandem uses this data folder${who}.`,
    "Stop that one first, or give this one a folder and ports of its own: DATA_DIR, PORT and SMTP_PORT.",
    { cause: file },
  );
}

function noLocks(lockFile: string, cause: unknown): StartProblem {
  return new StartProblem(
    `The file system of ${lockFile} does not keep file locks (${(cause as Error).message}), so a database is not safe there.`,
    "Set DATA_DIR to a folder on a local disk, or set DATABASE_URL to a PostgreSQL of your own.",
    { cause },
  );
}

function write(file: string, holder: Holder): void {
  const fresh = `${file}.new`;
  withFiles("write in", dirname(file), () => writeFileSync(fresh, JSON.stringify(holder), { mode: 0o600 }));
  renameSync(fresh, file);
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // not there, or cut short by a full disk: it names nobody
  }
}

/** Changes with every start of the machine, and is the same in all of its containers. */
function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return ""; // not Linux
  }
}
