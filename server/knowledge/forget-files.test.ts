import { createHash } from "node:crypto";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import {
  deleteArticleFile,
  deleteTranslation,
  getArticle,
  getArticleFile,
  getTranslation,
  postArticle,
  postArticleFile,
  putPublication,
  putTranslation,
} from "../../contract/knowledge.ts";
import { world } from "../../test/world.ts";
import { writeBackup } from "../backup/index.ts";
import { within, withoutWall } from "../db/database.ts";
import { folderStore } from "../files/index.ts";
import { forgetArticleFiles } from "./index.ts";
import { lockArticle } from "./wall.ts";

const { connection, db, folder, kolo, omar, workspaceId } = await world();
const store = folderStore(join(folder, "files"));
const hashOf = (words: string) => createHash("sha256").update(words).digest("hex");
const isThere = (words: string) => store.has(workspaceId, hashOf(words));

let id: string;
beforeEach(async () => {
  ({ id } = await omar.call(postArticle, { body: { brand: kolo.id, locale: "en", title: "Gears" } }));
});

async function upload(words: string): Promise<string> {
  const answer = await omar.ask(postArticleFile, {
    params: { id },
    query: { filename: "map.txt" },
    body: Buffer.from(words),
    headers: { "content-type": "application/octet-stream" },
  });
  return answer.json().id;
}

async function show(file: string | null) {
  const params = { id, locale: "en" } as const;
  const { draft, title } = await omar.call(getTranslation, { params });
  const html = file ? `<p><a data-file="${file}">Map</a></p>` : "<p>None.</p>";
  await omar.call(putTranslation, { params, body: { draft, title, html } });
}

/** Lets days go by for files, and for the bytes in the store. */
async function daysLater(days: number) {
  await withoutWall(db, (tx) =>
    sql`update article_files set unused_since = unused_since - make_interval(days => ${days})`.execute(tx),
  );
  const then = new Date(Date.now() - days * 24 * 3_600_000);
  const root = join(folder, "files");
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), then, then);
}

/** The sweep of one day and of the next. */
async function sweep() {
  await forgetArticleFiles(db, store);
  await forgetArticleFiles(db, store);
}

test("a file that somebody removed is there for nobody, and its bytes go with the next sweep", async () => {
  const file = await upload("removed");
  await omar.call(deleteArticleFile, { params: { id: file } });
  expect((await omar.call(getArticle, { params: { id } })).files).toEqual([]);
  expect((await omar.ask(getArticleFile, { params: { id: file } })).statusCode).toBe(404);
  expect((await omar.ask(deleteArticleFile, { params: { id: file } })).statusCode).toBe(404);
  expect(await isThere("removed")).toBe(true);
  await daysLater(1);
  await sweep();
  expect(await isThere("removed")).toBe(false);
});

test("what a draft has not shown for a week goes; whoever takes it back within that time finds it", async () => {
  const file = await upload("taken out");
  await show(file);
  await show(null);
  await sweep();
  await daysLater(6);
  await sweep();
  await show(file);
  await sweep();
  await daysLater(8);
  await sweep();
  expect((await omar.ask(getArticleFile, { params: { id: file } })).body).toBe("taken out");
  await show(null);
  await sweep();
  await daysLater(8);
  await sweep();
  expect((await omar.ask(getArticleFile, { params: { id: file } })).statusCode).toBe(404);
  expect(await isThere("taken out")).toBe(false);
});

test("what a version shows stays as long as the version", async () => {
  const file = await upload("in version 1");
  await show(file);
  await omar.call(putPublication, { params: { id }, body: {} });
  await show(null);
  await omar.call(putPublication, { params: { id }, body: {} });
  await sweep();
  await daysLater(400);
  await sweep();
  expect((await omar.ask(getArticleFile, { params: { id: file } })).body).toBe("in version 1");

  const other = await upload("in Russian");
  await omar.call(putTranslation, {
    params: { id, locale: "ru" },
    body: { draft: null, title: "Передачи", html: `<p><a data-file="${other}">Карта</a></p>` },
  });
  await omar.call(putPublication, { params: { id }, body: {} });
  await omar.call(deleteTranslation, { params: { id, locale: "ru" } });
  await sweep();
  await daysLater(8);
  await sweep();
  expect(await isThere("in Russian")).toBe(false);
  expect(await isThere("in version 1")).toBe(true);
});

test("bytes that another article has too stay, and a backup looks for no others", async () => {
  const file = await upload("in two");
  await show(file);
  const first = id;
  ({ id } = await omar.call(postArticle, { body: { brand: kolo.id, locale: "en", title: "Hubs" } }));
  await omar.call(deleteArticleFile, { params: { id: await upload("in two") } });
  const lost = await upload("half forgotten");
  await omar.call(deleteArticleFile, { params: { id: lost } });
  await store.remove(workspaceId, hashOf("half forgotten"));
  const path = join(folder, "backup.tar");
  const { manifest } = await writeBackup({ connection, store, path, version: "0.1.0" });
  expect(manifest.files.missing).toEqual([]);
  await daysLater(1);
  await sweep();
  expect(await isThere("in two")).toBe(true);
  expect((await omar.call(getArticle, { params: { id: first } })).files).toMatchObject([{ id: file }]);
});

test("a file that a draft comes to show at that very moment stays", async () => {
  const file = await upload("in the last second");
  await sweep();
  await daysLater(8);
  const caller = { workspaceId, brands: null } as unknown as Parameters<typeof lockArticle>[1];
  const begun = await within(db, workspaceId, async (tx) => {
    await lockArticle(tx, caller, id);
    const sweeping = forgetArticleFiles(db, store);
    await expect.poll(waitingForLock).toBeGreaterThan(0);
    await sql`update article_translations set html = ${`<p><a data-file="${file}">Map</a></p>`}
      where workspace_id = ${workspaceId} and article_id = ${id}`.execute(tx);
    return { sweeping };
  });
  await begun.sweeping;
  await sweep();
  expect((await omar.ask(getArticleFile, { params: { id: file } })).body).toBe("in the last second");
});

async function waitingForLock() {
  const { rows } = await db.pools.system.query(
    `select count(*)::int as n from pg_locks join pg_stat_activity using (pid)
     where not granted and datname = current_database()`,
  );
  return rows[0].n as number;
}
