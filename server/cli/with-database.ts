import { readConfig } from "../config.ts";
import { type Connection, type Db, openDb } from "../db/database.ts";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "../db/embedded/index.ts";
import { migrate } from "../db/migrate.ts";

/** Runs `work` on this installation's database: that of a Tandem that is running, or one started for the moment. */
export async function withDatabase<T>(work: (db: Db, connection: Connection) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const running: Connection | undefined = config.databaseUrl
    ? { connectionString: config.databaseUrl }
    : runningEmbeddedPostgres(config.dataDir);
  const started = running
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: config.dataDir,
        log: () => undefined,
        pgUser: config.pgUser,
        settings: config.pgSettings,
      });
  const connection = running ?? started!.connection;
  try {
    if (started) await migrate(connection, () => undefined);
    const db = openDb(connection, { size: 4 });
    try {
      return await work(db, connection);
    } finally {
      await db.close();
    }
  } finally {
    await started?.stop();
  }
}
