import { expect, test } from "vitest";
import { type CalendarData, openCalendar } from "../index.ts";

const calendar = (fields: Partial<CalendarData> = {}): CalendarData => ({
  id: "support",
  name: "Support",
  timeZone: "Europe/Kyiv",
  always: false,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" })),
  country: null,
  region: null,
  workedHolidays: [],
  exceptions: [],
  covers: [],
  ...fields,
});

const at = (time: string) => Date.parse(time);
const shown = (data: CalendarData, from: string, to: string, others: CalendarData[] = []) =>
  openCalendar(data, others)
    .openings(at(from), at(to))
    .map((one) => [one.from, one.to].map((time) => new Date(time).toISOString().slice(0, 16)).join(" "));

const night = { hours: [{ weekday: 7, from: "22:00", to: "06:00" }] };

test.each<[string, CalendarData, from: string, to: string, string[]]>([
  [
    "a lunch break is closed",
    calendar({
      hours: [
        { weekday: 1, from: "09:00", to: "13:00" },
        { weekday: 1, from: "14:00", to: "18:00" },
      ],
    }),
    "2026-11-23T00:00Z",
    "2026-11-24T00:00Z",
    ["2026-11-23T07:00 2026-11-23T11:00", "2026-11-23T12:00 2026-11-23T16:00"],
  ],
  [
    "a span over midnight belongs to the day on which it begins",
    calendar(night),
    "2026-11-22T00:00Z",
    "2026-11-24T00:00Z",
    ["2026-11-22T20:00 2026-11-23T04:00"],
  ],
  [
    "the day after cannot take it away",
    calendar({ ...night, exceptions: [{ date: "2026-11-23", name: "Closed", hours: [] }] }),
    "2026-11-22T00:00Z",
    "2026-11-24T00:00Z",
    ["2026-11-22T20:00 2026-11-23T04:00"],
  ],
  [
    "its own day can",
    calendar({ ...night, exceptions: [{ date: "2026-11-22", name: "Closed", hours: [] }] }),
    "2026-11-22T00:00Z",
    "2026-11-24T00:00Z",
    [],
  ],
  [
    "hours that begin when they end last a day",
    calendar({ hours: [{ weekday: 1, from: "09:00", to: "09:00" }] }),
    "2026-11-22T00:00Z",
    "2026-11-25T00:00Z",
    ["2026-11-23T07:00 2026-11-24T07:00"],
  ],
  [
    "always open is one opening, over a change of clocks",
    calendar({ always: true, hours: [] }),
    "2026-10-20T00:00Z",
    "2026-10-30T00:00Z",
    ["2026-10-20T00:00 2026-10-30T00:00"],
  ],
  [
    "a night shift is an hour longer when the clocks go back",
    calendar({ hours: [{ weekday: 6, from: "22:00", to: "06:00" }] }),
    "2026-10-24T00:00Z",
    "2026-10-26T00:00Z",
    ["2026-10-24T19:00 2026-10-25T04:00"],
  ],
  [
    "hours that begin in the hour that is skipped begin an hour later",
    calendar({ hours: [{ weekday: 7, from: "03:30", to: "08:00" }] }),
    "2026-03-29T00:00Z",
    "2026-03-30T00:00Z",
    ["2026-03-29T01:30 2026-03-29T05:00"],
  ],
  [
    "a day that Samoa did not have has no hours",
    calendar({ timeZone: "Pacific/Apia" }),
    "2011-12-29T06:00Z",
    "2011-12-31T12:00Z",
    ["2011-12-29T19:00 2011-12-30T04:00"],
  ],
  [
    "a holiday closes, a worked one does not",
    calendar({ country: "UA", workedHolidays: ["Independence Day"], timeZone: "UTC" }),
    "2026-05-01T00:00Z",
    "2026-05-04T00:00Z",
    [],
  ],
  [
    "a worked holiday is a day like others",
    calendar({ country: "UA", workedHolidays: ["Independence Day"], timeZone: "UTC" }),
    "2026-08-24T00:00Z",
    "2026-08-25T00:00Z",
    ["2026-08-24T09:00 2026-08-24T18:00"],
  ],
  [
    "a holiday on a Saturday is made up for on Monday where the law says so",
    calendar({ country: "GB", region: "ENG", timeZone: "UTC" }),
    "2026-12-26T00:00Z",
    "2026-12-30T00:00Z",
    ["2026-12-29T09:00 2026-12-29T18:00"],
  ],
  [
    "a holiday of a part of a country closes there",
    calendar({ country: "DE", region: "BY", timeZone: "UTC" }),
    "2026-01-06T00:00Z",
    "2026-01-07T00:00Z",
    [],
  ],
  [
    "and not elsewhere",
    calendar({ country: "DE", region: "BE", timeZone: "UTC" }),
    "2026-01-06T00:00Z",
    "2026-01-07T00:00Z",
    ["2026-01-06T09:00 2026-01-06T18:00"],
  ],
  [
    "a feast of some days closes on each",
    calendar({ country: "SA", timeZone: "UTC", always: true }),
    "2026-05-25T00:00Z",
    "2026-06-01T00:00Z",
    ["2026-05-25T00:00 2026-05-26T00:00", "2026-05-30T00:00 2026-06-01T00:00"],
  ],
  [
    "a holiday from noon leaves the morning, and takes the night that follows",
    calendar({
      country: "IS",
      timeZone: "UTC",
      hours: [
        { weekday: 4, from: "09:00", to: "17:00" },
        { weekday: 4, from: "22:00", to: "06:00" },
      ],
    }),
    "2026-12-24T00:00Z",
    "2026-12-26T00:00Z",
    ["2026-12-24T09:00 2026-12-24T13:00"],
  ],
  [
    "a holiday of soldiers or children closes nothing",
    calendar({ country: "CN", timeZone: "UTC" }),
    "2026-06-01T00:00Z",
    "2026-06-02T00:00Z",
    ["2026-06-01T09:00 2026-06-01T18:00"],
  ],
  [
    "an exception opens on a holiday",
    calendar({
      country: "UA",
      timeZone: "UTC",
      exceptions: [{ date: "2026-08-24", name: "Sale", hours: [{ from: "10:00", to: "12:00" }] }],
    }),
    "2026-08-24T00:00Z",
    "2026-08-25T00:00Z",
    ["2026-08-24T10:00 2026-08-24T12:00"],
  ],
])("%s", (_, data, from, to, openings) => {
  expect(shown(data, from, to)).toEqual(openings);
});

