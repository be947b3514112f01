import { type Config, readConfig } from "../config.ts";
import { type Connection, type Db, openDb } from "../db/database.ts";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "../db/embedded/index.ts";
import { migrate } from "../db/migrate.ts";

/** Runs `work` on this installation's database: that of a Tandem that is running, or one started for the moment. */
export async function withDatabase<T>(work: (db: Db, connection: Connection) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  return withConnection(config, async (connection, { started }) => {
    if (started) await migrate(connection, () => undefined);
    const db = openDb(connection, { size: 4 });
    try {
      return await work(db, connection);
    } finally {
      await db.close();
    }
  });
}

/** The same as it stands: nothing is migrated. `started` says that it is our own server, running for this command. */
export async function withConnection<T>(
  { databaseUrl, dataDir, pgUser, pgSettings }: Config,
  work: (connection: Connection, how: { started: boolean }) => Promise<T>,
): Promise<T> {
  const running: Connection | undefined = databaseUrl
    ? { connectionString: databaseUrl }
    : runningEmbeddedPostgres(dataDir);
  if (running) return work(running, { started: false });
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, pgUser, settings: pgSettings });
  try {
    return await work(server.connection, { started: true });
  } finally {
    await server.stop();
  }
}
