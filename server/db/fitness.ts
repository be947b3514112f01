import type pg from "pg";
import { MigrationProblem } from "./migration-problem.ts";

const oldest = 15;

/** Refuses a server or a database on which Tandem would fail later, or lose letters, before it writes anything. */
export async function refuseUnfit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{
    version: number;
    standby: boolean;
    encoding: string;
    database: string;
  }>(
    `select current_setting('server_version_num')::int / 10000 as version, pg_is_in_recovery() as standby,
       current_setting('server_encoding') as encoding, quote_ident(current_database()) as database`,
  );
  const { version, standby, encoding, database } = rows[0]!;
  if (version < oldest)
    throw new MigrationProblem(`Tandem needs PostgreSQL ${oldest} or newer; this server is ${version}.`);
  if (standby)
    throw new MigrationProblem(
      "This PostgreSQL is a standby, which takes no writes. Let DATABASE_URL name the primary.",
    );
  const another =
    "Make another one, and let DATABASE_URL name it: create database tandem encoding 'UTF8' locale 'C.UTF-8' template template0;";
  if (encoding !== "UTF8")
    throw new MigrationProblem(
      `The database ${database} keeps its texts as ${encoding}, which cannot hold all languages. ${another}`,
    );
  const letters = await client.query<{ known: boolean }>("select lower('Ж') = 'ж' as known");
  if (!letters.rows[0]!.known)
    throw new MigrationProblem(
      `The database ${database} knows small and capital letters of English alone (its locale is C), so that customers with other names would not be found. ${another}`,
    );
}