test("where one place closes another goes on: calendars that cover it count, and what covers them", () => {
  const kyiv = calendar({ id: "kyiv", covers: ["toronto"] });
  const toronto = calendar({ id: "toronto", timeZone: "America/Toronto", covers: ["shanghai"] });
  const shanghai = calendar({
    id: "shanghai",
    timeZone: "Asia/Shanghai",
    covers: ["kyiv"],
    hours: [{ weekday: 2, from: "07:00", to: "17:00" }],
  });

  expect(shown(kyiv, "2026-11-23T00:00Z", "2026-11-24T12:00Z", [kyiv, toronto, shanghai])).toEqual([
    "2026-11-23T07:00 2026-11-24T12:00",
  ]);
});

test("a cover that is not there is a mistake, not a calendar that is closed more often", () => {
  expect(() => openCalendar(calendar({ covers: ["gone"] }))).toThrow("gone");
});

test.each<[string, Partial<CalendarData>, string, unknown[]]>([
  ["nothing when it is open", {}, "2026-11-23T08:00Z", []],
  ["that it is beyond its hours", {}, "2026-11-21T08:00Z", [{ kind: "hours" }]],
  [
    "the holiday that makes a weekend longer",
    { country: "DE", timeZone: "Europe/Berlin" },
    "2026-04-04T12:00Z",
    [{ kind: "holiday", name: "Easter Monday" }],
  ],
  [
    "not a holiday on a day that is off anyway",
    { country: "DE", timeZone: "Europe/Berlin" },
    "2026-10-03T12:00Z",
    [{ kind: "hours" }],
  ],
  [
    "the exception that sends people home early",
    { exceptions: [{ date: "2026-11-23", name: "Inventory", hours: [{ from: "09:00", to: "12:00" }] }] },
    "2026-11-23T12:00Z",
    [{ kind: "exception", name: "Inventory" }],
  ],
  [
    "not that exception in the evening",
    { exceptions: [{ date: "2026-11-23", name: "Inventory", hours: [{ from: "09:00", to: "12:00" }] }] },
    "2026-11-23T17:00Z",
    [{ kind: "hours" }],
  ],
])("why it is closed says %s", (_, fields, time, reasons) => {
  expect(openCalendar(calendar(fields)).whyClosed(at(time), "en")).toEqual(reasons);
});

test("what never opens is never due, and does not open", () => {
  const never = openCalendar(calendar({ hours: [] }));
  expect(never.add(at("2026-11-23T00:00Z"), 1)).toBeNull();
  expect(never.nextOpening(at("2026-11-23T00:00Z"))).toBeNull();
  expect(never.add(at("2026-11-23T00:00Z"), 0)).toBe(at("2026-11-23T00:00Z"));
  // Fifty-two Sundays a year of one hour each: 521 hours in ten years, not 525.
  const rare = openCalendar(calendar({ hours: [{ weekday: 7, from: "09:00", to: "10:00" }] }));
  expect(rare.add(at("2026-11-23T00:00Z"), 521 * 3_600_000)).not.toBeNull();
  expect(rare.add(at("2026-11-23T00:00Z"), 525 * 3_600_000)).toBeNull();
});

test("hours that are full as it closes are due as it closes, not when it opens again", () => {
  const due = openCalendar(calendar()).add(at("2026-11-20T14:00Z"), 2 * 3_600_000);
  expect(due).toBe(at("2026-11-20T16:00Z"));
});
