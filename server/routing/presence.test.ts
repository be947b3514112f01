import { expect, test } from "vitest";
import { getBoard, getPresence, patchWorkProfile, putPresence } from "../../contract/routing.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { noticePresence } from "./presence.ts";

const { nina, omar, salma, key, db, person } = await world();

test("whoever never opened the desk is off, and is what they say from then on", async () => {
  expect(await salma.call(getPresence, {})).toMatchObject({ state: "off" });
  await salma.call(putPresence, { body: { state: "busy" } });
  expect(await salma.call(getPresence, {})).toMatchObject({ state: "busy" });
});

test("saying the same again does not count from anew", async () => {
  const first = await nina.call(putPresence, { body: { state: "here" } });
  expect(await nina.call(putPresence, { body: { state: "here" } })).toEqual(first);
  expect(await nina.call(getPresence, {})).toEqual(first);
});

test("whoever closed the desk is off after a while, and comes back as they were", async () => {
  const grace = await person({ name: "Grace Miller", role: "agent" });
  await grace.call(putPresence, { body: { state: "busy" } });
  await withoutWall(db, (tx) => noticePresence(tx, new Date(Date.now() + 10 * 60_000)));
  expect(await grace.call(getPresence, {})).toMatchObject({ state: "off" });
  await withoutWall(db, (tx) => noticePresence(tx, new Date()));
  expect(await grace.call(getPresence, {})).toMatchObject({ state: "busy" });
});

test("the board tells on which lines somebody works", async () => {
  await omar.call(patchWorkProfile, { params: { id: nina.id }, body: { lines: ["support"] } });
  const { agents } = await omar.call(getBoard, {});
  expect(agents.find(({ id }) => id === nina.id)!.lines).toEqual(["support"]);
  expect(agents.find(({ id }) => id === salma.id)!.lines).toEqual([]);
});

test("a key is nowhere, and who answers nobody has no presence", async () => {
  expect((await (await key("conversations.reply")).refused(getPresence, {})).code).toBe("forbidden");
  const reader = await person({ name: "Rita Holm", role: "readonly" });
  expect((await reader.refused(getPresence, {})).code).toBe("forbidden");
});
