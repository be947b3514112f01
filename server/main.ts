import { join } from "node:path";
import { pino } from "pino";
import { buildApp } from "./app.ts";
import { buildPages } from "./build-pages.ts";
import {
  folderTransport,
  openSmtpDoor,
  senderRules,
  smtpTransport,
  systemMailer,
  takeBackDeliveries,
  watchMailboxes,
} from "./channels/index.ts";
import type { Config } from "./config.ts";
import { releaseNumbers } from "./conversations/index.ts";
import { type Connection, openDb } from "./db/database.ts";
import { startEmbeddedPostgres } from "./db/embedded/index.ts";
import { migrate } from "./db/migrate.ts";
import { loadDemo } from "./demo/index.ts";
import { folderStore } from "./files/index.ts";
import type { Readiness } from "./http/health.ts";
import type { Limits } from "./http/limits.ts";
import { listen } from "./http/server.ts";
import { prepareJobs, startJobs } from "./jobs/index.ts";
import { type Bus, localBus, type NotifyBus, notifyBus, startSequencer } from "./live/index.ts";
import { queues, workOnQueues } from "./queues.ts";
import { follow } from "./reactions.ts";
import { monthFigures } from "./reports/index.ts";
import { readSecret } from "./secret.ts";
import { startSweeps } from "./sweeps.ts";
import { prepareTriage } from "./triage/index.ts";

/** A Tandem that runs in this process. */
export interface Running {
  /** Where people reach the desk, when this process serves it. */
  url: string | null;
  smtpPort: number | null;
  stop(): Promise<void>;
}

export const root = join(import.meta.dirname, "..");

/**
 * Starts what this process does, in the order in which one thing needs another, and says so in plain lines. Throws
 * what is wrong with the place it runs in (StartProblem, MigrationProblem, a port taken) after stopping what it had
 * started. `allowed` and `build` are for measuring and testing: other limits, and the pages left as they are.
 */
export async function start(
  config: Config,
  say: (line: string) => void,
  { allowed, build = true }: { allowed?: Limits | null; build?: boolean } = {},
): Promise<Running> {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const log = pino({ level: config.logLevel });
    const has = (role: "web" | "mail" | "worker") => config.roles.has(role);
    const pages = join(root, "build", "desk");
    if (build && has("web")) await buildPages(root, pages, say);

    // Takes some seconds when the seeds have changed, on another core, while the database starts.
    const learning = prepareTriage(say);
    // Should something else fail first, that is told, and not this.
    learning.catch(() => undefined);
    const connection = await connect(config, say, stops);
    await migrate(connection, say);
    await prepareJobs(connection, queues);
    const db = openDb(connection);
    stops.push(() => db.close());
    stops.push(() => releaseNumbers(db));
    const secret = await readSecret(db);
    const store = folderStore(join(config.dataDir, "files"));
    const transport = config.smtpUrl
      ? smtpTransport(config.smtpUrl)
      : folderTransport(join(config.dataDir, "outgoing"));
    stops.push(() => transport.close());
    await learning;
    if (config.demo) await loadDemo(db, say, store);

    const alone = config.roles.size === 3 && !config.databaseUrl;
    const bus = alone ? localBus() : shared(notifyBus(db, connection, { log }), stops);
    const sequencer = startSequencer(db, { bus, follow, log });
    stops.push(() => sequencer.stop());

    const press = { source: monthFigures, store, publicUrl: config.publicUrl };
    if (has("worker")) {
      if (alone) await takeBackDeliveries(db);
      const senders = senderRules({ relays: config.trustedRelays, sealers: config.trustedSealers });
      const work = workOnQueues({ db, store, secret, transport, log, senders, publicUrl: config.publicUrl });
      const jobs = await startJobs(db, connection, { log, alone, queues: work });
      stops.push(() => jobs.stop());
      const sweeps = startSweeps({ db, connection, store, transport, press, log });
      stops.push(() => sweeps.stop());
    }

    const readiness: Readiness = { migrated: true, stopping: false };
    let url: string | null = null;
    if (has("web")) {
      const mailer = systemMailer({ db, secret, transport, log, publicUrl: config.publicUrl });
      const outgoing = config.demo && !config.smtpUrl ? join(config.dataDir, "outgoing") : undefined;
      const app = await buildApp({
        db,
        bus,
        store,
        secret,
        mailer,
        config,
        readiness,
        pages,
        outgoing,
        allowed,
      });
      url = await listen(app, { host: config.host, port: config.port });
      stops.push(() => app.close());
    }
    let smtpPort: number | null = null;
    if (has("mail")) {
      const { smtpTlsCert: cert, smtpTlsKey: key } = config;
      const door = await openSmtpDoor({
        db,
        store,
        log,
        host: config.smtpHost,
        port: config.smtpPort,
        ...(cert && key && { certificate: { cert, key } }),
      });
      stops.push(() => door.close());
      smtpPort = door.port;
      const watch = watchMailboxes({ db, store, secret, log, mayBePrivate: config.privateMailboxes });
      stops.push(() => watch.stop());
    }
    stops.push(() => {
      readiness.stopping = true;
    });
    return { url, smtpPort, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function shared(bus: NotifyBus, stops: (() => unknown)[]): Bus {
  stops.push(() => bus.close());
  return bus;
}

/** The PostgreSQL of `DATABASE_URL`, or our own. */
async function connect(
  config: Config,
  say: (line: string) => void,
  stops: (() => unknown)[],
): Promise<Connection> {
  if (config.databaseUrl) return { connectionString: config.databaseUrl };
  const server = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: say,
    pgUser: config.pgUser,
    settings: config.pgSettings,
  });
  stops.push(() => server.stop());
  return server.connection;
}
