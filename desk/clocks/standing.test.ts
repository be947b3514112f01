import { expect, test } from "vitest";
import { barOf, type Standing, standingOf } from "./standing.ts";

const now = Date.parse("2026-03-02T12:00:00Z");
const clock = { state: "running" as const, dueAt: "2026-03-02T16:00:00Z", endedAt: null, pauses: [] };
const hour = 3_600_000;

test.each<[string, Partial<Parameters<typeof standingOf>[0]>, Standing]>([
  ["with time left", {}, { kind: "in_time", leftMs: 4 * hour }],
  ["due within the hour", { dueAt: "2026-03-02T12:30:00Z" }, { kind: "soon", leftMs: hour / 2 }],
  ["late", { dueAt: "2026-03-02T11:00:00Z" }, { kind: "late", byMs: hour }],
  [
    "standing still",
    { state: "paused", dueAt: null, pauses: [{ from: "2026-03-02T09:00:00Z", to: null, why: "customer" }] },
    { kind: "still", why: "customer" },
  ],
  [
    "late before it came to stand still",
    {
      state: "paused",
      dueAt: "2026-03-02T10:00:00Z",
      pauses: [{ from: "2026-03-02T11:00:00Z", to: null, why: "customer" }],
    },
    { kind: "late", byMs: 2 * hour },
  ],
  ["ended in time", { state: "met", endedAt: "2026-03-02T10:00:00Z" }, { kind: "met" }],
  ["ended late", { state: "late", endedAt: "2026-03-02T17:00:00Z" }, { kind: "was_late", byMs: hour }],
  ["without a result", { state: "cancelled", endedAt: "2026-03-02T10:00:00Z" }, { kind: "cancelled" }],
])("a clock %s", (_, changes, standing) => {
  expect(standingOf({ ...clock, ...changes }, now)).toEqual(standing);
});

test("a bar ends where the time ends, or where what was spent beyond it does", () => {
  const steps = [75, 100, 200].map((percent) => ({
    percent,
    does: "nudge" as const,
    at: null,
    isDone: false,
  }));
  expect(barOf({ minutes: 60, spentMinutes: 30, steps })).toEqual({ spent: 0.5, due: 1, steps: [0.75] });
  expect(barOf({ minutes: 60, spentMinutes: 240, steps })).toEqual({
    spent: 1,
    due: 0.25,
    steps: [0.1875, 0.5],
  });
});
