import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { buildPages } from "../server/build-pages.ts";
import { runningEmbeddedPostgres } from "../server/db/embedded/index.ts";
import { settled, startServer, stopServer } from "./ground.ts";
import type { Row } from "./report.ts";

const root = join(import.meta.dirname, "..");
const built = join(root, "build", "desk");

/** First and second start with the sample workspace, what it holds in memory when nothing happens, and the desk's weight. */
export async function startRows(say: (line: string) => void): Promise<Row[]> {
  await buildPages(root, built, say);
  say("Measuring starts and memory …");
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-bench-"));
  // Started by root, the database's own user has to get through, or the database would lie and stay elsewhere.
  await chmod(dataDir, 0o711);
  try {
    const first = await startServer(dataDir, { demo: true });
    const owner = new pg.Client(runningEmbeddedPostgres(dataDir)!);
    await owner.connect();
    // The weeks before are counted after the start; what that takes is not what an idle Tandem holds.
    await settled(owner);
    await owner.end();
    await stopServer(first);
    const second = await startServer(dataDir, { demo: true });
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    const memory = await memoryOf(second.child.pid!);
    await stopServer(second);
    return [
      { what: "first start, empty folder to sample workspace", ours: first.readyAfterMs / 1000, unit: "s" },
      {
        what: "second start to ready",
        ours: second.readyAfterMs / 1000,
        unit: "s",
        bar: "≤ 3 s",
        met: second.readyAfterMs <= 3000,
      },
      {
        what: "memory of everything, idle with the sample workspace",
        ours: memory.all,
        unit: "MB",
        bar: "≤ 300 MB",
        met: memory.all <= 300,
        note: `Node ${Math.round(memory.node)} MB, PostgreSQL ${Math.round(memory.all - memory.node)} MB (PSS: shared pages counted once)`,
      },
      await deskRow(),
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Megabytes of a process and all below it. */
async function memoryOf(pid: number): Promise<{ all: number; node: number }> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // A process may end while we look.
    const status = await readFile(`/proc/${name}/status`, "utf8").catch(() => "");
    const parent = status.match(/^PPid:\s*(\d+)/m)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (one: number): boolean => one === pid || (parents.has(one) && isBelow(parents.get(one)!));
  let all = 0;
  let node = 0;
  for (const one of [...parents.keys()].filter(isBelow)) {
    const rollup = await readFile(`/proc/${one}/smaps_rollup`, "utf8").catch(() => "");
    const megabytes = Number(rollup.match(/^Pss:\s*(\d+)/m)?.[1] ?? 0) / 1024;
    all += megabytes;
    if (one === pid) node = megabytes;
  }
  return { all, node };
}

/** What a browser loads before the desk can be used: the scripts that index.html names and what they need at once. */
async function deskRow(): Promise<Row> {
  const page = await readFile(join(built, "index.html"), "utf8");
  const files = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]!);
  let bytes = 0;
  for (const file of new Set(files)) bytes += gzipSync(await readFile(join(built, file))).length;
  const kilobytes = bytes / 1024;
  return {
    what: "desk, first load of script, gzip",
    ours: kilobytes,
    unit: "KB",
    bar: "≤ 250 KB",
    met: kilobytes <= 250,
  };
}
