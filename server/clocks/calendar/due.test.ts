import { expect, test } from "vitest";
import { dueAt, openCalendar, type Pause } from "../index.ts";

const office = openCalendar({
  id: "office",
  name: "Office",
  timeZone: "UTC",
  always: false,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "17:00" })),
  country: null,
  region: null,
  workedHolidays: [],
  exceptions: [],
  covers: [],
});

// 23 November 2026 is a Monday.
const on = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}Z`);
const pause = (from: number, to: number | null): Pause => ({ from, to });

test.each<[string, minutes: number, Pause[], due: number | null]>([
  ["by working time", 120, [], on(23, "11:00")],
  ["the next day when this one is full", 600, [], on(24, "11:00")],
  ["at once when nothing is to be counted", 0, [pause(on(23, "09:00"), null)], on(23, "09:00")],
  ["later by a pause", 120, [pause(on(23, "10:00"), on(23, "12:00"))], on(23, "13:00")],
  [
    "not later by a pause while it is closed",
    600,
    [pause(on(23, "17:00"), on(24, "09:00"))],
    on(24, "11:00"),
  ],
  [
    "later once for pauses that overlap",
    120,
    [pause(on(23, "11:00"), on(23, "14:00")), pause(on(23, "10:00"), on(23, "13:00"))],
    on(23, "15:00"),
  ],
  [
    "later only by what of a pause is after its start",
    60,
    [pause(on(20, "10:00"), on(23, "10:00"))],
    on(23, "11:00"),
  ],
  ["not at all while it stands still", 120, [pause(on(23, "10:00"), null)], null],
  ["when it was, if it stands still only since", 120, [pause(on(23, "11:00"), null)], on(23, "11:00")],
])("a clock is due %s", (_, minutes, pauses, due) => {
  expect(dueAt({ calendar: office, startedAt: on(23, "09:00"), minutes, pauses }).dueAt).toBe(due);
});

test("a clock without a calendar counts nights and Sundays", () => {
  const clock = dueAt({
    calendar: null,
    startedAt: on(20, "18:00"),
    minutes: 48 * 60,
    pauses: [pause(on(21, "00:00"), on(21, "06:00"))],
  });
  expect(clock.dueAt).toBe(on(23, "00:00"));
});

test("a clock tells what is spent, and since when it stands still", () => {
  const clock = dueAt({
    calendar: office,
    startedAt: on(23, "09:00"),
    minutes: 240,
    pauses: [pause(on(23, "10:00"), on(23, "11:00")), pause(on(23, "12:00"), null)],
  });
  const spent = (at: number) => clock.spentMilliseconds(at) / 60_000;

  expect(clock).toMatchObject({ dueAt: null, standsStillSince: on(23, "12:00") });
  expect(
    [on(20, "12:00"), on(23, "09:30"), on(23, "10:40"), on(23, "11:15"), on(25, "15:00")].map(spent),
  ).toEqual([0, 30, 60, 75, 120]);
});
