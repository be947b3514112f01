import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { folderStore } from "./store.ts";

const folder = await mkdtemp(join(tmpdir(), "tandem-store-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const store = folderStore(folder);
const workspace = randomUUID();

const placeOf = (sha256: string) => join(folder, workspace, sha256.slice(0, 2), sha256);
const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
const age = (path: string) => utimes(path, twoDaysAgo, twoDaysAgo);

test("bytes that nobody kept within the last day can be thrown away, once or twice", async () => {
  const sha256 = await store.keep(workspace, Buffer.from("an old map"));
  await age(placeOf(sha256));
  expect(await store.discard(workspace, sha256)).toBe(true);
  expect(await store.has(workspace, sha256)).toBe(false);
  expect(await store.discard(workspace, sha256)).toBe(true);
});

test("bytes that were kept again a moment ago stay, for the row that is about to name them", async () => {
  const bytes = Buffer.from("a map");
  const sha256 = await store.keep(workspace, bytes);
  expect(await store.discard(workspace, sha256)).toBe(false);
  await age(placeOf(sha256));
  await store.keep(workspace, bytes);
  expect(await store.discard(workspace, sha256)).toBe(false);
  expect(await store.read(workspace, sha256)).toEqual(bytes);
});

test("bytes that are kept and thrown away at the same moment are there afterwards", async () => {
  const bytes = Buffer.from("a map that two people draw");
  const sha256 = await store.keep(workspace, bytes);
  const gone: boolean[] = [];
  for (let round = 0; round < 200; round++) {
    await age(placeOf(sha256));
    const [, discarded] = await Promise.all([
      store.keep(workspace, bytes),
      store.discard(workspace, sha256),
      round % 2 ? undefined : store.keep(workspace, bytes),
    ]);
    gone.push(discarded);
    expect(await store.read(workspace, sha256)).toEqual(bytes);
  }
  expect(await readdir(join(placeOf(sha256), ".."))).toEqual([sha256]);
});

test("what a killed process left half-written goes after a day; what is being written, and what is whole, stays", async () => {
  const sha256 = await store.keep(workspace, Buffer.from("whole"));
  const [left, writing] = [`${placeOf(sha256)}.${randomUUID()}`, `${placeOf(sha256)}.${randomUUID()}`];
  for (const path of [left, writing]) await writeFile(path, "wh");
  for (const path of [left, placeOf(sha256)]) await age(path);
  await writeFile(join(folder, "a note of the owner"), "not ours");

  await store.tidy();

  expect((await readdir(join(placeOf(sha256), ".."))).sort()).toEqual(
    [placeOf(sha256), writing].map((path) => path.split("/").at(-1)),
  );
  expect(await readdir(folder)).toContain("a note of the owner");
});

test("a store that holds nothing yet has nothing to tidy up", async () => {
  await expect(folderStore(join(folder, "none")).tidy()).resolves.toBeUndefined();
});

test("bytes that arrive in pieces are kept whole, and not at all when they break off", async () => {
  const pieces = async function* (breaks: boolean) {
    yield Buffer.from("a map ");
    if (breaks) throw new Error("the line was cut");
    yield Buffer.from("in two pieces");
  };
  const arriving = () => readdir(join(folder, workspace, "arriving"));
  const sha256 = await store.keepArriving(workspace, pieces(false));
  expect(await store.read(workspace, sha256)).toEqual(Buffer.from("a map in two pieces"));
  expect(await store.keep(workspace, Buffer.from("a map in two pieces"))).toBe(sha256);
  await expect(store.keepArriving(workspace, pieces(true))).rejects.toThrow("the line was cut");
  expect(await arriving()).toEqual([]);

  // One that was killed removes nothing itself.
  const left = join(folder, workspace, "arriving", randomUUID());
  await writeFile(left, "a m");
  await age(left);
  await store.tidy();
  expect(await arriving()).toEqual([]);
});
