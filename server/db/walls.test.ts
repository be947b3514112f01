import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import { openDb, within, withoutWall } from "./database.ts";
import { startScratchPostgres } from "./embedded/index.ts";
import { migrate } from "./migrate.ts";
import { tablesAsText } from "./write-tables.ts";

const database = await freshDatabase();
const db = database.open();
afterAll(() => database.drop());

/** Tables of the installation: they say which workspace something belongs to, or belong to none. */
const installation = ["throttles", "leases", "installation", "migrations"];
/** Looked up by something else before the workspace is known; still behind its wall. */
const byOtherKey = [
  "directory_emails",
  "directory_addresses",
  "workspaces",
  "directory_help_centres",
  "directory_help_hosts",
];

interface Found {
  name: string;
  hasTenant: boolean;
  secured: boolean;
  forced: boolean;
  policies: string[] | null;
  key: string[] | null;
  appMay: boolean;
}

const owner = new pg.Client(database.connection);
await owner.connect();
afterAll(() => owner.end());
const { rows: found } = await owner.query<Found>(`
  select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    has_table_privilege('tandem_app', c.oid, 'select') as "appMay",
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull) as "hasTenant",
    (select array_agg(p.polname::text order by p.polname) from pg_policy p where p.polrelid = c.oid) as policies,
    (select array_agg(a.attname::text order by k.place) from pg_index i
      cross join unnest(i.indkey::int[]) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary) as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`);

test("there are tables to look at", () => {
  expect(found.length).toBeGreaterThan(30);
});

test.each(found.filter(({ name }) => !installation.includes(name)))(
  "$name stands behind the wall of its workspace",
  (table) => {
    expect(table.secured && table.forced).toBe(true);
    expect(table.policies).toEqual(["system_passes", "workspace_wall"]);
    if (table.name === "workspaces") return;
    expect(table.hasTenant).toBe(true);
    if (!byOtherKey.includes(table.name)) expect(table.key?.[0]).toBe("workspace_id");
  },
);

test.each(installation)("%s, which has no workspace, is out of the application's reach", (name) => {
  expect(found.find((table) => table.name === name)).toMatchObject({ appMay: false });
});

test("a partition cannot be read around its parent's wall", async () => {
  const { rows } = await owner.query(
    "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relispartition and relkind = 'r' and (has_table_privilege('tandem_app', c.oid, 'select') or has_table_privilege('tandem_system', c.oid, 'select'))",
  );
  expect(rows).toEqual([]);
});

test("behind a wall one sees one's own workspace, writes only there, and without a workspace nothing", async () => {
  const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
  await withoutWall(db, (tx) =>
    tx
      .insertInto("workspaces")
      .values([mine, theirs].map((id) => ({ id, name: id, trade: "shop", locale: "en" })))
      .execute(),
  );
  const tag = (workspaceId: string) => ({
    workspaceId,
    id: crypto.randomUUID(),
    name: "vip",
    colour: "#000000",
  });
  await within(db, mine, (tx) => tx.insertInto("tags").values(tag(mine)).execute());
  await expect(within(db, mine, (tx) => tx.insertInto("tags").values(tag(theirs)).execute())).rejects.toThrow(
    /row-level security/,
  );
  expect(await within(db, theirs, (tx) => tx.selectFrom("tags").selectAll().execute())).toEqual([]);
  expect(await within(db, mine, (tx) => tx.selectFrom("workspaces").select("id").execute())).toEqual([
    { id: mine },
  ]);

  const outside = await db.pools.app.query("select * from tags");
  expect(outside.rows).toEqual([]);
});

test("events can be added and never changed or taken away", async () => {
  for (const role of ["tandem_app", "tandem_system"])
    for (const right of ["update", "delete"]) {
      const { rows } = await owner.query("select has_table_privilege($1, 'events', $2) as may", [
        role,
        right,
      ]);
      expect(rows[0].may).toBe(false);
    }
});

test("two processes may migrate at once, and a second run has nothing to do", async () => {
  const name = `twice_${crypto.randomUUID().replaceAll("-", "")}`;
  await owner.query(`create database ${name}`);
  const connection = { ...database.connection, database: name };
  const lines: string[] = [];
  const ran = await Promise.all([1, 2, 3].map(() => migrate(connection, (line) => lines.push(line))));
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await migrate(connection, () => undefined)).toEqual([]);
  await owner.query(`drop database ${name} with (force)`);
});

test("a user who owns the database and may create roles, but is no superuser, is enough", async () => {
  const [user, name] = ["owner", "owned"].map((word) => `${word}_${crypto.randomUUID().replaceAll("-", "")}`);
  // On a server where nobody has made the two roles yet: they belong to the whole server, and others use ours.
  const server = await startScratchPostgres();
  const admin = new pg.Client(server.connection);
  await admin.connect();
  await admin.query(`create role ${user} login createrole password 'secret'`);
  await admin.query(`create database ${name} owner ${user}`);
  const connection = { ...server.connection, user, password: "secret", database: name };
  await migrate(connection, () => undefined);
  const theirs = openDb(connection, { size: 2 });
  try {
    expect(await withoutWall(theirs, (tx) => tx.selectFrom("leases").select("name").execute())).toHaveLength(
      2,
    );
    expect(
      await within(theirs, crypto.randomUUID(), (tx) => tx.selectFrom("tags").selectAll().execute()),
    ).toEqual([]);
  } finally {
    await theirs.close();
    await admin.end();
    await server.stop();
  }
});

test("tables.ts says what the migrations made", async () => {
  const path = join(import.meta.dirname, "tables.ts");
  const biome = join(import.meta.dirname, "../../node_modules/.bin/biome");
  const written = execFileSync(biome, ["format", "--stdin-file-path", path], {
    input: await tablesAsText(database.connection),
    encoding: "utf8",
  });
  expect(await readFile(path, "utf8")).toBe(written);
});
