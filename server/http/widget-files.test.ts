import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Db } from "../db/database.ts";
import { openServer } from "./server.ts";
import { widgetFiles } from "./widget-files.ts";

let folder: string;
let app: FastifyInstance;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-widget-"));
  app = await openServer({
    db: {} as Db,
    publicUrl: new URL("http://localhost"),
    trustProxy: false,
    logLevel: "silent",
    authenticate: async () => null,
    recognise: async () => null,
  });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function built() {
  const files = [
    "frame/main.tsx",
    "style.css",
    ...["en", "ru", "uk", "zh", "ar"].map((l) => `../virtual:frame-texts/${l}`),
  ];
  const names = files.map((name) => [name, { file: `assets/${name.replace(/\W+/g, "-")}-4f9a.js` }] as const);
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify(Object.fromEntries(names)));
  await writeFile(join(folder, "loader.js"), "load()");
  await writeFile(join(folder, "assets/frame-main-tsx-4f9a.js"), "draw()");
  const chats: Record<string, string[]> = {
    any: ["*"],
    one: ["https://shop.example", "https://*.shop.example"],
  };
  await widgetFiles(app, { folder, sitesOf: async (key) => chats[key] ?? null });
}

test("any site may take in the loader, which is asked for again after a while", async () => {
  await built();
  const { headers, body } = await app.inject("/chat/loader.js");
  expect(body).toBe("load()");
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  expect(headers["content-type"]).toContain("javascript");
  expect(headers["cache-control"]).toBe("public, max-age=600");
});

test("the frame stands on the sites of its chat and nowhere else", async () => {
  await built();
  const { headers, statusCode } = await app.inject("/chat/frame?widget=one");
  expect(statusCode).toBe(200);
  expect(headers["content-security-policy"]).toContain(
    "frame-ancestors 'self' https://shop.example https://*.shop.example",
  );
  expect(headers["x-frame-options"]).toBeUndefined();
  const open = await app.inject("/chat/frame?widget=any");
  expect(open.headers["content-security-policy"]).toMatch(/frame-ancestors 'self' \*$/);
});

test("the frame runs our files alone", async () => {
  await built();
  const policy = String((await app.inject("/chat/frame?widget=any")).headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain("unsafe");
});

test.each([
  ["ar", 'lang="ar" dir="rtl"', "ar"],
  ["zh", 'lang="zh" dir="ltr"', "zh"],
  ["xx", 'lang="en" dir="ltr"', "en"],
  ['"><script>', 'lang="en" dir="ltr"', "en"],
])("asked for in %s it comes so, with those words on their way", async (asked, attributes, words) => {
  await built();
  const { body } = await app.inject({ url: "/chat/frame", query: { widget: "any", locale: asked } });
  expect(body).toContain(`<html ${attributes}>`);
  expect(body).toContain(`modulepreload" href="/chat/assets/-virtual-frame-texts-${words}-4f9a.js"`);
  expect(body).not.toContain("<script>");
});

test("files with a hash in their name are kept for ever", async () => {
  await built();
  const { headers } = await app.inject("/chat/assets/frame-main-tsx-4f9a.js");
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test.each([
  "/chat/frame",
  "/chat/frame?widget=unknown",
  "/chat/frame?widget=one&widget=any",
  "/chat/assets/missing.js",
  "/chat/assets/..%2fmanifest.json",
  "/chat/manifest.json",
])("%s is not there", async (url) => {
  await built();
  expect((await app.inject(url)).statusCode).toBe(404);
});

test("a chat that was not built says so", async () => {
  await widgetFiles(app, { folder: join(folder, "nowhere"), sitesOf: async () => [] });
  const answer = await app.inject("/chat/loader.js");
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("npm start");
});
