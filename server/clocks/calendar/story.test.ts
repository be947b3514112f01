import { expect, test } from "vitest";
import { locales } from "../../../contract/languages.ts";
import { openCalendar, storyOf, type ToldClock } from "../index.ts";

const support = openCalendar({
  id: "support",
  name: "Support",
  timeZone: "Europe/Berlin",
  always: false,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "17:00" })),
  country: "DE",
  region: null,
  workedHolidays: [],
  exceptions: [],
  covers: [],
});
const at = (time: string) => Date.parse(`${time}+02:00`);
const clock: ToldClock = {
  calendar: support,
  startedAt: at("2026-04-02T17:40"),
  minutes: 240,
  began: "received",
  pauses: [],
};
const told = (fields: Partial<ToldClock> = {}, zone = "Europe/Berlin") =>
  storyOf({ ...clock, ...fields }, "en", zone).map((line) => line.replaceAll(/[\u2009\u202f]/g, " "));

test("a due time tells when it began, why nobody was there, what was counted", () => {
  expect(told()).toEqual([
    "Received Thu, Apr 2, 5:40 PM.",
    "“Support” was closed until Tue, Apr 7, 9:00 AM (holiday: Good Friday; holiday: Easter Monday).",
    "Counted 4 hours of working time: Tue, Apr 7, 9:00 AM – 1:00 PM.",
    "Due Tue, Apr 7, 1:00 PM.",
  ]);
});

test("a pause has its line and its reason", () => {
  expect(
    told({
      pauses: [{ from: at("2026-04-07T10:00"), to: at("2026-04-08T10:00"), reason: "customer" }],
    }).slice(2),
  ).toEqual([
    "Stood still Tue, Apr 7, 10:00 AM – Wed, Apr 8, 10:00 AM: we waited for the customer.",
    "Counted 4 hours of working time: Tue, Apr 7, 9:00 – 10:00 AM; Wed, Apr 8, 10:00 AM – 1:00 PM.",
    "Due Wed, Apr 8, 1:00 PM.",
  ]);
});

test("one that stands still has no due time, but tells what is left", () => {
  expect(
    told({ pauses: [{ from: at("2026-04-07T10:30"), to: null, reason: { words: "parts on order" } }] }).slice(
      2,
    ),
  ).toEqual([
    "Has stood still since Tue, Apr 7, 10:30 AM: parts on order.",
    "2 hours, 30 minutes of working time are left when it goes on.",
  ]);
});

test("holidays on the way are told, and long ways are told short", () => {
  expect(told({ startedAt: at("2026-04-01T09:00"), minutes: 60 * 60 })).toEqual([
    "Received Wed, Apr 1, 9:00 AM.",
    "On the way it was closed for: holiday: Good Friday; holiday: Easter Monday.",
    "Counted 60 hours of working time: Wed, Apr 1, 9:00 AM – 5:00 PM; Thu, Apr 2, 9:00 AM – 5:00 PM; 5 more stretches; Tue, Apr 14, 9:00 AM – 1:00 PM.",
    "Due Tue, Apr 14, 1:00 PM.",
  ]);
});

test("time around the clock is told as such", () => {
  expect(told({ calendar: null, minutes: 90, began: "promised" })).toEqual([
    "Promised Thu, Apr 2, 5:40 PM.",
    "Counted 1 hour, 30 minutes around the clock, days off included.",
    "Due Thu, Apr 2, 7:10 PM.",
  ]);
});

test("a reader elsewhere reads their own time, and that the calendar has another", () => {
  const lines = told({}, "Asia/Riyadh");
  expect(lines[0]).toBe("Received Thu, Apr 2, 6:40 PM.");
  expect(lines.at(-1)).toContain("Europe/Berlin");
});

test("what never falls due says so", () => {
  expect(told({ minutes: 60 * 24 * 365 * 5 }).at(-1)).toContain("never falls due");
});

test.each(locales)("every line has words in %s", (locale) => {
  for (const began of [
    "received",
    "customer_wrote",
    "promised",
    "reopened",
    "handed_over",
    "started",
  ] as const) {
    const lines = storyOf(
      { ...clock, began, pauses: [{ from: at("2026-04-07T10:00"), to: null, reason: "third_party" }] },
      locale,
      "UTC",
    );
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).not.toMatch(/story\.|[{}]|undefined/);
  }
});
