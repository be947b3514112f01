import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { permissions } from "../../contract/permissions.ts";
import { route } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { type Limits, limits } from "./limits.ts";
import { serve } from "./serve.ts";
import { openServer } from "./server.ts";

const look = route({
  method: "GET",
  path: "/look",
  area: "Test",
  summary: "Looks.",
  access: "public",
  reply: z.object({}),
});
let app: FastifyInstance;
afterEach(() => app.close());

async function open(allowed: Limits | null) {
  app = await openServer({
    db: {} as Db,
    publicUrl: new URL("http://localhost"),
    trustProxy: true,
    logLevel: "silent",
    authenticate: async ({ headers }) => callers[headers.authorization ?? ""] ?? null,
  });
  await limits(app, allowed);
  serve(app, look, async () => ({}));
  app.get("/elsewhere", async () => "");
}

const caller = (kind: Caller["kind"], id: string): Caller => ({
  kind,
  id,
  workspaceId: "w",
  name: id,
  permissions: new Set(permissions),
  brands: null,
  locale: "en",
  sessionId: kind === "agent" ? `session of ${id}` : null,
});
const callers: Record<string, Caller> = {
  "Bearer stock": caller("key", "stock"),
  "Session nina": caller("agent", "nina"),
  "Session nina; and=more": caller("agent", "nina"),
};

async function visits(times: number, headers: Record<string, string>, url = "/api/v1/look") {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) statuses.push((await app.inject({ url, headers })).statusCode);
  return { allowed: statuses.filter((status) => status === 200).length, statuses };
}

test("visitors from one address share a count, those from another have their own", async () => {
  await open({ session: 100, key: 100, visitor: 3, chat: 100 });
  expect((await visits(5, { "x-forwarded-for": "192.0.2.1" })).statuses).toEqual([200, 200, 200, 429, 429]);
  expect((await visits(1, { "x-forwarded-for": "192.0.2.2" })).statuses).toEqual([200]);
});

test("a known session and a known key have counts of their own", async () => {
  await open({ session: 4, key: 6, visitor: 2, chat: 100 });
  // The first visit, before they are known, counts for the address.
  expect((await visits(9, { authorization: "Session nina" })).allowed).toBe(1 + 4);
  expect((await visits(9, { authorization: "Bearer stock" })).allowed).toBe(1 + 6);
});

test("invented tokens do not buy a fresh count", async () => {
  await open({ session: 100, key: 100, visitor: 3, chat: 100 });
  const statuses: number[] = [];
  for (const n of [1, 2, 3, 4, 5]) {
    statuses.push(...(await visits(1, { authorization: `Bearer invented-${n}` })).statuses);
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});

test("the same session dressed differently stays one count", async () => {
  await open({ session: 4, key: 4, visitor: 100, chat: 100 });
  await visits(5, { authorization: "Session nina" });
  expect((await visits(3, { authorization: "Session nina; and=more" })).statuses).toEqual([200, 429, 429]);
});

test("an IPv6 network counts as one visitor", async () => {
  await open({ session: 9, key: 9, visitor: 2, chat: 100 });
  await visits(1, { "x-forwarded-for": "2001:db8:1:2::5" });
  await visits(1, { "x-forwarded-for": "2001:db8:1:2:aaaa::9" });
  expect((await visits(1, { "x-forwarded-for": "2001:db8:1:2:3:4:5:6" })).statuses).toEqual([429]);
  expect((await visits(1, { "x-forwarded-for": "2001:db8:1:3::5" })).statuses).toEqual([200]);
});

test("the refusal says in how many seconds to come back, in the reader's language", async () => {
  await open({ session: 1, key: 1, visitor: 1, chat: 100 });
  await visits(1, {});
  const answer = await app.inject({ url: "/api/v1/look", headers: { "accept-language": "uk" } });

  expect(answer.json()).toMatchObject({ code: "too_many_requests", status: 429 });
  expect(answer.headers["content-language"]).toBe("uk");
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(answer.headers["retry-after"])).toBeLessThanOrEqual(60);
});

test("only the API is counted, and nothing is when limits are off", async () => {
  await open({ session: 1, key: 1, visitor: 1, chat: 100 });
  expect((await visits(5, {}, "/elsewhere")).allowed).toBe(5);
  await app.close();
  await open(null);
  expect((await visits(5, {})).allowed).toBe(5);
});
