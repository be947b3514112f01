import { expect, test } from "vitest";
import { rankAt, rankInWords } from "./rank.ts";

const due = new Date("2026-11-20T12:00:00Z");
const plain = { nextStepAt: due, priority: "normal", mood: null, tier: null, isShort: false };

test.each([
  ["an ordinary matter by its due time", {}, "2026-11-20T12:00:00.000Z"],
  ["a critical one as if due a day before", { priority: "critical" }, "2026-11-19T12:00:00.000Z"],
  ["one without hurry later", { priority: "low" }, "2026-11-20T16:00:00.000Z"],
  ["a VIP's before others", { tier: "vip" }, "2026-11-20T08:00:00.000Z"],
  [
    "all that moves it together",
    { priority: "high", tier: "valued", mood: "negative", isShort: true },
    "2026-11-20T06:15:00.000Z",
  ],
])("ranks %s", (_, facts, expected) => {
  expect(rankAt({ ...plain, ...facts }).toISOString()).toBe(expected);
});

test("tells the rank line by line, in the reader's words and time", () => {
  const told = rankInWords({ ...plain, priority: "high", tier: "vip" }, "en", "Europe/Kyiv");
  expect(told).toEqual([
    expect.stringMatching(/^Due .*2:00.PM$/),
    "High priority: 240 minutes sooner",
    "VIP customer: 240 minutes sooner",
    expect.stringMatching(/^Ranked as if due .*6:00.AM$/),
  ]);
  expect(rankInWords({ ...plain, priority: "low" }, "ru", "UTC")).toContain(
    "Низкий приоритет: позже на 240 минут",
  );
});
