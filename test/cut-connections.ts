import pg from "pg";
import type { Connection } from "../server/db/database.ts";

/** Ends connections to a database as a crash or an administrator would; returns how many. */
export async function cutConnections(connection: Connection, nameLike: string, share = 1): Promise<number> {
  const owner = new pg.Client(connection);
  await owner.connect();
  try {
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like $1 and random() < $2`,
      [nameLike, share],
    );
    return rowCount ?? 0;
  } finally {
    await owner.end();
  }
}
