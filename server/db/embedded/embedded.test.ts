import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  after,
  ask,
  emptyFolder,
  folder,
  makeTemplate,
  processesNaming,
  setting,
  startApart,
  tidyUp,
} from "./folder-for-test.ts";
import { runningEmbeddedPostgres, startScratchPostgres } from "./index.ts";
import { isAlive, servesCluster } from "./postmaster-file.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(makeTemplate);
afterEach(tidyUp);

describe("a data folder", () => {
  test("gets a database that only its owner reaches, by a socket in a private folder", async () => {
    const { dataDir, start } = emptyFolder();
    const server = await start();

    expect(await ask(server.connection, "select current_user as me, current_database() as here")).toEqual([
      { me: "tandem_owner", here: "tandem" },
    ]);
    expect(await setting(server.connection, "listen_addresses")).toBe("");
    expect(await setting(server.connection, "data_checksums")).toBe("on");
    expect(await setting(server.connection, "password_encryption")).toBe("scram-sha-256");
    expect(
      await ask(
        server.connection,
        "select datlocprovider, datlocale, datcollate from pg_database where datname = 'tandem'",
      ),
    ).toMatchObject([{ datlocprovider: "b", datlocale: "C.UTF-8" }]);
    expect(statSync(server.connection.host).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "postgres.secret")).mode & 0o777).toBe(0o600);
    await expect(ask({ ...server.connection, password: "guess" }, "select 1")).rejects.toThrow(
      "password authentication failed",
    );
  });

  test("keeps what was written from one start to the next", async () => {
    const { start } = folder();
    const first = await start();
    await ask(first.connection, "create table kept as select 'letter' as what");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start();
    expect(await ask(second.connection, "select what from kept")).toEqual([{ what: "letter" }]);
    expect(second.adopted).toBe(false);
  });

  test("is opened by one Tandem at a time, and the second is told by whom", async () => {
    const { start, dataDir } = folder();
    const first = await start();

    await expect(start()).rejects.toMatchObject({
      name: "StartProblem",
      message: expect.stringContaining(`process ${process.pid} on `),
      whatToDo: expect.stringContaining("DATA_DIR"),
    });
    expect(runningEmbeddedPostgres(dataDir)).toEqual(first.connection);
    await first.stop();
    expect(runningEmbeddedPostgres(dataDir)).toBeUndefined();
  });

  test("waits for the Tandem before it, when that is just stopping", async () => {
    const { start } = folder();
    const first = await start();
    const stopped = first.stop();
    const second = await start();
    await stopped;
    expect(await ask(second.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("may have a path longer than a socket's may be", async () => {
    const { start } = folder("a-folder-with-a-rather-long-name/".repeat(4));
    const server = await start();
    expect(server.connection.host.length).toBeLessThan(80);
    expect(await ask(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    after.push(() => rmSync(server.connection.host, { recursive: true, force: true }));
  });

  test("may have any name", async () => {
    const { start } = folder(`Ines's "data", новая 数据`);
    const server = await start();
    expect(await ask(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("whose password file is lost gets a new password", async () => {
    const { start, dataDir } = folder();
    const first = await start();
    await ask(first.connection, "create table kept as select 1 as one");
    await first.stop();
    rmSync(join(dataDir, "postgres.secret"));

    const second = await start();
    expect(second.connection.password).not.toBe(first.connection.password);
    expect(await ask(second.connection, "select one from kept")).toEqual([{ one: 1 }]);
  });

  test("whose password file is another's is not opened, and says what to remove", async () => {
    const { start, dataDir } = folder();
    writeFileSync(join(dataDir, "postgres.secret"), "of another folder\n");

    await expect(start()).rejects.toMatchObject({ whatToDo: expect.stringContaining("postgres.secret") });
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("of another PostgreSQL is left alone, and both versions are named", async () => {
    const { start, dataDir } = emptyFolder();
    const cluster = join(dataDir, "postgres");
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, "PG_VERSION"), "17\n");

    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(/made by PostgreSQL 17, and this Tandem brings PostgreSQL 18/),
    });
  });

  test("with strange files where the database belongs is left alone", async () => {
    const { start, dataDir } = emptyFolder();
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres", "thesis.doc"), "mine");

    await expect(start()).rejects.toMatchObject({ message: expect.stringContaining("is not empty") });
    expect(readFileSync(join(dataDir, "postgres", "thesis.doc"), "utf8")).toBe("mine");
  });

  test("that is a file is refused in plain words", async () => {
    const { start, dataDir } = emptyFolder();
    rmSync(dataDir, { recursive: true });
    writeFileSync(dataDir, "");
    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining("a file of that name is in the way"),
    });
  });
});

describe("a wrong setting", () => {
  test("of PostgreSQL is named", async () => {
    const { start } = folder();
    await expect(start({ settings: { shared_buffers: "much" } })).rejects.toMatchObject({
      message: expect.stringContaining('invalid value for parameter "shared_buffers": "much"'),
      whatToDo: expect.stringContaining("TANDEM_PG_SETTINGS"),
    });
  });
});

describe("the server", () => {
  test("is started again when it is killed, with all that was committed", async () => {
    const { start, said } = folder();
    const server = await start();
    await ask(server.connection, "create table kept as select 1 as one");
    const killed = server.pid;
    process.kill(killed, "SIGKILL");

    await vi.waitFor(() => expect(server.pid).not.toBe(killed), { timeout: 15_000 });
    expect(await ask(server.connection, "select one from kept")).toEqual([{ one: 1 }]);
    expect(said).toContain(`PostgreSQL (process ${killed}) ended unexpectedly and is started again.`);
  });

  test("is gone within five seconds when Tandem is killed, and the next start is clean", async () => {
    const { dataDir, start } = folder();
    const { child, pid } = await startApart(dataDir);
    child.kill("SIGKILL");

    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000 });
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
    expect((await start()).adopted).toBe(false);
  });

  test("is replaced when Tandem was killed and starts again at once", async () => {
    const { dataDir, start } = folder();
    const { child } = await startApart(dataDir);
    child.kill("SIGKILL");
    await once(child, "exit");

    const server = await start();
    expect(await ask(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  // It reads /proc to find the guards.
  test.runIf(process.platform === "linux")(
    "that lost both Tandem and its guard is taken over, and guarded again",
    async () => {
      const { dataDir, start } = folder();
      const { child, pid } = await startApart(dataDir);
      const guards = processesNaming("tandem-postgres", dataDir);
      expect(guards.length).toBeGreaterThan(0);
      for (const guard of guards) process.kill(guard, "SIGKILL");
      child.kill("SIGKILL");
      await once(child, "exit");

      const server = await start();
      expect(server).toMatchObject({ adopted: true, pid });
      expect(await ask(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.stop();
      expect(servesCluster(pid, join(dataDir, "postgres"))).toBe(false);
    },
  );

  test("starts although its old process number now belongs to another program", async () => {
    const { dataDir, start, said } = folder();
    const other = spawn("sleep", ["60"], { stdio: "ignore" });
    after.push(() => other.kill());
    const cluster = realpathSync(join(dataDir, "postgres"));
    writeFileSync(
      join(cluster, "postmaster.pid"),
      `${other.pid}\n${cluster}\n1700000000\n5432\n/nowhere\n\n0 0\nready   \n`,
    );

    const server = await start();
    expect(await ask(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(said.join("\n")).toContain(`names process ${other.pid}, which is another program`);
    expect(isAlive(other.pid!)).toBe(true);
  });

  test("writes no customer's data into its log", async () => {
    const { dataDir, start } = folder();
    const server = await start();
    await ask(server.connection, "create table people (address text unique)");
    await ask(server.connection, "insert into people values ($1)", ["ines@example.com"]);
    await expect(
      ask(server.connection, "insert into people values ($1)", ["ines@example.com"]),
    ).rejects.toThrow("duplicate");
    const log = readFileSync(join(dataDir, "logs", "postgres.log"), "utf8");
    expect(log).toContain("duplicate key");
    expect(log).not.toContain("ines@example.com");
  });
});

test("a scratch server is fast to have, and leaves no folder behind", async () => {
  const scratch = await startScratchPostgres();
  after.push(() => scratch.stop());
  expect(await setting(scratch.connection, "fsync")).toBe("off");
  const folder = dirname(scratch.connection.host);
  expect(existsSync(folder)).toBe(true);
  await scratch.stop();
  expect(existsSync(folder)).toBe(false);
});
