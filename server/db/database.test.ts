import { afterAll, expect, test } from "vitest";
import { freshDatabase, makeWorkspace } from "../../test/database.ts";
import { look, within } from "./database.ts";

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
