import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { Connection } from "../db/database.ts";
import { migrate, migrationsIn } from "../db/migrate.ts";
import { makeMonthsFor } from "../db/partitions.ts";
import type { Tables } from "../db/tables.ts";
import type { FileStore } from "../files/index.ts";
import { prepareJobs } from "../jobs/index.ts";
import { queues } from "../queues.ts";
import { damaged, readMembers } from "./archive.ts";
import { putFile } from "./files.ts";
import { orderAgain, orderForgottenMails } from "./jobs.ts";
import { jobsPart, type Manifest, readFileMember, tablePart } from "./manifest.ts";
import { BackupProblem } from "./problem.ts";
import { copyIn } from "./rows.ts";
import { furniture, quoted, type Table, tablesOf } from "./tables.ts";

export interface RestoreNeeds {
  connection: Connection;
  store: FileStore;
  path: string;
  /** What `checkArchive` found in it. */
  manifest: Manifest;
  say: (line: string) => void;
  signal?: AbortSignal;
  /** For tests: where the migrations lie. */
  migrations?: string;
}

/** Refuses an archive of a newer Tandem, or of another one, before anything is touched. */
export async function refuseUnknownMigrations({
  manifest,
  migrations: folder,
}: Pick<RestoreNeeds, "manifest" | "migrations">): Promise<void> {
  const known = await migrationsIn(folder);
  for (const [i, { name, hash }] of manifest.migrations.entries()) {
    if (known[i]?.name === name && known[i].hash === hash) continue;
    throw known[i]?.name === name
      ? new BackupProblem(
          `The archive was made with another form of the migration ${name} than this Tandem has.`,
          `Restore it with the Tandem that wrote it (${manifest.version}).`,
        )
      : new BackupProblem(
          `The archive was written by a newer Tandem (${manifest.version}): its database has had the migration ${name}, which this one does not know.`,
          "Bring this Tandem up to date, then restore.",
        );
  }
}

/**
 * Puts a checked archive back into an empty installation, all of it or nothing: rows, jobs and counts are one
 * transaction, which ends when the files are on the disk as well. A restore that is refused, fails or is killed
 * leaves an installation that is as empty as before (files of a restore that was killed lie unused in the store).
 */
export async function restoreBackup(needs: RestoreNeeds): Promise<void> {
  const { connection, manifest, say } = needs;
  const client = new pg.Client({ ...connection, application_name: "tandem restore" });
  client.on("error", () => undefined); // the query that is under way fails too, and that one is seen
  await client.connect();
  const put: { workspaceId: string; sha256: string }[] = [];
  let loaded = false;
  try {
    await takeTurns(client);
    await refuseUsed(client, manifest);
    const upTo = manifest.migrations.at(-1)!.name;
    await migrate(connection, say, { upTo, folder: needs.migrations });
    await prepareJobs(connection, queues);
    await inOneTransaction(client, async (tx) => {
      await load(tx, client, needs, put);
      loaded = true;
    });
    // Otherwise the first who read would be answered from plans for empty tables.
    await client.query("analyze");
  } catch (error) {
    // When the connection broke at the commit, nobody knows whether the rows are there; then their files stay.
    if (!loaded) for (const { workspaceId, sha256 } of put) await needs.store.remove(workspaceId, sha256);
    throw error;
  } finally {
    await client.end();
  }
  await migrate(connection, say, { folder: needs.migrations });
}

/** Another one than the migrations have: those run in the middle of a restore, on a connection of their own. */
const lockNumber = 0x7a4e;

/** Two restores into one database would not see each other's rows; freed when the connection ends. */
async function takeTurns(client: pg.Client) {
  const { rows } = await client.query("select pg_try_advisory_lock($1) as mine", [lockNumber]);
  if (!rows[0].mine)
    throw new BackupProblem("Another restore into this database is under way.", "Wait until it has ended.");
  const { rows: others } = await client.query(
    `select distinct application_name as name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'tandem %'
       and application_name <> 'tandem restore'`,
  );
  if (others.length)
    throw new BackupProblem(
      "A Tandem uses this database.",
      "Stop it first; a restore is done while nothing else is at work.",
    );
}

async function refuseUsed(client: pg.Client, manifest: Manifest) {
  const { rows } = await client.query("select to_regclass('public.migrations') is not null as there");
  if (!rows[0].there) return;
  const { rows: ran } = await client.query<{ name: string }>("select name from migrations");
  if (!ran.length) return;
  const newer = ran.find(({ name }) => !manifest.migrations.some((one) => one.name === name));
  await client.query("begin; set local role tandem_system");
  await refuseRows(client, await tablesOf(client)).finally(() => client.query("rollback"));
  if (newer)
    throw new BackupProblem(
      `This installation is empty, but its database was made by a newer Tandem than the archive's (it has had the migration ${newer.name}).`,
      "Restore into a place where no Tandem was started yet: set DATA_DIR to a new folder, or DATABASE_URL to a fresh database. The rows are brought up to date there.",
    );
}

