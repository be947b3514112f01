import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { largeMails } from "./corpus/large-mails.ts";

const run = promisify(execFile);

async function costOf(raw: Buffer): Promise<{ grown: number; seconds: number; problems: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-mail-"));
  try {
    await writeFile(join(folder, "large.eml"), raw);
    const reader = join(import.meta.dirname, "memory-of.ts");
    const { stdout } = await run(process.execPath, ["--expose-gc", reader, join(folder, "large.eml")]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.each(Object.keys(largeMails))("25 MB take no more than twice their size to read: %s", async (shape) => {
  const cost = await costOf(largeMails[shape]!(25_000_000));
  process.stdout.write(`${shape}: ${cost.grown.toFixed(2)} times its size, ${cost.seconds.toFixed(2)} s\n`);
  expect(cost.grown).toBeLessThan(2);
  expect(cost.problems).not.toContain("unreadable");
  // Generous: a machine that does other things beside it. What grows with the square would take hours.
  expect(cost.seconds).toBeLessThan(20);
});
