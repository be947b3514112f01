import { join } from "node:path";
import type { Writable } from "node:stream";
import about from "../../package.json" with { type: "json" };
import { BackupProblem, describe, megabytes, writeBackup } from "../backup/index.ts";
import { type Config, readConfig } from "../config.ts";
import { hasEmbeddedPostgres } from "../db/embedded/index.ts";
import { folderStore } from "../files/index.ts";
import { withConnection } from "./with-database.ts";
import { abortedBySignals, wordsFor } from "./words.ts";

/** `tandem backup FILE`: writes one archive and says what is in it. Ends with 1 when it is not whole. */
export async function backupCommand(args: string[], out: Writable): Promise<number> {
  const [path] = args;
  if (!path || args.length > 1 || path.startsWith("-")) {
    process.stderr.write("tandem backup FILE\n");
    return 2;
  }
  try {
    const config = readConfig(process.env);
    refuseNothing(config);
    const store = folderStore(join(config.dataDir, "files"));
    const signal = abortedBySignals();
    out.write(`Writing ${path} …\n`);
    const { manifest, fingerprint, size } = await withConnection(config, (connection) =>
      writeBackup({ connection, store, path, version: about.version, signal }),
    );
    out.write(`${path} is written (${megabytes(size)}), was read back and is whole. In it are:\n`);
    for (const line of describe(manifest)) out.write(`  ${line}\n`);
    out.write(`Its fingerprint is ${fingerprint}\n`);
    out.write("Whoever has this file can read everything in it: keep it where only you can get at it.\n");

    const { missing, missingCount } = manifest.files;
    if (!missingCount) return 0;
    out.write(
      `\nBut ${missingCount} of the files that messages refer to could not be put into it; all the rest is there:\n`,
    );
    for (const { name, why } of missing) out.write(`  ${name} is ${why} in ${config.dataDir}\n`);
    if (missingCount > missing.length) out.write(`  … and ${missingCount - missing.length} more\n`);
    out.write(
      "Is DATA_DIR that of the Tandem that uses this database? If so, an older backup may have them.\n",
    );
    return 1;
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`);
    return 1;
  }
}

/** A mistyped DATA_DIR would be made, and its empty database kept for the one that was meant. */
function refuseNothing({ databaseUrl, dataDir }: Config) {
  if (!databaseUrl && !hasEmbeddedPostgres(dataDir))
    throw new BackupProblem(
      `There is no Tandem in ${dataDir}, so there is nothing to back up.`,
      "Set DATA_DIR, or DATABASE_URL, to what Tandem is started with.",
    );
}
