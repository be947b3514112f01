import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";

/** What the process knows of itself: `main.ts` sets it as it starts and stops. */
export interface Readiness {
  migrated: boolean;
  stopping: boolean;
}

export type NotReady = "starting" | "stopping" | "database";

/** How long the database may take to answer before we call it away. */
const patienceMs = 2_000;

/**
 * `/healthz`: the process is alive; restart it when this does not answer. `/readyz`: it can do its work; send it
 * nothing while this says 503. Both tell machines, and say nothing that a stranger should not know.
 */
export function healthRoutes(app: FastifyInstance, db: Db, readiness: Readiness): void {
  const quiet = { config: { rateLimit: false as const }, logLevel: "silent" as const };

  app.get("/healthz", quiet, async (_request, response) =>
    response.header("cache-control", "no-store").send({ alive: true }),
  );

  app.get("/readyz", quiet, async (_request, response) => {
    const reasons = await whyNotReady(db, readiness);
    response.header("cache-control", "no-store").code(reasons.length ? 503 : 200);
    return { ready: reasons.length === 0, reasons };
  });
}

async function whyNotReady(db: Db, readiness: Readiness): Promise<NotReady[]> {
  if (readiness.stopping) return ["stopping"];
  if (!readiness.migrated) return ["starting"];
  return (await databaseAnswers(db)) ? [] : ["database"];
}

async function databaseAnswers(db: Db): Promise<boolean> {
  const asked = withoutWall(db, (tx) => sql`select 1`.execute(tx)).then(
    () => true,
    // Why it does not answer stands in the log of whoever needed it; a probe only asks whether.
    () => false,
  );
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), patienceMs);
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
