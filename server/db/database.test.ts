import { afterAll, expect, test } from "vitest";
import { freshDatabase, makeWorkspace } from "../../test/database.ts";
import { look, send, type Tx, within } from "./database.ts";

const database = await freshDatabase();
const db = database.open();
afterAll(() => database.drop());

test("who only looks can change nothing, and the next on that connection can", async () => {
  const workspaceId = await makeWorkspace(db);
  const one = database.open(1);
  const tag = { workspaceId, id: crypto.randomUUID(), name: "late", colour: "#123456" };
  const writes = look(one, workspaceId, (tx) => tx.insertInto("tags").values(tag).execute());
  await expect(writes).rejects.toThrow(/read-only transaction/);
  await within(one, workspaceId, (tx) => tx.insertInto("tags").values(tag).execute());
  expect(await look(one, workspaceId, (tx) => tx.selectFrom("tags").select("name").execute())).toEqual([
    { name: "late" },
  ]);
});

test("a transaction whose first statement fails leaves the connection as it was", async () => {
  const workspaceId = await makeWorkspace(db);
  const one = database.open(1);
  const broken = within(one, workspaceId, (tx) =>
    tx.selectFrom("tags").select("name").where("id", "=", "no id").execute(),
  );
  await expect(broken).rejects.toThrow(/uuid/);
  expect(await look(one, workspaceId, (tx) => tx.selectFrom("tags").select("name").execute())).toEqual([]);
});

const tagNames = (tx: Tx) => tx.selectFrom("tags").select("name").orderBy("name").execute();
const tag = (workspaceId: string, name: string, id: string = crypto.randomUUID()) => ({
  workspaceId,
  id,
  name,
  colour: "#123456",
});

test("what leaves together is done in the order in which it was asked for, and seen by what comes after", async () => {
  const workspaceId = await makeWorkspace(db);
  const seen = await within(db, workspaceId, (tx) => {
    const before = tagNames(tx);
    send(tx, tx.insertInto("tags").values(tag(workspaceId, "first")));
    const between = tagNames(tx);
    send(tx, tx.insertInto("tags").values(tag(workspaceId, "second")));
    return Promise.all([before, between]);
  });
  expect(seen).toEqual([[], [{ name: "first" }]]);
  expect(await look(db, workspaceId, tagNames)).toEqual([{ name: "first" }, { name: "second" }]);
});

test("a statement for whose answer nobody waits fails the whole transaction, by its own reason", async () => {
  const workspaceId = await makeWorkspace(db);
  const [once, twice] = [tag(workspaceId, "once"), tag(workspaceId, "twice")];
  const insert = (tx: Tx, row: typeof once) => send(tx, tx.insertInto("tags").values(row));
  const same = /duplicate key/;
  const unheard = within(db, workspaceId, async (tx) => {
    insert(tx, once);
    insert(tx, { ...twice, id: once.id });
    return "done";
  });
  await expect(unheard).rejects.toThrow(same);
  const askedAfter = within(db, workspaceId, async (tx) => {
    insert(tx, once);
    insert(tx, { ...twice, id: once.id });
    return tagNames(tx);
  });
  await expect(askedAfter).rejects.toThrow(same);
  expect(await look(db, workspaceId, tagNames)).toEqual([]);
});

test("nothing is sent into a transaction that is over", async () => {
  const workspaceId = await makeWorkspace(db);
  const over = await within(db, workspaceId, async (tx) => [tx]);
  expect(() => send(over[0]!, over[0]!.insertInto("tags").values(tag(workspaceId, "late")))).toThrow(
    /open transaction/,
  );
});
