/** One PostgreSQL for a run of the tests, with a migrated database that each file of tests copies. */
import pg from "pg";
import type { TestProject } from "vitest/node";
import type { Connection } from "../server/db/database.ts";
import { startScratchPostgres } from "../server/db/embedded/index.ts";
import { migrate } from "../server/db/migrate.ts";
import { prepareJobs } from "../server/jobs/index.ts";
import { queues } from "../server/queues.ts";
import { baseModel } from "../server/triage/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: Connection;
  }
}

export const template = "tandem_template";

export default async function start(project: TestProject) {
  const server = await startScratchPostgres();
  const admin = new pg.Client(server.connection);
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  const connection = { ...server.connection, database: template };
  await migrate(connection, () => undefined);
  await prepareJobs(connection, queues);
  // Learnt once, not by each file of tests.
  await baseModel();
  project.provide("postgres", server.connection);
  return () => server.stop();
}
