import type { FastifyInstance, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Db, withoutWall } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { isThisMachine } from "./this-machine.ts";

/** One queue of jobs: how many wait, how long the oldest has been due, and how many were given up. */
export interface QueueHealth {
  queue: string;
  waiting: number;
  oldestSeconds: number;
  dead: number;
}

const registry = new Registry();
const registers = [registry];

const requests = new Histogram({
  name: "tandem_http_request_duration_seconds",
  help: "How long requests took, by route.",
  labelNames: ["method", "route", "status"] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});
const mails = new Counter({
  name: "tandem_mails_total",
  help: "Mails that came in and went out, by what became of them.",
  labelNames: ["direction", "result"] as const,
  registers,
});
const connections = new Gauge({
  name: "tandem_database_connections",
  help: "Connections of the pools, and calls that wait for one.",
  labelNames: ["pool", "state"] as const,
  registers,
});
const queued = new Gauge({
  name: "tandem_jobs_waiting",
  help: "Jobs that wait, by queue.",
  labelNames: ["queue"] as const,
  registers,
});
const queuedFor = new Gauge({
  name: "tandem_jobs_oldest_seconds",
  help: "How long the oldest job of a queue has been due.",
  labelNames: ["queue"] as const,
  registers,
});
const dead = new Gauge({
  name: "tandem_jobs_dead",
  help: "Jobs that were given up after their last try, by queue; they are kept for a month.",
  labelNames: ["queue"] as const,
  registers,
});
const backlog = new Gauge({
  name: "tandem_backlog",
  help: "Rows on their way: mails kept but not read, messages not delivered, events without a number.",
  labelNames: ["of"] as const,
  registers,
});
const backlogFor = new Gauge({
  name: "tandem_backlog_oldest_seconds",
  help: "The age of the oldest of them; for events this is the sequencer's lag.",
  labelNames: ["of"] as const,
  registers,
});

/** Counts a mail; called where its fate is known. */
export function countMail(direction: "in" | "out", result: "accepted" | "refused" | "sent" | "failed"): void {
  mails.inc({ direction, result });
}

/**
 * `/metrics` for Prometheus. It is told to this machine itself, and to whoever shows an API key that holds
 * `workspace.manage`: a stranger could read from it how the business goes.
 */
export function metricsRoute(
  app: FastifyInstance,
  db: Db,
  queues: () => Promise<readonly QueueHealth[]>,
): void {
  if (registry.getMetricsAsArray().every(({ name }) => !name.startsWith("process_")))
    collectDefaultMetrics({ register: registry });

  app.addHook("onResponse", async (request, response) => {
    // The pattern, never the address: one series for a route, not one for each conversation.
    const route = request.routeOptions.url ?? "none";
    if (route === "/metrics") return;
    requests.observe(
      { method: request.method, route, status: response.statusCode },
      response.elapsedTime / 1000,
    );
  });

  app.get("/metrics", { config: { rateLimit: false } }, async (request, response) => {
    await refuseStrangers(app, request);
    await measure(db, queues);
    response.header("cache-control", "no-store").type(registry.contentType);
    return registry.metrics();
  });
}

async function refuseStrangers(app: FastifyInstance, request: FastifyRequest) {
  if (isThisMachine(request)) return;
  const caller = await app.authenticate(request);
  if (!caller) throw new Refusal("not_signed_in");
  if (caller.kind !== "key" || !caller.permissions.has("workspace.manage")) throw new Refusal("forbidden");
}

async function measure(db: Db, queues: () => Promise<readonly QueueHealth[]>) {
  for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(db.pools)) {
    connections.set({ pool, state: "busy" }, totalCount - idleCount);
    connections.set({ pool, state: "idle" }, idleCount);
    connections.set({ pool, state: "awaited" }, waitingCount);
  }
  for (const health of await queues()) {
    const { queue } = health;
    queued.set({ queue }, health.waiting);
    queuedFor.set({ queue }, health.oldestSeconds);
    dead.set({ queue }, health.dead);
  }
  for (const { what, n, age } of await backlogs(db)) {
    backlog.set({ of: what }, n);
    backlogFor.set({ of: what }, age);
  }
}

/** Each count reads a partial index, or a table that is emptied all the time. */
async function backlogs(db: Db) {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ what: string; n: number; age: number }>`
      select what, n, coalesce(extract(epoch from now() - oldest), 0)::float8 as age from (
        select 'events' as what, count(*) as n, min(at) as oldest from outbox
        union all
        select 'mails', count(*), min(received_at) from raw_mails where state = 'received'
        union all
        select 'deliveries', count(*), min(changed_at) from deliveries
          where by = 'email' and state in ('queued', 'sending')
      ) as waiting`.execute(tx),
  );
  return rows;
}
