import pg from "pg";
import type { Connection } from "../db/database.ts";
import { migrationsIn } from "../db/migrate.ts";
import { bad, type Finding, good, odd } from "./finding.ts";

export interface Database {
  findings: Finding[];
  /** Whether what lies in it can be looked at as the program itself would. */
  usable: boolean;
  /** Whether a Tandem is at work on it. */
  inUse: boolean;
}

/** The server and the form of the database; as its owner, who sees no rows. */
export async function examineDatabase(connection: Connection): Promise<Database> {
  const client = new pg.Client({
    ...connection,
    application_name: "doctor",
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
  });
  client.on("error", () => undefined); // the query that is under way fails too, and that one is seen
  const began = performance.now();
  await client.connect();
  const milliseconds = performance.now() - began;
  try {
    const server = await facts(client);
    const roles = await examineRoles(client);
    const migrations = await examineMigrations(client);
    const inUse = await isInUse(client);
    const usable = roles.mark === "good" && migrations.mark !== "bad" && migrations.says !== none;
    return {
      usable,
      inUse,
      findings: [
        good(
          `PostgreSQL ${server.version} answers, within ${Math.ceil(milliseconds)} ms; the database has ${size(server.size)}.`,
        ),
        ...examineServer(server),
        await examineClock(client),
        roles,
        migrations,
        ...(usable ? [await examineWalls(client), await examineMonths(client)] : []),
      ],
    };
  } finally {
    await client.end();
  }
}

