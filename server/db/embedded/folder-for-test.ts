import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { type Connection, type EmbeddedOptions, startEmbeddedPostgres } from "./index.ts";

/** What a test has to undo at its end, last things first. */
export const after: (() => unknown)[] = [];

export async function tidyUp(): Promise<void> {
  for (const undo of after.splice(0).reverse()) await undo();
}

let template: string | undefined;

/** Making a database takes a second, so a file of tests makes one, and `folder` copies it. */
export async function makeTemplate(): Promise<() => void> {
  const { top, dataDir, start } = emptyFolder();
  await (await start()).stop();
  after.length = 0;
  template = dataDir;
  return () => rmSync(top, { recursive: true, force: true });
}

/** A data folder with an empty database, what the launcher said about it, and how to start it. */
export function folder(inside = "data") {
  const made = emptyFolder(inside);
  execFileSync("cp", ["-a", `${template}/.`, made.dataDir]); // keeps the owner of the files, which fs.cp does not
  return made;
}

export function emptyFolder(inside = "data") {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "tandem-test-")));
  chmodSync(top, 0o711); // the server's user passes through when root runs the tests
  after.push(() => rmSync(top, { recursive: true, force: true }));
  const dataDir = join(top, inside).replace(/\/$/, "");
  if (!inside.startsWith("closed")) mkdirSync(dataDir, { recursive: true });
  const systemFolder = join(top, "system");
  const said: string[] = [];
  const start = async (more: Partial<EmbeddedOptions> = {}) => {
    const server = await startEmbeddedPostgres({
      dataDir,
      systemFolder,
      log: (line) => said.push(line),
      ...more,
    });
    after.push(() => server.stop());
    return server;
  };
  return { top, dataDir, systemFolder, said, start };
}

/** A Tandem in a process of its own, to be killed. */
export async function startApart(dataDir: string): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./run-for-test.ts", import.meta.url)), dataDir],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  after.push(() => child.kill("SIGKILL"));
  let said = "";
  for await (const chunk of child.stdout!) {
    said += chunk;
    const ready = said.match(/^ready (\d+)$/m);
    if (ready) return { child, pid: Number(ready[1]) };
  }
  throw new Error(`It ended without being ready: ${said}`);
}

/** The numbers of processes whose command line has all these words. */
export function processesNaming(...words: string[]): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const file = `/proc/${pid}/cmdline`;
      const command = existsSync(file) ? readFileSync(file, "utf8") : "";
      return words.every((word) => command.includes(word));
    })
    .map(Number);
}

export async function setting(to: Connection, name: string): Promise<string> {
  const [row] = await ask(to, `select current_setting('${name}') as value`);
  return row.value;
}

export async function ask(to: Connection, question: string, values: unknown[] = []) {
  const client = new pg.Client({ ...to, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // the server may be killed under it; the query then fails by itself
  await client.connect();
  try {
    return (await client.query(question, values)).rows;
  } finally {
    await client.end();
  }
}
