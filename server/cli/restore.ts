import { join } from "node:path";
import type { Writable } from "node:stream";
import {
  ArchiveDamaged,
  BackupProblem,
  checkArchive,
  describe,
  refuseUnknownMigrations,
  restoreBackup,
} from "../backup/index.ts";
import { readConfig } from "../config.ts";
import { runningEmbeddedPostgres } from "../db/embedded/index.ts";
import { folderStore } from "../files/index.ts";
import { withConnection } from "./with-database.ts";
import { abortedBySignals, wordsFor } from "./words.ts";

/** `tandem restore FILE`: checks the archive first, then puts it into an empty installation, all of it or nothing. */
export async function restoreCommand(args: string[], out: Writable): Promise<number> {
  const [path] = args;
  if (!path || args.length > 1 || path.startsWith("-")) {
    process.stderr.write("tandem restore FILE\n");
    return 2;
  }
  try {
    const config = readConfig(process.env);
    const signal = abortedBySignals();
    out.write(`Checking ${path} …\n`);
    const { manifest, fingerprint } = await checkArchive(path, signal).catch(inWords(path));
    out.write("It is whole. In it are:\n");
    for (const line of describe(manifest)) out.write(`  ${line}\n`);
    out.write(`Its fingerprint is ${fingerprint}\n`);
    await refuseUnknownMigrations({ manifest });
    if (!config.databaseUrl && runningEmbeddedPostgres(config.dataDir))
      throw new BackupProblem(
        `A Tandem is running on ${config.dataDir}.`,
        "Stop it first; or restore into another place: DATA_DIR=/a/new/folder",
      );

    out.write("Putting it back …\n");
    const store = folderStore(join(config.dataDir, "files"));
    const say = (line: string) => out.write(`  ${line}\n`);
    await withConnection(config, (connection) =>
      restoreBackup({ connection, store, path, manifest, say, signal }),
    );
    out.write(
      `Everything is back, and counted. What changed since ${manifest.takenAt} is not in it: passwords, sessions and API keys are those of then, also where they were taken away since, and mails that waited then go out when Tandem starts.\n`,
    );
    const { missingCount } = manifest.files;
    if (missingCount) out.write(`${missingCount} files were missing already when the backup was made.\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`);
    return 1;
  }
}

const inWords = (path: string) => (error: unknown) => {
  if (error instanceof ArchiveDamaged)
    throw new BackupProblem(
      `${path} cannot be restored. ${error.message}`,
      "Take another backup. Nothing was changed.",
    );
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR")
    throw new BackupProblem(`${path} cannot be read: ${message}`, "Look at its name and its rights.");
  throw error;
};