const facts = async (client: pg.Client) =>
  (
    await client.query<{
      version: string;
      number: number;
      encoding: string;
      checksums: string;
      fsync: string;
      connections: number;
      size: number;
    }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version,
         current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding,
         current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
         current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
         pg_database_size(current_database())::float8 as size`,
    )
  ).rows[0]!;

const size = (bytes: number) =>
  `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 0 })} MB`;

/** As many as one process opens, with some left for commands beside it. */
const connectionsNeeded = 40;

function examineServer(server: Awaited<ReturnType<typeof facts>>): Finding[] {
  const findings: Finding[] = [];
  if (server.number < 150_000)
    findings.push(
      bad(
        `Tandem needs PostgreSQL 15 or newer; this is ${server.version}.`,
        "Set DATABASE_URL to a newer one.",
      ),
    );
  if (server.number >= 190_000)
    findings.push(
      odd(`PostgreSQL ${server.version} is newer than any that Tandem was tried with (15 to 18).`),
    );
  if (server.encoding !== "UTF8")
    findings.push(
      bad(
        `The database keeps its texts as ${server.encoding}, which cannot hold all languages.`,
        "Make one with: create database tandem encoding 'UTF8' template template0",
      ),
    );
  if (server.fsync !== "on")
    findings.push(
      bad(
        "fsync is off: a power cut may destroy the database.",
        "Set fsync=on (TANDEM_PG_SETTINGS, or the server's own settings).",
      ),
    );
  findings.push(
    server.checksums === "on"
      ? good("Data checksums are on: a disk that returns wrong bytes is noticed.")
      : odd(
          "Data checksums are off: a disk that returns wrong bytes would not be noticed.",
          "While the server is stopped: pg_checksums --enable",
        ),
  );
  if (server.connections < connectionsNeeded)
    findings.push(
      odd(
        `The server gives ${server.connections} connections, and a Tandem process may want ${connectionsNeeded}.`,
        "Raise max_connections.",
      ),
    );
  return findings;
}

/** Half of the way there and back is the error of this comparison. */
async function examineClock(client: pg.Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ at: number }>(
    "select extract(epoch from clock_timestamp())::float8 * 1000 as at",
  );
  const apart = Math.abs(rows[0]!.at - (before + Date.now()) / 2);
  if (apart < 2_000) return good("The clocks of this machine and of the database agree.");
  const says = `The clocks of this machine and of the database are ${(apart / 1000).toFixed(0)} seconds apart.`;
  return (apart < 60_000 ? odd : bad)(says, "Let both take their time from the network (NTP).");
}

async function examineRoles(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; there: boolean; member: boolean }>(
    `select name, r.oid is not null as there, coalesce(pg_has_role(current_user, r.oid, 'member'), false) as member
     from unnest(array['tandem_app', 'tandem_system']) as name left join pg_roles r on r.rolname = name`,
  );
  const missing = rows.filter(({ there }) => !there).map(({ name }) => name);
  const closed = rows.filter(({ there, member }) => there && !member).map(({ name }) => name);
  if (!missing.length && !closed.length) return good("The roles that Tandem works as are there.");
  const { rows: me } = await client.query(
    "select current_user as name, rolcreaterole or rolsuper as may from pg_roles where rolname = current_user",
  );
  if (missing.length && me[0].may)
    return odd(`The roles ${missing.join(" and ")} are not there yet.`, "The next `npm start` makes them.");
  return bad(
    `${me[0].name} cannot work as ${[...missing, ...closed].join(" and ")}.`,
    `Let an administrator of the server run: ${missing.map((name) => `create role ${name} nologin noinherit; `).join("")}grant tandem_app, tandem_system to ${me[0].name};`,
  );
}

const none = "Nothing was ever put into this database.";

async function examineMigrations(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ there: boolean; readable: boolean; me: string }>(
    `select t.oid is not null as there, coalesce(has_table_privilege(t.oid, 'select'), false) as readable, current_user as me
     from (select to_regclass('public.migrations')::oid as oid) as t`,
  );
  const { there, readable, me } = rows[0]!;
  if (!there) return odd(none, "The first `npm start` does.");
  if (!readable)
    return bad(
      `The tables of this database do not belong to ${me}.`,
      "DATABASE_URL is to name the user who made them: the first one that Tandem was started with.",
    );
  const { rows: ran } = await client.query<{ name: string; hash: string }>(
    "select name, hash from migrations order by name",
  );
  const known = await migrationsIn();
  const newer = ran.find(({ name }) => known.every((one) => one.name !== name));
  if (newer)
    return bad(
      `The database was changed by a newer Tandem (${newer.name}), and this one does not understand it.`,
      "Start the newer one; or restore a backup from before into a new DATA_DIR.",
    );
  const changed = ran.find(({ name, hash }) => known.find((one) => one.name === name)!.hash !== hash);
  if (changed)
    return bad(
      `The migration ${changed.name} has another form here than the one that ran.`,
      "Bring back the file as it was released.",
    );
  const missing = known.length - ran.length;
  if (missing)
    return odd(
      `The database lacks the last ${missing} of ${known.length} migrations.`,
      "The next `npm start` brings it up to date; make a backup first.",
    );
  return good(`The database is up to date (${ran.at(-1)!.name}).`);
}

/** Behind the wall of its workspace stands every table that has one, also for its owner. */
async function examineWalls(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; walled: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity
         and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'workspace_wall') as walled
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and (c.relname = 'workspaces' or exists (
         select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped))
     order by 1`,
  );
  const open = rows.filter(({ walled }) => !walled).map(({ name }) => name);
  if (!open.length) return good(`The wall between workspaces stands before all ${rows.length} tables.`);
  return bad(
    `The wall between workspaces is down before ${open.join(", ")}: a mistake in a query could show one workspace another's rows.`,
    `As the owner: ${open.map((name) => `alter table ${name} enable row level security, force row level security;`).join(" ")}`,
  );
}

async function examineMonths(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'public.events'::regclass`,
  );
  const names = new Set(rows.map(({ name }) => name));
  const month = Temporal.Now.plainDateISO("UTC").toPlainYearMonth();
  const missing = [month, month.add({ months: 1 })].filter(
    (one) => !names.has(`events_${one.toString().replace("-", "_")}`),
  );
  if (!missing.length) return good("The event log has room for the months to come.");
  return bad(`The event log has no place for ${missing.join(" and ")}.`, "The next `npm start` makes it.");
}

async function isInUse(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select exists (select from pg_stat_activity
       where datname = current_database() and application_name in ('tandem tandem_app', 'tandem tandem_system')) as used`,
  );
  return rows[0].used;
}
