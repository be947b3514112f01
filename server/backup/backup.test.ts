import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import nodemailer from "nodemailer";
import { generateSync } from "otplib";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { postSecondFactor, putSecondFactor } from "../../contract/accounts.ts";
import { listConversations, listViews, postNote, postReply } from "../../contract/conversations.ts";
import { postFile } from "../../contract/files.ts";
import { freshDatabase, urlOf } from "../../test/database.ts";
import { password, world } from "../../test/world.ts";
import { orderReading } from "../channels/index.ts";
import { readMail } from "../channels/mail/reading/index.ts";
import { readConfig } from "../config.ts";
import { countDrift } from "../conversations/index.ts";
import { type Connection, openDb, withoutWall } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { type FileStore, folderStore } from "../files/index.ts";
import { start } from "../main.ts";
import { fileReferences } from "./files.ts";
import {
  ArchiveDamaged,
  BackupProblem,
  checkArchive,
  describe as inWords,
  refuseUnknownMigrations,
  restoreBackup,
  writeBackup,
} from "./index.ts";

const here = await world();
const { nina, omar, kolo, settled, smtp, outbox, workspaceId, db, connection, conversationFrom } = here;
const folder = await mkdtemp(join(tmpdir(), "tandem-backup-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const store = folderStore(join(here.folder, "files"));
const silent = () => undefined;

let archives = 0;
async function backUp(options: { store?: FileStore; path?: string } = {}) {
  const path = options.path ?? join(folder, `${++archives}.tar`);
  const written = await writeBackup({ connection, store, version: "0.1.0", ...options, path });
  return { ...written, path };
}

async function restore(
  path: string,
  to: { connection: Connection; store?: FileStore; migrations?: string },
): Promise<void> {
  const { manifest } = await checkArchive(path);
  await refuseUnknownMigrations({ manifest, ...to });
  await restoreBackup({ path, manifest, say: silent, store: folderStore(await newFolder()), ...to });
}

const newFolder = () => mkdtemp(join(folder, "files-"));

/** An installation that was started and never used. */
async function empty() {
  const database = await freshDatabase();
  afterAll(() => database.drop());
  return database;
}

/** A database in which nothing was ever done. */
async function blank(owner?: string) {
  const server = inject("postgres");
  const database = `blank_${randomUUID().replaceAll("-", "")}`;
  await ask(server, `create database ${database} ${owner ? `owner ${owner}` : ""}`);
  afterAll(() => ask(server, `drop database ${database} with (force)`));
  return { ...server, database };
}

async function ask<Row = Record<string, unknown>>(to: Connection, question: string): Promise<Row[]> {
  const client = new pg.Client(to);
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

/** Each table with a hash over its rows. */
async function contents(of: Connection): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(
    of,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and relname not in ('migrations', 'leases') order by 1`,
  );
  const hashes = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from ${name} t`,
  );
  const rows = await ask<{ name: string; hash: string }>(of, hashes.join(" union all "));
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

// What stands in the world that is backed up.
const door = await smtp();
const post = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
const picture = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
await post.sendMail({
  from: { name: "Inês Duarte", address: "ines@customers.example" },
  to: kolo.inbox.address,
  subject: "Broken chain",
  text: "The chain broke on the way home.\nIt has a tab\there and a backslash \\ there.",
  attachments: [{ filename: "chain.png", content: picture, contentType: "image/png" }],
});
// Larger than a row holds, so that the raw mail lies in the store.
await post.sendMail({
  from: "large@customers.example",
  to: kolo.inbox.address,
  subject: "All my photos",
  text: "See attached.",
  attachments: [
    { filename: "photos.bin", content: Buffer.alloc(400_000, "photo "), contentType: "image/x-raw" },
  ],
});
await settled();
const { items } = await nina.call(listConversations, { query: {} });
const broken = items.find(({ subject }) => subject === "Broken chain")!;
const uploaded = await nina.ask(postFile, {
  query: { filename: "instructions.txt" },
  body: Buffer.from("Bring it to the workshop."),
  headers: { "content-type": "application/octet-stream" },
});
await nina.call(postReply, {
  params: { id: broken.id },
  body: { html: "<p>We mend it.</p>", attachments: [uploaded.json().id] },
});
await nina.call(postNote, {
  params: { id: broken.id },
  body: { text: "Chain of 2019; спасибо, 谢谢, شكرا." },
});
for (const name of ["anton", "layla", "wei"]) await conversationFrom(name, `Hello from ${name}.`);
const { secret } = await nina.call(postSecondFactor, { body: { password } });
await nina.call(putSecondFactor, {
  body: { code: generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - 30 }) },
});
await settled();
await keepUnread("with its job", { delaySeconds: 3600 });
await keepUnread("whose job was lost", null);

/** A mail that the backup finds kept and not read. */
async function keepUnread(subject: string, job: { delaySeconds: number } | null) {
  const raw = `From: Zoya <zoya@customers.example>\r\nTo: ${kolo.inbox.address}\r\nSubject: ${subject}\r\n\r\nAre you there?\r\n`;
  const row = {
    workspaceId,
    id: randomUUID(),
    inboxId: kolo.inbox.id,
    envelopeFrom: "zoya@customers.example",
    envelopeTo: kolo.inbox.address,
    client: JSON.stringify({ address: "127.0.0.1", helo: "test", secure: false }),
    size: raw.length,
    sha256: "0".repeat(64),
    content: Buffer.from(raw),
  };
  await withoutWall(db, async (tx) => {
    await tx.insertInto("rawMails").values(row).execute();
    if (job) await orderReading(tx, [row], job);
  });
}

test("an installation comes back whole: rows, files, keys, sessions, and what was still to be done", async () => {
  const { path, manifest, size } = await backUp();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(size).toBe((await stat(path)).size);
  expect((await readdir(folder)).filter((name) => name.endsWith(".partial"))).toEqual([]);
  expect(inWords(manifest).join("\n")).toMatch(
    /1 workspace: Meridian Care\n5 conversations with 7 messages.*\n4 files .*\n1 job /s,
  );

  const there = await empty();
  const dataDir = await newFolder();
  await restore(path, { connection: there.connection, store: folderStore(join(dataDir, "files")) });
  expect(await contents(there.connection)).toEqual(await contents(connection));
  expect(
    await ask(
      there.connection,
      "select data->>'rawMailId' is not null as of, start_after > now() + interval '50 minutes' as later from pgboss.job where name = 'read-mail' order by 2",
    ),
  ).toEqual([
    { of: true, later: false },
    { of: true, later: true },
  ]);
  expect(
    await ask(
      there.connection,
      "select relname from pg_class where relrowsecurity and not relforcerowsecurity",
    ),
  ).toEqual([]);

  const again = await start(
    readConfig({
      DATABASE_URL: urlOf(there.connection),
      DATA_DIR: dataDir,
      PORT: "0",
      SMTP_PORT: "0",
      LOG_LEVEL: "silent",
    }),
    silent,
    { build: false, allowed: null },
  );
  try {
    const get = async (place: string) => {
      const answer = await fetch(`${again.url}/api/v1${place}`, { headers: { cookie: nina.cookie } });
      expect(answer.status).toBe(200);
      return answer;
    };
    // biome-ignore lint/suspicious/noExplicitAny: what stands in it is what the test looks at.
    const read = async (place: string) => (await get(place)).json() as Promise<any>;
    // The session of then, and the figures of every view.
    expect((await read("/me")).agent.email).toBe(nina.email);
    const { counts } = await nina.call(listViews, {});

    const signIn = (code?: string) =>
      fetch(`${again.url}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: nina.email, password, code }),
      });
    expect((await signIn()).status).toBe(401);
    expect((await signIn(generateSync({ secret }))).status).toBe(200);

    // The mail whose job was lost is read, and the new conversation is counted.
    await expect
      .poll(async () => (await read("/views")).counts.all, { timeout: 10_000 })
      .toBe(counts.all! + 1);
    expect(await withoutWall(there.open(2), countDrift)).toEqual([]);

    const messages = (await read(`/conversations/${broken.id}/messages`)).items;
    const [chain] = messages[0].attachments;
    expect(Buffer.from(await (await get(`/files/${chain.id}`)).arrayBuffer())).toEqual(picture);

    // An answer to a mail that went out before the backup finds its way by the address we signed then.
    const sent = await readMail(Buffer.from((await outbox()).at(-1)!));
    await nodemailer.createTransport({ host: "127.0.0.1", port: again.smtpPort!, ignoreTLS: true }).sendMail({
      from: "ines@customers.example",
      to: sent.replyTo[0]!.address,
      subject: "something else",
      text: "Thank you!",
    });
    await expect
      .poll(async () => (await read(`/conversations/${broken.id}/messages`)).items.at(-1), {
        timeout: 10_000,
      })
      .toMatchObject({ text: "Thank you!", linkedBy: "reply_token" });
  } finally {
    await again.stop();
  }
});

test("it goes into a database where Tandem was never started, for an owner without any special rights", async () => {
  const server = inject("postgres");
  await ask(
    server,
    "create role shopkeeper login password 'plain' nosuperuser createrole; grant tandem_app, tandem_system to shopkeeper",
  );
  const there = { ...(await blank("shopkeeper")), user: "shopkeeper", password: "plain" };
  afterAll(() =>
    ask({ ...server, database: there.database }, "drop owned by shopkeeper; drop role shopkeeper"),
  );

  const { path } = await backUp();
  await restore(path, { connection: there });
  const asOwner = { ...there, user: server.user, password: server.password };
  expect(await contents(asOwner)).toEqual(await contents(connection));

  // And such an owner can make the next backup.
  const next = join(folder, "shopkeeper.tar");
  const { manifest } = await writeBackup({ connection: there, store, path: next, version: "0.1.0" });
  expect(manifest.tables).toEqual(
    (await checkArchive(path)).manifest.tables.map((table) => ({ ...table, parts: expect.anything() })),
  );
});

test("an archive of an older Tandem is brought up to date as it comes in, one of a newer is refused", async () => {
  const newer = await newFolder();
  await cp(join(import.meta.dirname, "../db/migrations"), newer, { recursive: true });
  await writeFile(
    join(newer, "9999-nickname.sql"),
    "alter table customers add column nickname text not null default 'friend'; update customers set nickname = name",
  );
  const { path } = await backUp();
  const there = (await empty()).connection;
  await restore(path, { connection: there, migrations: newer });
  const named = await ask(there, "select nickname from customers where nickname = name and name = 'anton'");
  expect(named).toHaveLength(1);

  const fromNewer = join(folder, "newer.tar");
  await writeBackup({ connection: there, store, path: fromNewer, version: "9.0.0" });
  const untouched = await blank();
  await expect(restore(fromNewer, { connection: untouched })).rejects.toThrow(
    /newer Tandem \(9\.0\.0\).*9999-nickname/,
  );
  expect(await ask(untouched, "select 1 from pg_tables where schemaname = 'public'")).toEqual([]);

  // A place that a newer Tandem has made, though nobody uses it yet, has another form than the archive's rows.
  const made = (await empty()).connection;
  await migrate(made, silent, { folder: newer });
  await expect(restore(path, { connection: made, migrations: newer })).rejects.toThrow(
    /is empty, but its database was made by a newer Tandem/,
  );
});

test("a migration that has another form here is refused", async () => {
  const { manifest } = await backUp();
  await refuseUnknownMigrations({ manifest });
  manifest.migrations[0]!.hash = "0".repeat(64);
  await expect(refuseUnknownMigrations({ manifest })).rejects.toThrow(/another form of the migration 0001/);
});

test("nothing is put over an installation that is in use", async () => {
  const { path } = await backUp();
  const there = await empty();
  const files = await newFolder();
  await restore(path, { connection: there.connection, store: folderStore(files) });
  const before = await contents(there.connection);
  const stored = await readdir(files, { recursive: true });
  await expect(restore(path, { connection: there.connection, store: folderStore(files) })).rejects.toThrow(
    "There is a Tandem here already, with the workspace Meridian Care.",
  );
  expect(await contents(there.connection)).toEqual(before);
  expect(await readdir(files, { recursive: true })).toEqual(stored);
});

test("nothing is put under a Tandem that is running", async () => {
  const { path } = await backUp();
  const there = await empty();
  const running = there.open(1);
  await withoutWall(running, (tx) => tx.selectFrom("workspaces").select("id").execute());
  await expect(restore(path, { connection: there.connection })).rejects.toThrow(
    "A Tandem uses this database.",
  );
  await running.close();
  await restore(path, { connection: there.connection });
});

test("of two restores at once, one is done", async () => {
  const { path } = await backUp();
  const there = (await empty()).connection;
  const results = await Promise.allSettled([1, 2, 3].map(() => restore(path, { connection: there })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toBeInstanceOf(BackupProblem);
  expect((await contents(there)).messages).toEqual((await contents(connection)).messages);
});

test("a restore that fails in the middle leaves the installation empty, and the next one works", async () => {
  const { path } = await backUp();
  const there = await empty();
  const before = await contents(there.connection);
  const files = await newFolder();
  const sound = folderStore(files);
  let kept = 0;
  const failing: FileStore = {
    ...sound,
    keep: async (...file) => {
      if (++kept === 3) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      return sound.keep(...file);
    },
  };
  await expect(restore(path, { connection: there.connection, store: failing })).rejects.toThrow("no space");
  expect(await contents(there.connection)).toEqual(before);
  const left = await readdir(files, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
  expect(await ask(there.connection, "select 1 from pgboss.job where name = 'read-mail'")).toEqual([]);

  await restore(path, { connection: there.connection, store: sound });
  expect(await contents(there.connection)).toEqual(await contents(connection));
});

test("a file that was damaged in the store is replaced by the sound one of the archive", async () => {
  const { path } = await backUp();
  const files = await newFolder();
  await restore(path, { connection: (await empty()).connection, store: folderStore(files) });
  const [one] = (await readdir(files, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const place = join(one!.parentPath, one!.name);
  const whole = await readFile(place);
  await writeFile(place, "damaged");
  await restore(path, { connection: (await empty()).connection, store: folderStore(files) });
  expect(await readFile(place)).toEqual(whole);
});

test("an archive that was cut short, or in which a single bit has turned, is refused", async () => {
  const { path } = await backUp();
  const whole = await readFile(path);
  const copy = join(folder, "changed.tar");
  const refused = async () => {
    await expect(checkArchive(copy)).rejects.toBeInstanceOf(ArchiveDamaged);
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(whole);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      await writeFile(copy, changed);
      await refused();
    }),
    { numRuns: 60 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      await writeFile(copy, whole);
      await truncate(copy, length);
      await refused();
    }),
    { numRuns: 30, examples: [[0], [511], [whole.length - 1], [whole.length - 1024]] },
  );
  await writeFile(copy, Buffer.concat([whole, whole]));
  await refused();
  await writeFile(copy, "Dear diary,".repeat(100));
  await refused();
  await writeFile(copy, whole);
  await checkArchive(copy);
});

test("an archive that is changed after it was checked is put back by nobody", async () => {
  const { path, manifest } = await backUp();
  const there = (await empty()).connection;
  const bytes = await readFile(path);
  const at = bytes.indexOf(picture);
  bytes[at]! ^= 1;
  await writeFile(path, bytes);
  await expect(
    restoreBackup({ path, manifest, connection: there, store: folderStore(await newFolder()), say: silent }),
  ).rejects.toBeInstanceOf(ArchiveDamaged);
  expect(await ask(there, "select id from workspaces")).toEqual([]);
});

test("a backup overwrites nothing and leaves nothing half done", async () => {
  const { path } = await backUp();
  const before = await readFile(path);
  await expect(backUp({ path })).rejects.toThrow("is there already");
  expect(await readFile(path)).toEqual(before);
  await expect(backUp({ path: join(folder, "nowhere", "a.tar") })).rejects.toThrow(/there is no such folder/);

  const unreadable: FileStore = { ...store, read: () => Promise.reject(new Error("the disk is broken")) };
  const failed = join(folder, "failed.tar");
  await expect(backUp({ path: failed, store: unreadable })).rejects.toThrow("the disk is broken");
  expect(await readdir(folder)).not.toContain("failed.tar.partial");
  expect(await readdir(folder)).not.toContain("failed.tar");

  await writeFile(join(folder, "other.tar.partial"), "");
  await expect(backUp({ path: join(folder, "other.tar") })).rejects.toThrow(
    /another backup is being written/,
  );

  const stopped = AbortSignal.abort(new Error("somebody pressed Ctrl-C"));
  const interrupted = join(folder, "interrupted.tar");
  await expect(
    writeBackup({ connection, store, version: "0.1.0", path: interrupted, signal: stopped }),
  ).rejects.toThrow("Ctrl-C");
  expect(await readdir(folder)).not.toContain("interrupted.tar.partial");

  await expect(
    writeBackup({ connection: await blank(), store, version: "0.1.0", path: join(folder, "none.tar") }),
  ).rejects.toThrow("nothing to back up");
});

test("a file that the store has lost is named, and everything else is kept", async () => {
  const lost = (
    await ask<{ sha256: string }>(connection, "select sha256 from attachments where filename = 'chain.png'")
  )[0]!;
  const lossy: FileStore = {
    ...store,
    read: (workspace, sha256) =>
      sha256 === lost.sha256
        ? Promise.reject(Object.assign(new Error("no such file"), { code: "ENOENT" }))
        : store.read(workspace, sha256),
  };
  const { path, manifest } = await backUp({ store: lossy });
  expect(manifest.files).toMatchObject({
    count: 3,
    missingCount: 1,
    missing: [{ name: `files/${workspaceId}/${lost.sha256}`, why: "missing" }],
  });
  await restore(path, { connection: (await empty()).connection });
});

test("a backup that is made while people work holds one moment, and keeps nobody waiting", async () => {
  let writing = true;
  let written = 0;
  const working = (async () => {
    while (writing) {
      const made = await conversationFrom(`busy-${randomUUID().slice(0, 8)}`, "Are you busy?");
      await omar.call(postNote, { params: { id: made.id }, body: { text: "Yes." } });
      written++;
    }
  })();
  const { path, manifest } = await backUp();
  expect(written).toBeGreaterThan(0);
  writing = false;
  await working;

  const there = (await empty()).connection;
  await restore(path, { connection: there });
  const rows = (name: string) => manifest.tables.find((table) => table.name === name)!.rows;
  expect(rows("conversations")).toBeLessThan((await nina.call(listViews, {})).counts.all!);
  const restored = openDb(there, { size: 2 });
  expect(await withoutWall(restored, countDrift)).toEqual([]);
  await restored.close();
  // Every number of the stream up to its last is there: what was not numbered yet waits in the outbox.
  expect(
    await ask(
      there,
      "select s.seq - count(e.*) as gap from streams s join events e using (workspace_id) group by s.workspace_id, s.seq",
    ),
  ).toEqual([{ gap: 0 }]);
});

test("whatever refers to a file by its hash, or counts up by itself, is known to the backup", async () => {
  const hashed = await ask<{ name: string }>(
    connection,
    "select distinct table_name as name from information_schema.columns c where column_name like '%sha256' and table_schema = 'public' and not exists (select from pg_inherits where inhrelid = format('public.%I', c.table_name)::regclass)",
  );
  expect(hashed.length).toBeGreaterThan(1);
  for (const { name } of hashed) expect(fileReferences).toContain(name);
  expect(await ask(connection, "select sequencename from pg_sequences where schemaname = 'public'")).toEqual(
    [],
  );
});

test("a table of many parts comes back in all of them, whatever its rows hold", async () => {
  const large = (await empty()).connection;
  // Sixteen megabytes in rows from a word to three times the size of a part.
  await ask(
    large,
    `insert into workspaces (id, name, locale, trade)
     select gen_random_uuid(), 'Large', 'en', repeat(E'\\n\\t\\\\N \\\\. é\\\\', sizes.n)
     from unnest(array[1, 1400000, 2, 3, 200000, 200000, 200000, 200000, 1]) as sizes (n)`,
  );
  const path = join(folder, "large.tar");
  const { manifest } = await writeBackup({ connection: large, store, path, version: "0.1.0" });
  const table = manifest.tables.find(({ name }) => name === "workspaces")!;
  expect(table.rows).toBe(9);
  expect(table.parts.length).toBeGreaterThan(2);
  const there = (await empty()).connection;
  await restore(path, { connection: there });
  expect(await contents(there)).toEqual(await contents(large));
});
