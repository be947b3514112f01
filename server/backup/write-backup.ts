import { existsSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import pg from "pg";
import type { Connection } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import { ArchiveWriter } from "./archive.ts";
import { type CheckedArchive, checkArchive, manifestSum } from "./check-archive.ts";
import { addFiles } from "./files.ts";
import { waitingJobs } from "./jobs.ts";
import {
  format,
  jobsPart,
  type Manifest,
  manifestName,
  manifestSumName,
  openingName,
  type PartInArchive,
  type TableInArchive,
  tablePart,
} from "./manifest.ts";
import { BackupProblem } from "./problem.ts";
import { copyOut, type Rows } from "./rows.ts";
import { tablesOf } from "./tables.ts";

export interface BackupNeeds {
  connection: Connection;
  store: FileStore;
  /** The archive that is to be. */
  path: string;
  /** Of this Tandem. */
  version: string;
  signal?: AbortSignal;
}

/**
 * Writes database, files and the installation's key to one archive, whether or not Tandem runs beside it. Every row
 * is as it was at one moment, and every file that a row of that moment refers to is with it. The archive has its
 * name only when it is whole: written, on the disk, read back and found right.
 */
export async function writeBackup(needs: BackupNeeds): Promise<CheckedArchive & { size: number }> {
  const path = resolve(needs.path);
  const partial = `${path}.partial`;
  if (existsSync(path)) throw alreadyThere(path);
  const archive = await create(path);
  try {
    try {
      await inSnapshot(needs.connection, (client, migrations) => fill(archive, client, migrations, needs));
      await archive.finish();
    } finally {
      await archive.close();
    }
    const checked = await checkArchive(partial, needs.signal);
    if (existsSync(path)) throw alreadyThere(path);
    await rename(partial, path);
    await syncFolder(dirname(path));
    return { ...checked, size: (await stat(path)).size };
  } catch (error) {
    await rm(partial, { force: true });
    throw aboutTheArchive(error, path) ?? error;
  }
}

async function create(path: string): Promise<ArchiveWriter> {
  const partial = `${path}.partial`;
  try {
    return await ArchiveWriter.create(partial);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new BackupProblem(
        `${partial} is there already: another backup is being written, or one was killed.`,
        "Wait for the other one; if there is none, remove that file.",
      );
    throw aboutTheArchive(error, path) ?? error;
  }
}

const alreadyThere = (path: string) =>
  new BackupProblem(
    `${path} is there already, and a backup never overwrites anything.`,
    "Choose another name, or move that file away.",
  );

/** What the disk said about the archive, in words. Undefined when it is about something else, as a socket or a file. */
function aboutTheArchive(error: unknown, path: string): BackupProblem | undefined {
  const { code = "", syscall = "", path: about } = error as NodeJS.ErrnoException;
  const said = saidByTheDisk[code];
  if (!said || syscall === "connect" || (about !== undefined && !about.startsWith(path))) return undefined;
  return new BackupProblem(`${path} could not be written: ${said}.`, "Choose another place for it.", {
    cause: error,
  });
}

const saidByTheDisk: Record<string, string> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EFBIG: "the file system holds no file of that size",
  EROFS: "that disk can only be read",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
};

/**
 * One transaction that sees the database as it is now, however long it lasts. It keeps nobody waiting; only the
 * server's own tidying (vacuum) waits for it. Inside, `tandem_system` reads: an owner is behind the wall as well.
 */
async function inSnapshot(
  connection: Connection,
  work: (client: pg.Client, migrations: Manifest["migrations"]) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: "tandem backup" });
  client.on("error", () => undefined); // the query that is under way fails too, and that one is seen
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('public.migrations') is not null as there");
    if (!rows[0].there)
      throw new BackupProblem(
        "There is no Tandem in this database yet, so there is nothing to back up.",
        "Look at DATA_DIR and DATABASE_URL: they are to be those that Tandem is started with.",
      );
    await client.query(`begin isolation level repeatable read read only;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
      set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
      set local bytea_output = 'hex'; set local extra_float_digits = 1; set local client_encoding = 'UTF8'`);
    const { rows: migrations } = await client.query("select name, hash from migrations order by name");
    await client.query("set local role tandem_system");
    await work(client, migrations);
  } finally {
    // Ending the connection ends the transaction, and with it a COPY that was left in the middle.
    await client.end();
  }
}

async function fill(
  archive: ArchiveWriter,
  client: pg.Client,
  migrations: Manifest["migrations"],
  { store, version, signal }: BackupNeeds,
): Promise<void> {
  await archive.add(openingName, asJson({ tandemBackup: format, version }));
  const about = await aboutThis(client);
  const tables: TableInArchive[] = [];
  for (const { name, columns } of await tablesOf(client)) {
    const parts = await addParts(
      archive,
      copyOut(client, { name, columns }),
      (i) => tablePart(name, i),
      signal,
    );
    tables.push({ name, columns, rows: rowsOf(parts), parts });
  }
  const jobs = await addParts(archive, waitingJobs(client), jobsPart, signal);
  const manifest: Manifest = {
    tandemBackup: format,
    version,
    ...about,
    migrations,
    tables,
    jobs: { rows: rowsOf(jobs), parts: jobs },
    files: await addFiles(archive, client, store, signal),
    finishedAt: new Date().toISOString(),
  };
  const fingerprint = await archive.add(manifestName, asJson(manifest));
  await archive.add(manifestSumName, Buffer.from(manifestSum(fingerprint)));
}

async function aboutThis(
  client: pg.Client,
): Promise<Pick<Manifest, "postgres" | "takenAt" | "workspaces" | "months">> {
  const { rows } = await client.query(
    `select now() as "takenAt", split_part(current_setting('server_version'), ' ', 1) as postgres,
       array(select name from workspaces order by created_at, id) as workspaces,
       array(select substr(replace(c.relname, '_', '-'), 8) from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'public.events'::regclass order by 1) as months`,
  );
  return { ...rows[0], takenAt: rows[0].takenAt.toISOString() };
}

const compress = promisify(gzip);

async function addParts(
  archive: ArchiveWriter,
  contents: AsyncIterable<Rows>,
  nameOf: (index: number) => string,
  signal: AbortSignal | undefined,
): Promise<PartInArchive[]> {
  const parts: PartInArchive[] = [];
  for await (const { rows, bytes } of contents) {
    signal?.throwIfAborted();
    const small = await compress(bytes, { level: 1 });
    parts.push({ rows, size: small.length, sha256: await archive.add(nameOf(parts.length), small) });
  }
  return parts;
}

const rowsOf = (parts: PartInArchive[]) => parts.reduce((sum, part) => sum + part.rows, 0);

const asJson = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** A new name survives a power cut only when its folder was written too. */
async function syncFolder(path: string) {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
