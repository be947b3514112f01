import { expect, test } from "vitest";
import {
  barsOf,
  dayBars,
  isOvernight,
  isWhole,
  meantEnd,
  monthAfter,
  monthDates,
  nextSpan,
  shownEnd,
  toHours,
  toWeek,
} from "./week.ts";

const hours = (weekday: number, from: string, to: string) => ({ weekday, from, to });

test.each([
  [
    "a day with a break",
    [hours(1, "09:00", "13:00"), hours(1, "14:00", "18:00")],
    1,
    ["540-780", "840-1080"],
  ],
  ["another day", [hours(2, "09:00", "13:00")], 1, []],
  ["until midnight", [hours(1, "18:00", "24:00")], 1, ["1080-1440"]],
  ["which is not carried on", [hours(1, "18:00", "24:00")], 2, []],
  ["the evening of a night", [hours(5, "22:00", "06:00")], 5, ["1320-1440"]],
  ["its morning, on the day after", [hours(5, "22:00", "06:00")], 6, ["0-360 carried"]],
  ["from Sunday to Monday", [hours(7, "22:00", "06:00")], 1, ["0-360 carried"]],
  ["until the midnight of the next day", [hours(5, "22:00", "00:00")], 6, []],
  ["what overlaps, as one", [hours(1, "09:00", "13:00"), hours(1, "12:00", "18:00")], 1, ["540-1080"]],
  ["nothing that is not filled in yet", [hours(1, "09:00", "")], 1, []],
])("the bars of a day show %s", (_, all, weekday, bars) => {
  expect(
    barsOf(all, weekday).map(({ from, to, carried }) => `${from}-${to}${carried ? " carried" : ""}`),
  ).toEqual(bars);
});

test("hours are taken apart by day and put together again", () => {
  const all = [hours(1, "14:00", "18:00"), hours(1, "09:00", "13:00"), hours(7, "10:00", "24:00")];
  expect(toWeek(all)[1]).toEqual([
    { from: "09:00", to: "13:00" },
    { from: "14:00", to: "18:00" },
  ]);
  expect(toHours(toWeek(all))).toEqual([all[1], all[0], all[2]]);
});

test("a further span comes an hour after the last, and never after midnight", () => {
  expect(nextSpan([])).toEqual({ from: "09:00", to: "18:00" });
  expect(nextSpan([{ from: "09:00", to: "12:00" }])).toEqual({ from: "13:00", to: "17:00" });
  expect(nextSpan([{ from: "09:00", to: "22:30" }])).toEqual({ from: "23:00", to: "24:00" });
});

test("midnight at the end of a day is 24:00, however the field shows it", () => {
  expect([shownEnd("24:00"), shownEnd("18:00"), meantEnd("00:00"), meantEnd("18:00")]).toEqual([
    "00:00",
    "18:00",
    "24:00",
    "18:00",
  ]);
  expect(isOvernight({ from: "18:00", to: "24:00" })).toBe(false);
  expect(isOvernight({ from: "18:00", to: "02:00" })).toBe(true);
  expect(isWhole({ from: "09:00", to: "09:00" })).toBe(false);
});

test("a month begins where its first day stands in the reader's week", () => {
  // 1 November 2026 is a Sunday.
  expect(monthDates("2026-11", "en").blanks).toBe(6);
  expect(monthDates("2026-11", "ar").blanks).toBe(0);
  expect(monthDates("2028-02", "en").dates.at(-1)).toBe("2028-02-29");
  expect([monthAfter("2026-12", 1), monthAfter("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
});

test("openings are drawn by the clock of the calendar's zone, to midnight at most", () => {
  expect(
    dayBars(
      [
        { from: "2026-11-22T22:00:00Z", to: "2026-11-23T04:00:00Z" },
        { from: "2026-11-23T20:00:00Z", to: "2026-11-23T22:00:00Z" },
      ],
      "Europe/Kyiv",
    ).map(({ from, to }) => [from, to]),
  ).toEqual([
    [0, 360],
    [1320, 1440],
  ]);
});
