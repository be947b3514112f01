import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import { type Db, openDb } from "../db/database.ts";
import { healthRoutes, type Readiness } from "./health.ts";
import { openServer } from "./server.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(db: Db, readiness: Readiness): Promise<FastifyInstance> {
  const app = await openServer({
    db,
    publicUrl: new URL("http://localhost:3000"),
    trustProxy: false,
    logLevel: "silent",
    authenticate: async () => null,
  });
  healthRoutes(app, db, readiness);
  closing.push(() => app.close());
  return app;
}

async function withDatabase(): Promise<Db> {
  const database = await freshDatabase();
  closing.push(() => database.drop());
  return database.open();
}

async function withoutDatabase(): Promise<Db> {
  const db = openDb({ host: "127.0.0.1", port: 1, user: "nobody", database: "nothing" });
  closing.push(() => db.close());
  return db;
}

test("a process that can do its work says so", async () => {
  const app = await open(await withDatabase(), { migrated: true, stopping: false });
  const answer = await app.inject("/readyz");
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ ready: true, reasons: [] });
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test.each([
  [{ migrated: false, stopping: false }, "starting"],
  [{ migrated: true, stopping: true }, "stopping"],
])("with %o nothing should be sent here", async (readiness, reason) => {
  const app = await open(await withDatabase(), readiness);
  const answer = await app.inject("/readyz");
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ ready: false, reasons: [reason] });
});

test("a process whose database is away is alive but not ready", async () => {
  const app = await open(await withoutDatabase(), { migrated: true, stopping: false });
  expect((await app.inject("/healthz")).json()).toEqual({ alive: true });
  const answer = await app.inject("/readyz");
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ ready: false, reasons: ["database"] });
});

test("a database that does not answer is given up on", async () => {
  const db = await withDatabase();
  const app = await open(db, { migrated: true, stopping: false });
  // Every connection of the pool is taken, as when all of them wait for a lock.
  const { system } = db.pools;
  const taken = await Promise.all(Array.from({ length: system.options.max }, () => system.connect()));
  const began = performance.now();
  const answer = await app.inject("/readyz");
  expect(answer.json()).toEqual({ ready: false, reasons: ["database"] });
  expect(performance.now() - began).toBeLessThan(5_000);
  for (const connection of taken) connection.release();
});
