import { ArchiveDamaged, BackupProblem } from "../backup/index.ts";
import { ConfigError } from "../config.ts";
import { StartProblem } from "../db/embedded/index.ts";
import { MigrationProblem } from "../db/migrate.ts";

/** What a person can mend, in words; the whole story of what only we can. */
export function wordsFor(error: unknown): string {
  if (error instanceof StartProblem || error instanceof BackupProblem)
    return `${error.message}\n${error.whatToDo}`;
  if (error instanceof ConfigError || error instanceof MigrationProblem || error instanceof ArchiveDamaged)
    return error.message;
  const { code = "", message, stack } = error as Error & { code?: string };
  if (notLetIn.has(code) || code.startsWith("28"))
    return `The database does not let us in: ${message}\nLook at DATABASE_URL, and whether that server runs.`;
  if (code === "55P03") return "Somebody else is at work on this database. Try again when they have ended.";
  if (code === "ENOSPC") return "The disk is full. Free some space, then try again.";
  return `This looks like a mistake of ours:\n${stack}`;
}

const notLetIn = new Set(["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "3D000"]);

/** Aborts when somebody presses Ctrl-C or the machine goes down, so that what was begun can be taken back. */
export function abortedBySignals(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => stop.abort(new BackupProblem("Stopped.", "Nothing is left of it.")));
  return stop.signal;
}
