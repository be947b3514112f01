import type pg from "pg";
import { MigrationProblem } from "./migration-problem.ts";

/** Neither logs in: a connection takes one on, so that the owner's rights stay with the migrations. */
const roles = ["tandem_app", "tandem_system"];

/**
 * Sees to it that the user of the connection may make tables, and may work as either role. What that user is not
 * allowed to see to, an administrator must, and is told all of it at once.
 */
export async function makeRoles(client: pg.Client): Promise<void> {
  const wanted = [...(await missingRights(client))];
  for (const role of roles) {
    if (!(await exists(client, role)) && !(await allowed(client, `create role ${role} nologin noinherit`)))
      wanted.push(`create role ${role} nologin noinherit;`);
    if (await mayWorkAs(client, role)) continue;
    const grant = `grant ${role} to ${await me(client)}`;
    if (!(await exists(client, role)) || !(await allowed(client, grant))) wanted.push(`${grant};`);
  }
  if (wanted.length)
    throw new MigrationProblem(
      [
        `The database user ${await me(client)} lacks rights that Tandem needs. Let an administrator run this in the same database, then start Tandem again:`,
        ...wanted,
      ].join("\n  "),
    );
  for (const role of roles) await client.query(`grant usage on schema public to ${role}`);
}

async function missingRights(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ database: string; schemas: boolean; tables: boolean }>(
    `select quote_ident(current_database()) as database,
       to_regnamespace('pgboss') is not null or has_database_privilege(current_database(), 'create') as schemas,
       has_schema_privilege('public', 'usage') and has_schema_privilege('public', 'create') as tables`,
  );
  const { database, schemas, tables } = rows[0]!;
  const user = await me(client);
  return [
    ...(schemas ? [] : [`grant create on database ${database} to ${user};`]),
    ...(tables ? [] : [`grant usage, create on schema public to ${user};`]),
  ];
}

const me = async (client: pg.Client) =>
  (await client.query<{ name: string }>("select quote_ident(current_user) as name")).rows[0]!.name;

const exists = async (client: pg.Client, role: string) =>
  (await client.query("select from pg_roles where rolname = $1", [role])).rowCount !== 0;

/** From 16 on whoever creates a role is a member who may not take it on, until the role is granted as well. */
async function mayWorkAs(client: pg.Client, role: string): Promise<boolean> {
  if (!(await exists(client, role))) return false;
  const { rows } = await client.query<{ may: boolean }>(
    "select pg_has_role(current_user, $1, case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end) as may",
    [role],
  );
  return rows[0]!.may;
}

/** Runs the statement; false when this user may not. */
async function allowed(client: pg.Client, statement: string): Promise<boolean> {
  try {
    await client.query(statement);
    return true;
  } catch (error) {
    const { code } = error as pg.DatabaseError;
    if (code === "42501" || code === "0LP01") return false;
    // Roles belong to the whole server: a process on another database of it may have been quicker.
    if (code === "42710" || code === "23505") return true;
    throw error;
  }
}
