/**
 * What `tandem doctor` looks at, in the order in which one thing stands on another. It changes nothing: no migration
 * runs, nothing is made that is not there. Where the embedded server does not run, it is started for the moment, since
 * that is what would fail.
 */
import { join } from "node:path";
import type { Config } from "../config.ts";
import { type Connection, openDb } from "../db/database.ts";
import {
  hasEmbeddedPostgres,
  runningEmbeddedPostgres,
  StartProblem,
  startEmbeddedPostgres,
} from "../db/embedded/index.ts";
import { folderStore } from "../files/index.ts";
import { examineDataFolder } from "./data-folder.ts";
import { examineDatabase } from "./database.ts";
import { bad, type Finding, good, odd, type Section, section } from "./finding.ts";
import { examineOutgoing } from "./outgoing.ts";
import { examinePorts } from "./ports.ts";
import { examineProgram } from "./program.ts";
import { examineSettings } from "./settings.ts";
import { examineWork } from "./work.ts";

export type { Finding, Section } from "./finding.ts";

/** Looks at an installation; each section is given out as soon as it is known. */
export async function* examine(where: { root: string; env: NodeJS.ProcessEnv }): AsyncGenerator<Section> {
  yield section("The program", () => examineProgram(where.root, Boolean(where.env.DATABASE_URL)));
  const { findings, config } = examineSettings(where.env);
  yield { title: "Settings", findings };
  if (!config) {
    yield {
      title: "The rest",
      findings: [odd("It was not looked at: the settings have to be right first.")],
    };
    return;
  }
  yield section("Data folder", () => examineDataFolder(config.dataDir));
  const inUse = yield* examineWhatIsKept(config);
  yield section("Ports", () => examinePorts(config, inUse));
  yield section("Outgoing mail", () => examineOutgoing(config));
}

/** The database and what lies in it; and whether a Tandem is at work on it, where that could be found out. */
async function* examineWhatIsKept(config: Config): AsyncGenerator<Section, boolean | undefined> {
  const title = "Database";
  let server: Server;
  try {
    server = await reach(config);
  } catch (error) {
    yield { title, findings: [whyNotReached(error, config)] };
    return undefined;
  }
  const { connection, says } = server;
  try {
    if (!connection) {
      yield { title, findings: [says] };
      return false;
    }
    const database = await examineDatabase(connection).catch((error) => whyNotReached(error, config));
    if ("mark" in database) {
      yield { title, findings: [says, database] };
      return undefined;
    }
    yield { title, findings: [says, ...database.findings] };
    if (!database.usable) return database.inUse;
    yield section("Work", async () => {
      const db = openDb(connection, { size: 2 });
      try {
        return await examineWork(db, folderStore(join(config.dataDir, "files")), database.inUse);
      } finally {
        await db.close();
      }
    });
    return database.inUse;
  } finally {
    await server.stop();
  }
}

interface Server {
  connection: Connection | undefined;
  says: Finding;
  stop(): Promise<void>;
}

async function reach({ databaseUrl, dataDir, pgUser, pgSettings }: Config): Promise<Server> {
  const stop = async () => undefined;
  if (databaseUrl)
    return { connection: { connectionString: databaseUrl }, says: good("DATABASE_URL names it."), stop };
  if (!hasEmbeddedPostgres(dataDir))
    return {
      connection: undefined,
      says: odd("There is no database yet.", "The first `npm start` makes it."),
      stop,
    };
  const running = runningEmbeddedPostgres(dataDir);
  if (running) return { connection: running, says: good("Tandem's own PostgreSQL is running."), stop };
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, pgUser, settings: pgSettings });
  return {
    connection: server.connection,
    says: good("Tandem's own PostgreSQL was not running; it starts, and was started for this look."),
    stop: () => server.stop(),
  };
}

function whyNotReached(error: unknown, { databaseUrl }: Config): Finding {
  if (error instanceof StartProblem) return bad(error.message, error.whatToDo);
  return bad(
    `The database does not answer: ${(error as Error).message}`,
    databaseUrl ? "Look at DATABASE_URL, and whether that server runs." : "Its log is in DATA_DIR/logs.",
  );
}