async function refuseRows(client: pg.Client, tables: Table[]) {
  const used = tables.filter(({ name }) => !furniture.includes(name));
  const { rows } = await client.query<{ name: string; used: boolean }>(
    used
      .map(({ name }) => `select '${name}' as name, exists (select from ${quoted(name)}) as used`)
      .join(" union all "),
  );
  const found = rows.filter((row) => row.used).map(({ name }) => name);
  if (!found.length) return;
  const workspaces = found.includes("workspaces")
    ? (await client.query<{ name: string }>("select name from workspaces order by created_at limit 5")).rows
    : [];
  throw new BackupProblem(
    workspaces.length
      ? `There is a Tandem here already, with the workspace ${workspaces.map(({ name }) => name).join(", ")}.`
      : `There are rows in this database already (${found.join(", ")}).`,
    "A backup is put back only into an empty installation: set DATA_DIR to a new folder, or DATABASE_URL to a fresh database. Nothing was changed.",
  );
}

/** Kysely and the COPY streams on one connection, so that rows and jobs are one transaction. */
function inOneTransaction(
  client: pg.Client,
  work: (tx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  const borrowed = Object.assign(client, { release: () => undefined });
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: { connect: async () => borrowed, end: async () => undefined, options: {} },
    }),
  });
  return kysely.transaction().execute(work);
}

async function load(
  tx: Transaction<Tables>,
  client: pg.Client,
  { manifest, store, path, signal }: RestoreNeeds,
  put: { workspaceId: string; sha256: string }[],
) {
  await client.query(
    "set local statement_timeout = 0; set local lock_timeout = '10s'; set local timezone = 'UTC'",
  );
  const tables = await tablesOf(client);
  refuseOtherShape(tables, manifest);
  await makeMonthsFor(client, manifest.months);
  // COPY does not write through a wall, so it is lowered for its owner until the end of this transaction, which
  // nobody sees into: each of these statements locks its table.
  for (const table of tables.filter(({ walled }) => walled))
    await client.query(`alter table ${quoted(table.name)} no force row level security`);
  await refuseRows(client, tables);
  for (const name of furniture) await client.query(`delete from ${quoted(name)}`);

  const rowsIn = new Map(
    manifest.tables.flatMap((table) =>
      table.parts.map((part, i) => [tablePart(table.name, i), { table, ...part }] as const),
    ),
  );
  const jobsIn = new Map(manifest.jobs.parts.map((part, i) => [jobsPart(i), part]));
  let files = 0;
  for await (const { name, content, sha256 } of readMembers(path)) {
    signal?.throwIfAborted();
    // The archive was checked, but a while ago, and nobody keeps others from writing to it.
    const rows = rowsIn.get(name);
    const jobs = jobsIn.get(name);
    const file = readFileMember(name);
    const known = rows ?? jobs ?? file;
    if (known && known.sha256 !== sha256) throw damaged(name);
    if (rows) {
      if ((await copyIn(client, rows.table, await unpack(content))) !== rows.rows) throw damaged(name);
    } else if (jobs) await orderAgain(tx, await unpack(content));
    else if (file) {
      if (await putFile(store, file, content)) put.push(file);
      files++;
    }
    rowsIn.delete(name);
    jobsIn.delete(name);
  }
  const [left] = [...rowsIn.keys(), ...jobsIn.keys()];
  if (left || files !== manifest.files.count) throw damaged(left ?? "files");

  await compareCounts(client, manifest);
  await orderForgottenMails(tx, client);
  for (const table of tables.filter(({ walled }) => walled))
    await client.query(`alter table ${quoted(table.name)} force row level security`);
}

/** The migrations are the same, so the tables are; anything else is a mistake of ours that must not half work. */
function refuseOtherShape(tables: Table[], manifest: Manifest) {
  const shape = (table: { name: string; columns: string[] }) => `${table.name} (${table.columns.toSorted()})`;
  const here = new Set(tables.map(shape));
  const other = manifest.tables.find((table) => !here.has(shape(table)));
  if (other || here.size !== manifest.tables.length)
    throw new Error(
      `the archive's tables are not those of its migrations: ${other ? shape(other) : "some are missing"}`,
    );
}

const unpack = promisify(gunzip);

async function compareCounts(client: pg.Client, { tables }: Manifest) {
  for (const { name, rows } of tables) {
    const { rows: found } = await client.query(`select count(*) as n from ${quoted(name)}`);
    if (Number(found[0].n) !== rows)
      throw new Error(`${name} has ${found[0].n} rows after the restore and had ${rows} in the archive`);
  }
}
