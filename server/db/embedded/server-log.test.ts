import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openServerLog } from "./server-log.ts";

test("the server's log is cut when it is large, and the old ones are kept for a while", () => {
  const folder = mkdtempSync(join(tmpdir(), "tandem-test-"));
  const path = join(folder, "logs", "postgres.log");
  for (const round of ["first", "second", "third", "fourth", "fifth"]) {
    const log = openServerLog(path);
    writeSync(log.fd, `${round}\n`);
    expect(log.saidSinceStart()).toBe(`${round}\n`);
    log.close();
    writeFileSync(path, `${round}${"x".repeat(6 * 1024 * 1024)}`);
  }
  openServerLog(path).close();

  expect(statSync(path).size).toBe(0);
  expect([1, 2, 3].map((n) => readFileSync(`${path}.${n}`, "utf8").slice(0, 5))).toEqual([
    "fifth",
    "fourt",
    "third",
  ]);
  expect(statSync(`${path}.4`, { throwIfNoEntry: false })).toBeUndefined();
  rmSync(folder, { recursive: true });
});
