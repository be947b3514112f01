import { expect, test } from "vitest";
import { postClosure, postReply } from "../../contract/conversations.ts";
import {
  deleteScorecard,
  getFigureBreakdown,
  getFigures,
  getFigureTable,
  listCounted,
  listScorecards,
  putScorecard,
} from "../../contract/insights.ts";
import { postQueue } from "../../contract/routing.ts";
import { world } from "../../test/world.ts";
import { foldFigures } from "./fold.ts";

const { conversationFrom, db, key, kolo, nina, omar, person, safra, salma, settled, stranger } =
  await world();

const bicycle = await conversationFrom("ines", "Where is my order?");
const table = await conversationFrom("amal", "A table for two?", { brand: safra });
for (const { id } of [bicycle, table])
  await nina.call(postReply, { params: { id }, body: { text: "Gladly." } });
await nina.call(postClosure, { params: { id: bicycle.id } });
await settled();
await foldFigures(db);

const value = async (who: typeof omar, metric: string, query: object = {}) =>
  (await who.call(getFigures, { query: { period: "today", ...query } })).figures.find(
    (one) => one.metric === metric,
  )?.value;

test("what happens is in the figures", async () => {
  expect(await value(omar, "came")).toBe(2);
  expect(await value(omar, "solved")).toBe(1);
  expect(await value(omar, "backlog")).toBe(1);
  expect(await value(omar, "first_contact")).toBe(1);
  expect(await value(omar, "replied", { agent: nina.id })).toBe(2);
  expect(await value(omar, "replied", { agent: omar.id })).toBe(0);
});

test("somebody limited to a brand sees the figures of that brand alone", async () => {
  expect(await value(salma, "came")).toBe(1);
  expect(await value(salma, "solved")).toBe(0);
  const { rows } = await salma.call(getFigureBreakdown, { query: { period: "today", by: "brand" } });
  expect(rows.map(({ name }) => name)).toEqual(["Safra"]);
  const { items } = await salma.call(listCounted, { params: { metric: "came" }, query: { period: "today" } });
  expect(items.map(({ id }) => id)).toEqual([table.id]);
  const { body } = await salma.ask(getFigureTable, { query: { period: "today", table: "breakdown" } });
  expect(body).not.toContain("Kolo");
});

test("what stands behind a wall, or in another workspace, is not there to be asked about", async () => {
  const other = await stranger();
  const pavel = await person({ name: "Pavel", role: "agent", brands: [kolo.id] });
  for (const [who, query] of [
    [salma, { brand: kolo.id }],
    [salma, { team: kolo.teamId }],
    [salma, { agent: pavel.id }],
    [omar, { brand: other.brand.id }],
    [omar, { team: other.brand.teamId }],
    [omar, { agent: other.owner.id }],
  ] as const)
    expect((await who.refused(getFigures, { query })).code).toBe("not_found");
  expect(await value(other.owner, "came")).toBe(0);
});

test("names of people are for whoever may know them", async () => {
  const named = async (who: Pick<typeof omar, "call">) =>
    (await who.call(getFigureBreakdown, { query: { period: "today", by: "agent" } })).rows.find(
      (row) => row.key === nina.id,
    )?.name;
  expect(await named(await key("conversations.read"))).toBeNull();
  expect(await named(await key("conversations.read", "agents.read"))).toBe("Nina Kovalenko");
});

test("a period must have an end after its beginning", async () => {
  for (const [query, path] of [
    [{ from: "2026-03-02" }, "to"],
    [{ from: "2026-03-02", to: "2026-03-01" }, "to"],
    [{ from: "2010-01-01", to: "2026-03-01" }, "from"],
    [{ from: "2026-02-31", to: "2026-03-01" }, "from"],
  ] as const)
    expect((await omar.refused(getFigures, { query })).fields?.[0]?.path).toBe(path);
});

test("a workspace decides what stands on a line's card, and can go back", async () => {
  const card = async () =>
    (await nina.call(listScorecards, {})).items.find(({ line }) => line === "support")!;
  const preset = await card();
  expect(preset).toMatchObject({ isPreset: true });
  expect(preset.metrics).toContain("clocks_kept");
  const changed = await omar.call(putScorecard, {
    params: { line: "support" },
    body: { metrics: ["first_contact", "came"] },
  });
  expect(changed).toEqual({ line: "support", metrics: ["first_contact", "came"], isPreset: false });
  expect(await card()).toEqual(changed);
  const body = { metrics: ["came" as const] };
  expect((await nina.refused(putScorecard, { params: { line: "support" }, body })).code).toBe("forbidden");
  const twice = { metrics: ["came" as const, "came" as const] };
  expect((await omar.refused(putScorecard, { params: { line: "support" }, body: twice })).code).toBe(
    "invalid",
  );
  expect(await omar.call(deleteScorecard, { params: { line: "support" } })).toEqual(preset);
});

test("a change that has nothing to do with figures changes none", async () => {
  const before = await omar.call(getFigures, { query: { period: "7_days" } });
  await omar.call(postQueue, { body: { name: "Bicycles", team: kolo.teamId } });
  await settled();
  await foldFigures(db);
  const after = await omar.call(getFigures, { query: { period: "7_days" } });
  expect(after.figures.map(({ metric, of }) => [metric, of])).toEqual(
    before.figures.map(({ metric, of }) => [metric, of]),
  );
});
