import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { freshDatabase, urlOf } from "../../test/database.ts";
import { newTandem } from "../../test/process/tandem.ts";

const database = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), "tandem-start-"));
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What `tandem start` says from its beginning to its end, which comes when it says that it is ready. */
async function saysOf(roles: string): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "tandem.ts"), "start"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      DATABASE_URL: urlOf(database.connection),
      SMTP_PORT: "0",
      TANDEM_ROLES: roles,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.startsWith("Tandem is ready")) child.kill("SIGTERM");
  }
  expect((await ended)[0]).toBe(0);
  return said;
}

test.each([
  ["worker", /^Tandem is ready after [\d.]+ s: this process reads and sends mail, and does what follows\.$/],
  ["mail", /^Tandem is ready after [\d.]+ s: this process takes mail by SMTP\.$/],
  [
    "mail,worker",
    /^Tandem is ready after [\d.]+ s: this process takes mail by SMTP, reads and sends mail, and does what follows\.$/,
  ],
])(
  "a process that is only %s says that it is ready, and what it does",
  async (roles, words) => {
    const said = await saysOf(roles);
    expect(said.filter((line) => words.test(line))).toHaveLength(1);
    expect(said.at(-1)).toBe("Stopped.");
  },
  60_000,
);

test("where the desk is stands in plain words alone, also when much is logged", async () => {
  const tandem = await newTandem({ DATABASE_URL: urlOf(database.connection), LOG_LEVEL: "info" });
  onTestFinished(() => tandem.end());
  await tandem.start();
  const { status } = await fetch(`${tandem.url}/healthz`);
  expect(status).toBe(200);
  const log = await readFile(tandem.log, "utf8");
  expect(log).toContain(tandem.url);
  expect(log).not.toContain("listening");
}, 60_000);
