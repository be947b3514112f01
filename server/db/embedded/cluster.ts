import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Binaries, bareEnvironment } from "./binaries.ts";
import type { Places } from "./places.ts";
import { asUser } from "./server-user.ts";
import { StartProblem, withFiles } from "./start-problem.ts";

export const OWNER = "tandem_owner";

const MIB = 1024 * 1024;
const NEEDED_TO_MAKE = 400 * MIB;
const NEEDED_TO_START = 64 * MIB;
const COMFORTABLE = 1024 * MIB;

/** Sees to it that there is a cluster this PostgreSQL can open, and gives its owner's password. */
export function prepareCluster(
  places: Places,
  binaries: Binaries,
  options: { scratch: boolean; log: (line: string) => void },
): string {
  const { cluster, home } = places;
  removeUnfinished(home);
  const isNew = !existsSync(join(cluster, "PG_VERSION"));
  if (isNew) refuseForeignFiles(cluster);
  else checkVersion(cluster, binaries);
  checkSpace(home, isNew, options.log);

  if (isNew) return makeCluster(places, binaries, options);
  withFiles("protect", cluster, () => {
    if (places.user || lstatSync(cluster).uid === process.getuid?.()) chmodSync(cluster, 0o700);
  });
  return readSecret(places.secretFile) ?? replaceSecret(places, binaries, options.log);
}

function checkVersion(cluster: string, { major, version }: Binaries): void {
  const made = withFiles("read", cluster, () => readFileSync(join(cluster, "PG_VERSION"), "utf8").trim());
  if (made === major) return;
  throw new StartProblem(
    `The database in ${cluster} was made by PostgreSQL ${made}, and this Tandem brings PostgreSQL ${version}, which cannot open it.`,
    "Start the Tandem that made it, write a `tandem backup`, and `tandem restore` that into a new DATA_DIR with this one. Nothing was changed.",
  );
}

function refuseForeignFiles(cluster: string): void {
  const files = existsSync(cluster) ? withFiles("read", cluster, () => readdirSync(cluster)) : [];
  if (files.length === 0) return;
  throw new StartProblem(
    `${cluster} is not empty, and it is not a PostgreSQL database either (it has no PG_VERSION).`,
    "If it was one, restore a backup. If it is something else, move it away or set DATA_DIR to another folder. Nothing was changed.",
  );
}

function checkSpace(home: string, isNew: boolean, log: (line: string) => void): void {
  const disk = statfsSync(home);
  const free = disk.bavail * disk.bsize;
  const needed = isNew ? NEEDED_TO_MAKE : NEEDED_TO_START;
  const freeMib = Math.floor(free / MIB);
  if (free < needed) {
    throw new StartProblem(
      `The disk is full: ${freeMib} MB are free for ${home}, and at least ${needed / MIB} MB are needed to ${isNew ? "make" : "open"} a database.`,
      "Free some space, or set DATA_DIR to a folder on a larger disk.",
    );
  }
  if (disk.files > 0 && disk.ffree < 100) {
    throw new StartProblem(
      `The disk of ${home} has room, but can hold no more files (its inodes are used up).`,
      "Remove files that are not needed, or set DATA_DIR to a folder on another disk.",
    );
  }
  if (!isNew && free < COMFORTABLE) log(`Only ${freeMib} MB are left on the disk of ${home}.`);
}

/** Complete or not there: it gets its name only when initdb is done. Never in a folder that has anything in it. */
function makeCluster(
  places: Places,
  binaries: Binaries,
  { scratch, log }: { scratch: boolean; log: (line: string) => void },
): string {
  const { home, cluster, user } = places;
  const secret = readSecret(places.secretFile) ?? writeSecret(places.secretFile);
  const making = join(home, `postgres.making-${randomBytes(4).toString("hex")}`);
  if (!scratch) log(`Making a database (PostgreSQL ${binaries.version}) in ${cluster} …`);
  withFiles("make the folder", making, () => mkdirSync(making, { mode: 0o700 }));
  if (user) chownSync(making, user.uid, user.gid);

  // The parser of full-text search asks the C library what a letter is, so the best LC_CTYPE there is.
  // Sorting and comparing is PostgreSQL's own, and does not change under us with the system's libraries.
  const passwordFile = `${making}.password`;
  writeFileSync(passwordFile, secret, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  let made = initdb(places, binaries, { making, passwordFile, ctype: "C.UTF-8", scratch });
  for (const ctype of ["en_US.UTF-8", "C"]) {
    if (made.status === 0 || !/invalid locale name/.test(made.stderr)) break;
    made = initdb(places, binaries, { making, passwordFile, ctype, scratch });
  }
  rmSync(passwordFile);
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    const said = made.signal ? `it was stopped by ${made.signal}` : made.stderr;
    throw explain(made.error?.message ?? said, "PostgreSQL could not make a database");
  }
  if (existsSync(cluster)) rmdirSync(cluster); // it is empty
  renameSync(making, cluster);
  return secret;
}

