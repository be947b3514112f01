import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Db } from "../db/database.ts";
import { deskFiles } from "./desk-files.ts";
import { openServer } from "./server.ts";

let folder: string;
let app: FastifyInstance;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-desk-"));
  app = await openServer({
    db: {} as Db,
    publicUrl: new URL("http://localhost"),
    trustProxy: false,
    logLevel: "silent",
    authenticate: async () => null,
  });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function built() {
  await mkdir(join(folder, "assets"));
  await mkdir(join(folder, "api-page"));
  await writeFile(join(folder, "api-page", "index.html"), "<p nonce=__CSP_NONCE__>");
  await writeFile(join(folder, "index.html"), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><p>desk</p>');
  await writeFile(join(folder, "assets", "main-4f9a.js"), "start()");
  await writeFile(join(folder, "assets", "main-4f9a.js.gz"), gzipSync("start()"));
  await writeFile(join(folder, "icon.svg"), "<svg/>");
  await deskFiles(app, folder);
}

test("any place of the desk is the desk's page, with a nonce of its own and never kept", async () => {
  await built();
  const first = await app.inject("/inbox/mine?text=42");
  const second = await app.inject("/");

  expect(first.statusCode).toBe(200);
  expect(first.headers["cache-control"]).toBe("no-store");
  const nonceOf = (html: string) => html.match(/nonce="([0-9a-f]{32})"/)?.[1];
  expect(first.headers["content-security-policy"]).toContain(`'nonce-${nonceOf(first.body)}'`);
  expect(nonceOf(second.body)).not.toBe(nonceOf(first.body));
});

test("a link of a letter is a place of the desk, though its token has a dot", async () => {
  await built();
  const answer = await app.inject("/link/3vQ8m0Zy.Jx2-kQ_w7TtYp0aLr5sVbN4cXeUo1iKqZ9M");
  expect(answer.body).toContain("desk");
});

test("files with a hash in their name are kept for ever, others are asked for again", async () => {
  await built();
  const script = await app.inject("/assets/main-4f9a.js");
  const icon = await app.inject("/icon.svg");

  expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(script.headers["content-type"]).toContain("javascript");
  expect(icon.headers["cache-control"]).toBe("public, max-age=0");
});

test("a browser that takes gzip is given what the build compressed", async () => {
  await built();
  const answer = await app.inject({ url: "/assets/main-4f9a.js", headers: { "accept-encoding": "gzip" } });

  expect(answer.headers["content-encoding"]).toBe("gzip");
  expect(answer.headers.vary?.toLowerCase()).toContain("accept-encoding");
  expect(answer.rawPayload).toEqual(gzipSync("start()"));
});

test.each([
  "/api",
  "/api/v1/nothing",
  "/missing.js",
  "/assets/old-1234.js",
  "/assets/main-4f9a.js.gz",
  "/.env",
  "/index.html",
  "/api-page/index.html",
  "/..%2f..%2fetc/passwd.txt",
])("%s is not the desk", async (url) => {
  await built();
  const answer = await app.inject(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
});

test("a desk that was not built says so", async () => {
  await deskFiles(app, join(folder, "nowhere"));
  const answer = await app.inject("/");
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("npm start");
});
