import { afterAll, expect, test } from "vitest";
import { freshDatabase, makeWorkspace } from "../../test/database.ts";
import { look, within } from "./database.ts";
import { gather } from "./gather.ts";

const database = await freshDatabase();
const db = database.open();
afterAll(() => database.drop());

/** An act that doubles numbers, notes which ones came together, and takes until it is let go on. */
function doubling() {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const double = gather(async (_db, items: number[]) => {
    batches.push(items);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (items.includes(13)) throw new Error(`13 among ${items.length}`);
    return items.map((item) => 2 * item);
  });
  const letGo = async () => {
    await expect.poll(() => gates.length).toBeGreaterThan(0);
    gates.shift()!();
  };
  return { batches, double, letGo };
}

test("calls that come while others are under way go together, and each gets its own answer", async () => {
  const { batches, double, letGo } = doubling();
  const first = double(db, "a", 1);
  await expect.poll(() => batches.length).toBe(1);
  const others = [2, 3, 4].map((n) => double(db, "a", n));
  await letGo();
  await letGo();
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8]);
  expect(batches).toEqual([[1], [2, 3, 4]]);
});

test("what comes in the same moment goes together at once", async () => {
  const { batches, double, letGo } = doubling();
  const all = [1, 2, 3].map((n) => double(db, "a", n));
  await letGo();
  expect(await Promise.all(all)).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1, 2, 3]]);
});

test("lanes share nothing and do not wait for each other", async () => {
  const { batches, double, letGo } = doubling();
  const a = double(db, "a", 1);
  const b = double(db, "b", 2);
  await expect.poll(() => batches.length).toBe(2);
  await letGo();
  await letGo();
  expect(await Promise.all([a, b])).toEqual([2, 4]);
});

test("one that cannot be done does not spoil it for those beside it", async () => {
  const { batches, double, letGo } = doubling();
  const all = [1, 13, 3].map((n) => double(db, "a", n));
  const outcome = Promise.allSettled(all);
  for (let n = 0; n < 4; n++) await letGo();
  expect(await outcome).toEqual([
    { status: "fulfilled", value: 2 },
    { status: "rejected", reason: new Error("13 among 1") },
    { status: "fulfilled", value: 6 },
  ]);
  expect(batches).toEqual([[1, 13, 3], [1], [13], [3]]);
  // And the lane goes on.
  const next = double(db, "a", 5);
  await letGo();
  expect(await next).toBe(10);
});

test("when the database is lost in the middle all are told, and nothing is done twice", async () => {
  const sizes: number[] = [];
  const lose = gather(async (_db, items: number[]) => {
    sizes.push(items.length);
    throw new Error("Connection terminated unexpectedly");
  });
  const outcome = await Promise.allSettled([1, 2, 3].map((n) => lose(db, "a", n)));
  expect(outcome.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(sizes).toEqual([3]);
});

test("no more go together than may", async () => {
  const sizes: number[] = [];
  const count = gather(
    async (_db, items: number[]) => {
      sizes.push(items.length);
      return items;
    },
    { most: 4 },
  );
  const items = Array.from({ length: 10 }, (_, n) => n);
  expect(await Promise.all(items.map((n) => count(db, "a", n)))).toEqual(items);
  expect(sizes).toEqual([4, 4, 2]);
});

test("inside a transaction an act joins it, alone, and is undone with it", async () => {
  const sizes: number[] = [];
  const write = gather(async (at, names: string[]) => {
    sizes.push(names.length);
    return within(at, workspaceId, async (tx) => {
      const rows = names.map((name) => ({ workspaceId, id: crypto.randomUUID(), name, colour: "#123456" }));
      await tx.insertInto("tags").values(rows).execute();
      return names;
    });
  });
  const workspaceId = await makeWorkspace(db);
  const undone = within(db, workspaceId, async () => {
    await Promise.all([write(db, "a", "one"), write(db, "a", "two")]);
    throw new Error("undo");
  });
  await expect(undone).rejects.toThrow("undo");
  await write(db, "a", "three");
  expect(sizes).toEqual([1, 1, 1]);
  const kept = await look(db, workspaceId, (tx) => tx.selectFrom("tags").select("name").execute());
  expect(kept).toEqual([{ name: "three" }]);
});
