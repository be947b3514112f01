import fc from "fast-check";
import { expect, test } from "vitest";
import { SlowCalendar } from "../../../test/slow-calendar.ts";
import { type CalendarData, dueAt, openCalendar } from "../index.ts";

const minute = 60_000;
const days = 12;

/** Zones with dates around which something odd happens to their clocks. */
const oddities: [zone: string, date: string][] = [
  ["Europe/Kyiv", "2026-03-29"],
  ["Europe/Kyiv", "2026-10-25"],
  ["Europe/London", "2026-03-29"],
  ["America/New_York", "2026-11-01"],
  // At midnight.
  ["America/Sao_Paulo", "2018-11-04"],
  ["America/Sao_Paulo", "2018-02-18"],
  ["Africa/Cairo", "2026-04-24"],
  ["Asia/Beirut", "2026-03-29"],
  ["America/Havana", "2026-11-01"],
  // By half an hour.
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  // For Ramadan.
  ["Africa/Casablanca", "2026-02-15"],
  ["Africa/Casablanca", "2026-03-22"],
  ["Pacific/Chatham", "2026-09-27"],
  // Had no 30 December.
  ["Pacific/Apia", "2011-12-30"],
  ["Asia/Kathmandu", "2026-01-01"],
  ["Asia/Riyadh", "2026-05-26"],
  ["Asia/Shanghai", "2026-10-01"],
  ["UTC", "2026-12-25"],
];

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 0, 15, 30, 37, 59))
  .map(([hour, minutes]) => `${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`);
const span = fc.record({ from: time, to: fc.oneof({ weight: 6, arbitrary: time }, fc.constant("24:00")) });
const hours = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 7 }), span).map(([weekday, one]) => ({ weekday, ...one })),
  { maxLength: 16 },
);
const holidays = fc.constantFrom<Pick<CalendarData, "country" | "region" | "workedHolidays">[]>(
  { country: null, region: null, workedHolidays: [] },
  { country: "DE", region: "BY", workedHolidays: [] },
  { country: "UA", region: null, workedHolidays: ["Labour Day"] },
  { country: "GB", region: "ENG", workedHolidays: ["Boxing Day"] },
);
const exceptionsAround = (date: string) =>
  fc.uniqueArray(
    fc.record({
      date: fc
        .integer({ min: -7, max: 7 })
        .map((shift) => Temporal.PlainDate.from(date).add({ days: shift }).toString()),
      name: fc.constant("Inventory"),
      hours: fc.array(span, { maxLength: 3 }),
    }),
    { selector: (one) => one.date, maxLength: 4 },
  );

const calendarIn = (timeZone: string, date: string, id: string) =>
  fc.tuple(hours, holidays, exceptionsAround(date), fc.integer({ min: 0, max: 9 })).map(
    ([hours, holidays, exceptions, dice]): CalendarData => ({
      id,
      name: id,
      timeZone,
      always: dice === 0,
      hours,
      ...holidays,
      exceptions,
      covers: [],
    }),
  );

/** A calendar, those that cover it, one through another, and an instant some days before something odd. */
const situation = fc
  .tuple(
    fc.constantFrom(...oddities),
    fc.constantFrom(...oddities),
    fc.constantFrom(...oddities),
    fc.integer({ min: 0, max: 2 }),
  )
  .chain(([[zone, date], [second], [third], covers]) =>
    fc
      .tuple(
        calendarIn(zone, date, "own"),
        calendarIn(second, date, "second"),
        calendarIn(third, date, "third"),
      )
      .map(([own, two, three]) => ({
        own: { ...own, covers: covers > 0 ? ["second"] : [] },
        others: [{ ...two, covers: covers > 1 ? ["third"] : [] }, three],
        counted: [own, two, three].slice(0, covers + 1),
        date,
        startsAt: Temporal.PlainDate.from(date).subtract({ days: 6 }).toZonedDateTime("UTC")
          .epochMilliseconds,
      })),
  );

const minutes = fc.integer({ min: 0, max: days * 1440 - 1 });
const pauses = fc.array(
  fc.record({ from: minutes, length: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 8 }) }),
  { maxLength: 4 },
);

