import { expect, test } from "vitest";
import { Days } from "./days.ts";
import { formerOf, rangeOf, stepsOf, upToNow, weekdaysIn } from "./periods.ts";

test.each([
  ["today", "2026-03-31", "2026-03-31"],
  ["yesterday", "2026-03-30", "2026-03-30"],
  ["7_days", "2026-03-25", "2026-03-31"],
  ["30_days", "2026-03-02", "2026-03-31"],
  ["90_days", "2026-01-01", "2026-03-31"],
  ["12_months", "2025-04-01", "2026-03-31"],
  ["this_month", "2026-03-01", "2026-03-31"],
  ["last_month", "2026-02-01", "2026-02-28"],
  ["this_year", "2026-01-01", "2026-03-31"],
] as const)("%s goes from %s to %s", (period, from, to) => {
  expect(rangeOf({ period }, "2026-03-31")).toEqual({ from, to });
});

test.each([
  ["days as many days earlier", "2026-03-10", "2026-03-12", "before", "2026-03-07", "2026-03-09"],
  ["a whole month the month before", "2026-03-01", "2026-03-31", "before", "2026-02-01", "2026-02-28"],
  ["a quarter the quarter before", "2026-01-01", "2026-03-31", "before", "2025-10-01", "2025-12-31"],
  [
    "a month that runs the same days of the last",
    "2026-03-01",
    "2026-03-17",
    "before",
    "2026-02-01",
    "2026-02-17",
  ],
  ["its 30th day the end of a shorter one", "2026-03-01", "2026-03-30", "before", "2026-02-01", "2026-02-28"],
  ["a year that runs the year before", "2026-01-01", "2026-11-22", "before", "2025-01-01", "2025-11-22"],
  ["anything a year earlier", "2024-02-29", "2024-02-29", "year", "2023-02-28", "2023-02-28"],
] as const)("compares %s", (_, from, to, compare, formerFrom, formerTo) => {
  expect(formerOf({ from, to }, compare)).toEqual({ from: formerFrom, to: formerTo });
});

test.each([
  ["today", "2026-03-30", "2026-03-30", "before", "2026-03-29", "2026-03-29T14:30:00+03:00[Europe/Kyiv]"],
  [
    "days up to today",
    "2026-03-24",
    "2026-03-30",
    "before",
    "2026-03-23",
    "2026-03-23T14:30:00+02:00[Europe/Kyiv]",
  ],
  [
    "a month that goes on",
    "2026-03-01",
    "2026-03-31",
    "before",
    "2026-02-28",
    "2026-02-28T14:30:00+02:00[Europe/Kyiv]",
  ],
  [
    "days that go on",
    "2026-03-28",
    "2026-04-05",
    "before",
    "2026-03-21",
    "2026-03-21T14:30:00+02:00[Europe/Kyiv]",
  ],
  [
    "days a year before",
    "2026-03-01",
    "2026-03-30",
    "year",
    "2025-03-30",
    "2025-03-30T14:30:00+03:00[Europe/Kyiv]",
  ],
  ["what has ended", "2026-03-01", "2026-03-29", "before", "2026-02-28", null],
  ["what is to come", "2026-04-01", "2026-04-30", "before", "2026-03-31", null],
] as const)("%s is held against the same time of the day", (_, from, to, compare, last, until) => {
  const now = Temporal.ZonedDateTime.from("2026-03-30T14:30[Europe/Kyiv]");
  const former = formerOf({ from, to }, compare)!;
  expect(upToNow(former, { from, to }, now)).toEqual({
    from: former.from,
    to: last,
    until: until && Temporal.ZonedDateTime.from(until).epochMilliseconds,
  });
});

test("an hour that the clock skips is held against the next", () => {
  const now = Temporal.ZonedDateTime.from("2026-03-30T03:30[Europe/Kyiv]");
  const today = { from: "2026-03-30", to: "2026-03-30" };
  const { until } = upToNow(formerOf(today, "before")!, today, now);
  expect(new Date(until!).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  expect(new Date(new Days("Europe/Kyiv").hourBegins(until!)).toISOString()).toBe("2026-03-29T01:00:00.000Z");
});

test.each([
  ["2026-03-10", "2026-03-11", "hour", 48],
  ["2026-03-01", "2026-03-31", "day", 31],
  ["2025-04-01", "2026-03-31", "week", 53],
  ["2024-01-01", "2026-03-31", "month", 27],
] as const)("from %s to %s is told by the %s", (from, to, grain, count) => {
  const steps = stepsOf({ from, to });
  expect([steps.grain, steps.starts.length, steps.ends.at(-1)]).toEqual([grain, count, to]);
  expect(steps.of(from)).toBe(0);
  expect(steps.of(to)).toBe(grain === "hour" ? 24 : count - 1);
});

test("weeks begin on Monday", () => {
  const { starts } = stepsOf({ from: "2025-04-01", to: "2026-03-31" });
  expect(starts.slice(0, 3)).toEqual(["2025-04-01", "2025-04-07", "2025-04-14"]);
  expect(weekdaysIn({ from: "2026-03-30", to: "2026-04-05" })).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(weekdaysIn({ from: "2026-03-30", to: "2026-03-30" })).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test.each([
  ["Europe/Kyiv", "2026-03-29", 23, [0, 1, 2, 4, 5]],
  ["Europe/Kyiv", "2026-10-25", 25, [0, 1, 2, 3, 3]],
  ["Asia/Kathmandu", "2026-03-29", 24, [0, 1, 2, 3, 4]],
  ["Australia/Lord_Howe", "2026-04-05", 24.5, [0, 1, 1, 2, 3]],
] as const)("in %s the %s has %s hours, told by the clock", (zone, day, hours, first) => {
  const days = new Days(zone);
  const [start, end] = days.bounds(day);
  expect((end - start) / 3_600_000).toBe(hours);
  const hourOf = days.hoursOf(day);
  expect([0, 1, 2, 3, 4].map((hour) => hourOf(start + hour * 3_600_000))).toEqual(first);
  expect([days.of(start), days.of(end - 1), days.of(end) > day, days.of(start - 1) < day]).toEqual([
    day,
    day,
    true,
    true,
  ]);
});
