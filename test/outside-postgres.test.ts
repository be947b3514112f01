/**
 * Tandem on a PostgreSQL that is not its own: DATABASE_URL names a user without the rights of a superuser, as every
 * hosted database does. On the newest version always; on an older one where this machine has it (`apt-get install
 * postgresql-15`, or the folder of its programs in TEST_PG_BIN).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { MigrationProblem, migrate } from "../server/db/migrate.ts";
import { journey } from "./outside-postgres/journey.ts";
import {
  installedPostgres,
  type OutsideServer,
  startInstalled,
  startNewest,
} from "./outside-postgres/servers.ts";
import { newTandem, type Tandem } from "./process/tandem.ts";

// Processes of their own take their time to start.
vi.setConfig({ testTimeout: 120_000 });

const installed = installedPostgres();
if (!installed)
  process.stdout.write(
    "Not tried on an older PostgreSQL: none is installed here (see test/outside-postgres.test.ts).\n",
  );

describe("on the newest PostgreSQL", () => tests(() => startNewest()));

describe.skipIf(!installed)(
  `on PostgreSQL ${installed?.version ?? "15"} of this machine (left out where there is none)`,
  () => tests(() => startInstalled(installed!.bin)),
);

function tests(start: () => Promise<OutsideServer>) {
  let server: OutsideServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  /** Lets an administrator of the server run these, in a database of it. */
  async function administer(statements: string[], database?: string) {
    const admin = await server.admin(database);
    try {
      for (const statement of statements) await admin.query(statement);
    } finally {
      await admin.end();
    }
  }

  const database = "locale 'C.UTF-8' encoding 'UTF8' template template0";
  async function tandem(settings: Record<string, string>): Promise<Tandem> {
    const made = await newTandem(settings);
    onTestFinished(() => made.end());
    return made;
  }

  // First, since roles belong to the whole server: nobody has made them yet.
  test("what a user without rights cannot do is written down for an administrator, and is enough", async () => {
    await administer([`create role "plain user" login password 'p'`, `create database plain ${database}`]);
    const settings = { DATABASE_URL: server.url("plain%20user", "p", "plain") };

    const refused = await startByHand(settings);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('The database user "plain user" lacks rights that Tandem needs.');
    const statements = wantedIn(refused.said);
    expect(statements.length).toBeGreaterThanOrEqual(5);
    // Saying it once is enough: nothing more is wanted afterwards.
    await administer(statements, "plain");

    const made = await tandem(settings);
    await made.start();
    await journey({ ...made, outgoing: join(made.dataDir, "outgoing") });
    await made.end();
    await administer([
      "drop database plain with (force)",
      'drop owned by "plain user"',
      "drop role tandem_app, tandem_system",
    ]);
  });

  test("a user who owns the database and may create roles needs nobody's help, and comes back after a stop", async () => {
    await administer([
      "create role owner login createrole password 'p'",
      `create database owned owner owner ${database}`,
    ]);
    const url = new URL(server.url("owner", "p", "owned"));
    // What stands in the URL does not take the place of what we ask of a connection.
    url.searchParams.set("options", "-c work_mem=5MB -c role=owner");
    const made = await tandem({ DATABASE_URL: url.href });
    await made.start();
    await journey({ ...made, outgoing: join(made.dataDir, "outgoing") });

    const admin = await server.admin("owned");
    const { rows } = await admin.query<{ usename: string; super: boolean }>(
      "select distinct a.usename, r.rolsuper as super from pg_stat_activity a join pg_roles r on r.rolname = a.usename where a.application_name like 'tandem%'",
    );
    await admin.end();
    expect(rows).toEqual([{ usename: "owner", super: false }]);

    await made.stop();
    await made.start();
    const answer = await fetch(`${made.url}/readyz`);
    expect(await answer.json()).toEqual({ ready: true, reasons: [] });
  });

  test("the roles of another installation on the same server are found, and asked for", async () => {
    await administer([
      "create role second login createrole password 'p'",
      `create database second owner second ${database}`,
    ]);
    const connection = { connectionString: server.url("second", "p", "second") };
    const refusal = await migrate(connection, quiet).catch((error: unknown) => error);
    // Up to 15, whoever may create roles may also take part in those of others.
    if (refusal instanceof MigrationProblem) {
      const statements = wantedIn(refusal.message);
      expect(statements).toEqual(["grant tandem_app to second;", "grant tandem_system to second;"]);
      await administer(statements);
      await migrate(connection, quiet);
    } else expect(refusal).toContain("0001-ground.sql");
  });

  test("two processes share the work: what one takes in, the other shows at once", async () => {
    await administer([`create database shared owner owner ${database}`]);
    const DATABASE_URL = server.url("owner", "p", "shared");
    const web = await tandem({ DATABASE_URL, TANDEM_ROLES: "web" });
    const worker = await tandem({ DATABASE_URL, TANDEM_ROLES: "mail,worker", DATA_DIR: web.dataDir });
    // Both migrate the empty database at once, or one waits for the other.
    await Promise.all([web.start(), worker.start()]);
    await journey({ url: web.url, smtpPort: worker.smtpPort, outgoing: join(web.dataDir, "outgoing") });
  });

  test("a database that cannot hold all letters is turned down before anything is written", async () => {
    await administer([
      "create database letters owner owner locale 'C' encoding 'UTF8' template template0",
      "create database bytes owner owner locale 'C' encoding 'SQL_ASCII' template template0",
    ]);
    for (const [name, why] of [
      ["letters", "small and capital letters of English alone"],
      ["bytes", "keeps its texts as SQL_ASCII"],
    ] as const) {
      const refused = migrate({ connectionString: server.url("owner", "p", name) }, quiet);
      await expect(refused).rejects.toThrow(MigrationProblem);
      await expect(refused).rejects.toThrow(why);
      const admin = await server.admin(name);
      const { rows } = await admin.query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace",
      );
      await admin.end();
      expect(rows).toEqual([]);
    }
  });

  test("a URL that leads nowhere is said in one line", async () => {
    const urls = [
      server.url("owner", "wrong", "owned"),
      server.url("owner", "p", "nowhere"),
      "postgres://a:b@127.0.0.1:1/c",
    ];
    for (const { code, said } of await Promise.all(urls.map((url) => startByHand({ DATABASE_URL: url })))) {
      expect(code).toBe(1);
      expect(said).toMatch(/^The database of DATABASE_URL does not let us in: .*\n$/);
    }
  });
}

const quiet = () => undefined;

/** What an administrator is asked to run. */
const wantedIn = (words: string) => [...words.matchAll(/^ {2}(.*;)$/gm)].map((match) => match[1]!);

/** `tandem start` as somebody types it, and what it said when it ended. When it does start, it is stopped. */
async function startByHand(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-by-hand-"));
  const child = spawn(process.execPath, [join(import.meta.dirname, "../server/cli/tandem.ts"), "start"], {
    env: { ...process.env, SMTP_URL: "", TANDEM_ROLES: "worker", DATA_DIR: folder, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr!.on("data", (chunk) => {
    said += chunk;
  });
  child.stdout!.on("data", (chunk) => {
    if (String(chunk).includes("Outgoing mail is kept")) child.kill("SIGTERM");
  });
  const [code] = (await once(child, "exit")) as [number | null];
  await rm(folder, { recursive: true, force: true });
  return { code, said };
}