test("openings are those of a model that paints every minute, whatever the zone does to its clocks", () => {
  fc.assert(
    fc.property(situation, ({ own, others, counted, startsAt }) => {
      const quick = openCalendar(own, others);
      const slow = new SlowCalendar(counted, startsAt, days);
      const painted: { from: number; to: number }[] = [];
      for (let at = startsAt; at < slow.endsAt; at += minute) {
        if (!slow.isOpen(at)) continue;
        const last = painted.at(-1);
        if (last?.to === at) last.to = at + minute;
        else painted.push({ from: at, to: at + minute });
      }
      expect(quick.openings(startsAt, slow.endsAt)).toEqual(painted);
      for (const { from, to } of painted) {
        expect([quick.isOpen(from), quick.isOpen(to - 1), quick.nextOpening(from)]).toEqual([
          true,
          true,
          from,
        ]);
        if (to < slow.endsAt) expect(quick.isOpen(to)).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test("what is counted is what a model counts minute by minute, pauses left out", () => {
  fc.assert(
    fc.property(
      situation,
      minutes,
      minutes,
      fc.integer({ min: 0, max: 6000 }),
      pauses,
      ({ own, others, counted, startsAt }, start, end, wanted, stops) => {
        const quick = openCalendar(own, others);
        const slow = new SlowCalendar(counted, startsAt, days);
        const [from, to] = [startsAt + start * minute, startsAt + end * minute];
        const still = stops.map(({ from: at, length }) => ({
          from: startsAt + at * minute,
          to: length === null ? null : startsAt + (at + length) * minute,
        }));

        expect(quick.between(from, to)).toBe(slow.minutesBetween(from, to) * minute);
        const added = slow.add(from, wanted);
        if (added !== null) expect(quick.add(from, wanted * minute)).toBe(added);

        const clock = dueAt({ calendar: quick, startedAt: from, minutes: wanted, pauses: still });
        const due = slow.add(from, wanted, still);
        if (due !== null) expect(clock.dueAt).toBe(due);
        else if (clock.dueAt !== null) expect(clock.dueAt).toBeGreaterThan(slow.endsAt - 1);
        if (to > from)
          expect(clock.spentMilliseconds(to)).toBe(slow.minutesBetween(from, to, still) * minute);
      },
    ),
    { numRuns: 200 },
  );
});

const instant = fc.integer({ min: Date.UTC(2021, 0), max: Date.UTC(2030, 0) });
const length = fc.integer({ min: 0, max: 400 * 3_600_000 });

test("adding and counting agree with each other, over years and to the millisecond", () => {
  fc.assert(
    fc.property(situation, instant, instant, length, length, ({ own, others }, one, other, some, more) => {
      const calendar = openCalendar(own, others);
      const [from, to] = one < other ? [one, other] : [other, one];

      expect(calendar.add(from, calendar.between(from, to))).toBeLessThanOrEqual(to);
      const due = calendar.add(from, some);
      if (due === null) return;
      expect(calendar.between(from, due)).toBe(some);
      expect(due === from || calendar.between(from, due - 1)).toBe(due === from || some - 1);
      // What begins later is not due earlier, and what takes longer is not either.
      expect(calendar.add(to, some) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(due);
      const both = calendar.add(from, some + more);
      if (both !== null) expect(calendar.add(due, more)).toBe(both);
      // Counting in two parts is counting.
      expect(calendar.between(from, due) + calendar.between(due, to)).toBe(
        due <= to ? calendar.between(from, to) : some,
      );
    }),
    { numRuns: 200 },
  );
});

test("an exception for a date changes nothing but that date's own openings", () => {
  fc.assert(
    fc.property(situation, fc.array(span, { maxLength: 2 }), ({ own, others, date, startsAt }, open) => {
      const edited = {
        ...own,
        exceptions: [
          ...own.exceptions.filter((one) => one.date !== date),
          { date, name: "Edit", hours: open },
        ],
      };
      const [before, after] = [openCalendar(own, others), openCalendar(edited, others)];
      const day = Temporal.PlainDate.from(date);
      const begins = day.toZonedDateTime(own.timeZone).epochMilliseconds;
      const ends = day.add({ days: 2 }).toZonedDateTime(own.timeZone).epochMilliseconds;
      const far = startsAt + 200 * 86_400_000;

      expect(after.openings(startsAt, begins)).toEqual(before.openings(startsAt, begins));
      expect(after.openings(ends, far)).toEqual(before.openings(ends, far));
      // Taking it back brings everything back.
      expect(openCalendar(own, others).openings(startsAt, far)).toEqual(before.openings(startsAt, far));
    }),
    { numRuns: 100 },
  );
});