function initdb(
  { user }: Places,
  binaries: Binaries,
  how: { making: string; passwordFile: string; ctype: string; scratch: boolean },
): SpawnSyncReturns<string> {
  const options = [
    `--pgdata=${how.making}`,
    `--username=${OWNER}`,
    `--pwfile=${how.passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    `--lc-ctype=${how.ctype}`,
    "--data-checksums",
    "--no-instructions",
  ];
  return spawnSync(
    join(binaries.folder, "bin", "initdb"),
    how.scratch ? [...options, "--no-sync"] : options,
    {
      ...asUser(user),
      cwd: how.making,
      env: bareEnvironment,
      encoding: "utf8",
    },
  );
}

/** What a start left behind that was killed in the middle of initdb. The folder is locked, so nobody is at it now. */
function removeUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith("postgres.making-")) rmSync(join(home, name), { recursive: true, force: true });
  }
}

export function readSecret(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const secret = withFiles("read", file, () => readFileSync(file, "utf8").trim());
  return secret === "" ? undefined : secret;
}

function writeSecret(file: string): string {
  const secret = randomBytes(32).toString("base64url");
  withFiles("write", file, () => writeFileSync(file, `${secret}\n`, { mode: 0o600 }));
  return secret;
}

/** The folder is ours, so losing the password is no reason to lose the database: single-user mode sets a new one. */
function replaceSecret(places: Places, binaries: Binaries, log: (line: string) => void): string {
  log(`${places.secretFile} is missing; the database gets a new password.`);
  const secret = randomBytes(32).toString("base64url");
  const done = spawnSync(
    join(binaries.folder, "bin", "postgres"),
    ["--single", "-D", places.cluster, "-c", "log_min_messages=fatal", "postgres"],
    {
      ...asUser(places.user),
      cwd: "/",
      env: bareEnvironment,
      input: `alter role ${OWNER} password '${secret}'\n`,
      encoding: "utf8",
    },
  );
  if (done.status !== 0)
    throw explain(done.error?.message ?? done.stderr, "PostgreSQL could not set a password");
  withFiles("write", places.secretFile, () =>
    writeFileSync(places.secretFile, `${secret}\n`, { mode: 0o600 }),
  );
  return secret;
}

/** PostgreSQL's last words, and what they mean for somebody who is not its administrator. */
export function explain(said: string, what: string, logFile?: string): StartProblem {
  const reason = lastFault(said);
  const advice = known.find(([pattern]) => pattern.test(said))?.[1];
  const where = logFile ? ` All it said is in ${logFile}.` : "";
  return new StartProblem(
    `${what}: ${reason}`,
    `${advice ?? "If these words do not help, report them together with the version of your system."}${where}`,
  );
}

function lastFault(said: string): string {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const fault =
    lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "it said nothing";
  return fault.replace(/^.*?(FATAL|PANIC|error):\s*/, "").trim();
}

const known: [RegExp, string][] = [
  [/due to user request|SIGINT|SIGTERM/, "It was interrupted: start again."],
  [/No space left on device|Disk quota exceeded/, "The disk is full: free some space, then start again."],
  [/Read-only file system/, "Set DATA_DIR to a folder that can be written."],
  [
    /could not look up effective user/,
    "The user who starts Tandem has no name on this machine: add a line for its number to /etc/passwd, or start Tandem as another user.",
  ],
  [
    /shared memory|Cannot allocate memory|out of memory/i,
    "There is too little memory: stop something else, or set TANDEM_PG_SETTINGS=shared_buffers=32MB.",
  ],
  [
    /has wrong ownership|Permission denied|Operation not permitted/,
    "The folder of the database must belong to the user who starts Tandem, on a file system that keeps owners and permissions (not a folder shared from Windows).",
  ],
  [
    /could not (bind|create) .*Unix/i,
    "The file system of DATA_DIR cannot hold sockets: set DATA_DIR to a folder on a local disk.",
  ],
  [
    /could not locate a valid checkpoint|invalid (primary )?checkpoint|invalid data in file "postgresql/,
    "The files of the database are damaged: restore a backup into a new DATA_DIR, and keep this folder.",
  ],
  [
    /unrecognized configuration parameter|invalid value for parameter|parameter .* requires/,
    "Correct TANDEM_PG_SETTINGS.",
  ],
];
