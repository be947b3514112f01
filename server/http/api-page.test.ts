import { gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allRoutes } from "../../contract/index.ts";
import type { Db } from "../db/database.ts";
import { apiPage } from "./api-page.ts";
import { openServer } from "./server.ts";

let app: FastifyInstance;
beforeAll(async () => {
  const publicUrl = new URL("https://desk.example");
  app = await openServer({
    db: {} as Db,
    publicUrl,
    trustProxy: false,
    logLevel: "silent",
    authenticate: async () => null,
  });
  await apiPage(app, allRoutes, { folder: "/nowhere", publicUrl });
});
afterAll(() => app.close());

const document = (headers: Record<string, string> = {}) =>
  app.inject({ url: "/api/v1/openapi.json", headers });

test("the document is open to everybody, tools on other pages too, and names the address people use", async () => {
  const answer = await document();
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(answer.headers["access-control-allow-origin"]).toBe("*");
  expect(answer.json()).toMatchObject({
    openapi: "3.1.0",
    servers: [{ url: "https://desk.example/api/v1" }],
  });
});

test("it goes out compressed to those who take that, a tenth of its size", async () => {
  const plain = await document();
  const small = await document({ "accept-encoding": "gzip, br" });
  expect(small.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(small.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 8);
});

test("it is not sent again to who has it", async () => {
  const { headers } = await document();
  const again = await document({ "if-none-match": String(headers.etag) });
  expect(again.statusCode).toBe(304);
  expect(again.body).toBe("");
});

test("the page is at /api/docs, and says when it was not built", async () => {
  expect((await app.inject("/api")).headers.location).toBe("/api/docs");
  const page = await app.inject("/api/docs");
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain("npm start");
});
