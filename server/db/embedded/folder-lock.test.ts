import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockFolder } from "./folder-lock.ts";

const BEAT_SECONDS = 0.1;
const quiet = () => undefined;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tandem-test-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test("a folder that was left in order is free at once, and names nobody", async () => {
  const lock = await lockFolder(home, quiet, BEAT_SECONDS);
  expect(JSON.parse(readFileSync(join(home, "in-use.json"), "utf8"))).toMatchObject({ pid: process.pid });
  lock.release();
  expect(existsSync(join(home, "in-use.json"))).toBe(false);
  (await lockFolder(home, quiet, BEAT_SECONDS)).release();
});

test("whoever stops is waited for", async () => {
  const first = await lockFolder(home, quiet, BEAT_SECONDS);
  first.stopping();
  const second = lockFolder(home, quiet, BEAT_SECONDS);
  await sleep(50);
  first.release();
  (await second).release();
});

test("a holder of this machine that was killed is gone, whatever it wrote", async () => {
  const lock = await lockFolder(home, quiet, BEAT_SECONDS);
  const left = readFileSync(join(home, "in-use.json"));
  lock.release();
  writeFileSync(join(home, "in-use.json"), left);

  const said: string[] = [];
  (await lockFolder(home, (line) => said.push(line), BEAT_SECONDS)).release();
  expect(said).toEqual([]);
});

describe("a folder last used by another machine", () => {
  const stranger = {
    host: "other-machine",
    boot: "x",
    pid: 1,
    since: "2026-01-01T00:00:00Z",
    stopping: false,
  };
  const beat = (count: number) =>
    writeFileSync(join(home, "in-use.json"), JSON.stringify({ ...stranger, beat: count }));

  test("is refused while that one gives signs of life", async () => {
    beat(1);
    const beating = setTimeout(() => beat(2), 60);
    await expect(lockFolder(home, quiet, BEAT_SECONDS)).rejects.toMatchObject({
      name: "StartProblem",
      message: expect.stringContaining("process 1 on other-machine"),
    });
    clearTimeout(beating);
  });

  test("is free when that one has fallen silent", async () => {
    beat(1);
    const said: string[] = [];
    (await lockFolder(home, (line) => said.push(line), BEAT_SECONDS)).release();
    expect(said[0]).toContain("last used by other-machine");
  });
});
