import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { StartProblem } from "./start-problem.ts";

/** The unprivileged user PostgreSQL runs as when root starts Tandem. */
export type ServerUser = { uid: number; gid: number; name: string };

/**
 * PostgreSQL refuses to run as root. Started as root, Tandem runs it as a user that already exists (it never makes
 * one): the owner of an existing database, else TANDEM_PG_USER, else the owner of the data folder, else `nobody`.
 * Started as anybody else, there is nobody to become.
 */
export function chooseServerUser(places: {
  dataDir: string;
  cluster: string;
  pgUser?: string;
}): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;

  const wanted = places.pgUser ? namedUser(places.pgUser) : undefined;
  const owner = ownerOf(places.cluster);
  if (wanted && owner && owner.uid !== wanted.uid) {
    throw new StartProblem(
      `The database in ${places.cluster} belongs to ${owner.name}, but TANDEM_PG_USER says ${wanted.name}.`,
      `Leave TANDEM_PG_USER out, or hand the folder over first: chown -R ${wanted.name} '${places.cluster}'`,
    );
  }
  return owner ?? wanted ?? ownerOf(places.dataDir) ?? nobody();
}

/** How to start a process as that user. libuv also clears the supplementary groups when a uid is given. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid | 0, gid: user.gid | 0 } : {};
}

/** Tries it, rather than reading mode bits: access lists, mounts and security modules count too. */
export function canEnter(user: ServerUser | undefined, folder: string): boolean {
  const tried = spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], {
    ...asUser(user),
    cwd: "/",
    stdio: "ignore",
  });
  if (tried.error && user) throw cannotBecome(user, tried.error);
  return tried.status === 0;
}

export function cannotBecome(user: ServerUser, error: Error): StartProblem {
  return new StartProblem(
    `PostgreSQL does not run as root, and Tandem may not switch to the user ${user.name} here (${error.message}).`,
    "Start Tandem as an ordinary user, or name another existing user in TANDEM_PG_USER.",
    { cause: error },
  );
}

function namedUser(name: string): ServerUser {
  const user = lookUp(name);
  if (!user) {
    throw new StartProblem(
      `TANDEM_PG_USER names ${name}, and there is no such user on this machine.`,
      "Name a user that exists; Tandem makes none by itself.",
    );
  }
  if (user.uid === 0) {
    throw new StartProblem(
      "TANDEM_PG_USER names root, and PostgreSQL refuses to run as root.",
      "Name an ordinary user.",
    );
  }
  return user;
}

function nobody(): ServerUser {
  const user = lookUp("nobody");
  if (user) return user;
  throw new StartProblem(
    "PostgreSQL does not run as root, and this machine has no user `nobody` to run it as.",
    "Start Tandem as an ordinary user, or name an existing user in TANDEM_PG_USER.",
  );
}

function ownerOf(folder: string): ServerUser | undefined {
  const uid = statSync(folder, { throwIfNoEntry: false })?.uid;
  return uid ? lookUp(String(uid)) : undefined;
}

/** `id` knows the users of /etc/passwd, LDAP and macOS alike. */
function lookUp(nameOrNumber: string): ServerUser | undefined {
  try {
    const said = execFileSync("id", ["--", nameOrNumber], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const found = said.match(/^uid=(-?\d+)\(([^)]+)\) gid=(-?\d+)/);
    return found ? { uid: Number(found[1]) >>> 0, gid: Number(found[3]) >>> 0, name: found[2]! } : undefined;
  } catch (error) {
    if (typeof (error as { status?: unknown }).status === "number") return undefined;
    throw error;
  }
}
