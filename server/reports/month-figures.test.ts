import { expect, test } from "vitest";
import { postClosure, postReply } from "../../contract/conversations.ts";
import { postHandover } from "../../contract/handovers.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { proveLedgers } from "../ledger/index.ts";
import { monthOf } from "./month.ts";
import { monthFigures } from "./month-figures.ts";

const { db, workspaceId, nina, omar, kolo, safra, conversationFrom, settled } = await world();

const period = Temporal.Now.plainDateISO("UTC").toPlainYearMonth();
const figures = (month: Temporal.PlainYearMonth, brandId: string | null = null) =>
  monthFigures(db, {
    ...monthOf(month.toString(), "UTC"),
    workspaceId,
    brandId,
    timeZone: "UTC",
    locale: "en",
  });

test("a month's figures are those of its requests, its clocks and its handovers", async () => {
  const answered = await conversationFrom("ines", "Where is my order?");
  await nina.call(postReply, {
    params: { id: answered.id },
    body: { text: "On its way.", promises: [{ text: "I will ring", dueAt: inAnHour(), shown: false }] },
  });
  const thanked = await conversationFrom("wang", "Thank you!");
  await nina.call(postWaiver, { params: { id: thanked.id }, body: { reason: "thanks" } });
  await nina.call(postClosure, { params: { id: thanked.id } });
  const waiting = await conversationFrom("noura", "Is the table free?", { brand: safra });
  const handed = await conversationFrom("oleh", "My bell does not ring");
  await omar.call(postHandover, {
    params: { id: handed.id },
    body: { line: handed.line === "support" ? "service" : "support", reason: "A gesture" },
  });
  await settled();
  await proveLedgers(db, new Date());

  const all = await figures(period);
  expect(all.requests).toMatchObject({
    total: 4,
    answered: 2,
    answeredBy: { reply: 1, article: 0, waived: 1 },
    open: 2,
  });
  expect(all.byBrand.map(({ name, total, answered }) => [name, total, answered])).toEqual([
    ["Kolo Bikes", 3, 2],
    ["Safra", 1, 0],
  ]);
  expect(all.byDay.reduce((sum, day) => sum + day.total, 0)).toBe(4);
  expect(all.byDay).toHaveLength(period.daysInMonth);
  expect(all).toMatchObject({
    handovers: 1,
    promises: { made: 1, kept: 0, broken: 0 },
    neverIgnored: true,
    invariantChecks: 1,
    invariantBreaks: [],
  });
  expect(all.unanswered.map(({ number }) => number).sort()).toEqual([waiting.number, handed.number].sort());
  expect(all.clocks.kept).toBeGreaterThan(0);

  expect((await figures(period, safra.id)).requests).toMatchObject({ total: 1, answered: 0, open: 1 });
  expect((await figures(period, kolo.id)).byBrand.map(({ name }) => name)).toEqual(["Kolo Bikes"]);
});

test("what was answered after the month's end was open at its end", async () => {
  const former = period.subtract({ months: 1 });
  const { id } = await conversationFrom("lena", "Hello?");
  await nina.call(postReply, { params: { id }, body: { text: "Hello!" } });
  await withoutWall(db, (tx) =>
    tx
      .updateTable("requests")
      .set({ askedAt: new Date(monthOf(former.toString(), "UTC").to.getTime() - 60_000) })
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .execute(),
  );
  expect((await figures(former)).requests).toMatchObject({ total: 1, answered: 0, open: 1 });
});

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
