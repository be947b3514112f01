import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Connection } from "./database.ts";
import { refuseUnfit } from "./fitness.ts";
import { MigrationProblem } from "./migration-problem.ts";
import { makeMonths } from "./partitions.ts";
import { makeRoles } from "./roles.ts";

export { MigrationProblem };

const ours = join(import.meta.dirname, "migrations");

/**
 * Brings the database to this version: the two roles, then each numbered file that has not run, each in a
 * transaction of its own. Two processes that start at once take turns. Returns the names of what it ran. A restore
 * stops after the migration `upTo`, loads rows that are of that age, and comes again for the rest.
 */
export async function migrate(
  connection: Connection,
  log: (line: string) => void,
  { upTo, folder }: { upTo?: string; folder?: string } = {},
): Promise<string[]> {
  const client = new pg.Client({ ...connection, application_name: "tandem migrate" });
  await client.connect();
  try {
    await refuseUnfit(client);
    await client.query("select set_config('lock_timeout', '60s', false)");
    return await alone(client, async () => {
      await makeRoles(client);
      await client.query(
        "create table if not exists migrations (name text primary key, hash text not null, ran_at timestamptz not null default now())",
      );
      const ran: string[] = [];
      for (const { name, text, hash } of await migrationsIn(folder)) {
        if (upTo !== undefined && name > upTo) break;
        if (await hasRun(client, name, hash)) continue;
        log(`Database: ${name}`);
        await client.query("begin");
        await client.query(text);
        await client.query("insert into migrations (name, hash) values ($1, $2)", [name, hash]);
        await client.query("commit");
        ran.push(name);
      }
      await makeMonths(client);
      return ran;
    });
  } finally {
    await client.end();
  }
}

/** A session lock on the database, held while `work` runs; freed by the server when this process dies. */
async function alone<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  const lock = 0x7a4d;
  await client.query("select pg_advisory_lock($1)", [lock]);
  try {
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lock]);
  }
}

/** The migrations this Tandem knows, in the order in which they run. */
export async function migrationsIn(folder = ours): Promise<{ name: string; text: string; hash: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      return { name, text, hash: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

async function hasRun(client: pg.Client, name: string, hash: string) {
  const { rows } = await client.query<{ hash: string }>("select hash from migrations where name = $1", [
    name,
  ]);
  if (rows[0] && rows[0].hash !== hash)
    throw new MigrationProblem(
      `Migration ${name} was changed after it ran here. Restore the file, or restore the database from a backup.`,
    );
  return rows.length > 0;
}
