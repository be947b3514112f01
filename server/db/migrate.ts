import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Connection } from "./database.ts";
import { makeMonths } from "./partitions.ts";

const ours = join(import.meta.dirname, "migrations");

/** What keeps this database from being used, in words for the person who installs. */
export class MigrationProblem extends Error {}

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
    await refuseOldServers(client);
    await client.query("select set_config('lock_timeout', '60s', false)");
    return await alone(client, async () => {
      await makeRoles(client);
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

async function refuseOldServers(client: pg.Client) {
  const { rows } = await client.query<{ v: number }>(
    "select current_setting('server_version_num')::int as v",
  );
  if (rows[0]!.v < 150_000)
    throw new MigrationProblem(
      `Tandem needs PostgreSQL 15 or newer; this server is ${Math.floor(rows[0]!.v / 10_000)}.`,
    );
}

/** A session lock on the database, held while `work` runs; freed by the server when this process dies. */
async function alone<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  const lock = 0x7a4d;
  await client.query("select pg_advisory_lock($1)", [lock]);
  try {
    await client.query(
      "create table if not exists migrations (name text primary key, hash text not null, ran_at timestamptz not null default now())",
    );
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lock]);
  }
}

/** Neither role logs in: a connection takes one on, so that the owner's rights stay with the migrations. */
async function makeRoles(client: pg.Client) {
  for (const role of ["tandem_app", "tandem_system"]) {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
    if (!rowCount) {
      try {
        await client.query(`create role ${role} nologin noinherit`);
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === "42501")
          throw new MigrationProblem(
            `The database user may not create roles. Let an administrator run: create role ${role} nologin; grant ${role} to current_user_of_DATABASE_URL;`,
          );
        // Roles belong to the whole server: a process on another database of it may have been quicker.
        if (code !== "42710" && code !== "23505") throw error;
      }
    }
    // From 16 on whoever creates a role is a member who may not take it on, until the role is granted as well.
    await client.query(`do $$ begin
      if not pg_has_role(current_user, '${role}', case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end)
      then execute format('grant ${role} to %I', current_user); end if;
    end $$`);
    await client.query(`grant usage on schema public to ${role}`);
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
