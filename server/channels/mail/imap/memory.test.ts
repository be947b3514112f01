import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openImapServer } from "../../../../test/imap-server.ts";

const run = promisify(execFile);
const size = 25_000_000;

/** By how much a process that takes so many mails of 25 MB grows at its most, in bytes. */
async function costOf(mails: number): Promise<{ grown: number; bytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-imap-"));
  const imap = await openImapServer();
  try {
    const put = (bytes: number) =>
      imap.put(
        "INBOX",
        Buffer.concat([Buffer.from("Subject: Film\r\n\r\n"), Buffer.alloc(bytes, "film\r\n")]),
      ).uid;
    const uids = [put(3_000_000), ...Array.from({ length: mails }, () => put(size))];
    const reader = join(import.meta.dirname, "memory-of.ts");
    const { stdout } = await run(process.execPath, [
      "--expose-gc",
      reader,
      `${imap.port}`,
      folder,
      ...uids.map(String),
    ]);
    return JSON.parse(stdout);
  } finally {
    await imap.close();
    await rm(folder, { recursive: true });
  }
}

// Of many, what passed by is let go of when the collector finds it worth while, which is not after each.
const cases = [
  { mails: 1, most: 2 },
  { mails: 10, most: 4 },
];

test.each(cases)(
  "of $mails mails of 25 MB less is held than $most times the size of one",
  async ({ mails, most }) => {
    const { grown, bytes } = await costOf(mails);
    process.stdout.write(`${mails} taken: grew by ${(grown / size).toFixed(2)} times the size of one\n`);
    expect(bytes).toBeGreaterThan(mails * size);
    expect(grown).toBeLessThan(most * size);
  },
);
