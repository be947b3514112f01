import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClockTarget } from "../../contract/clocks.ts";
import { SlowCalendar } from "../../test/slow-calendar.ts";
import { type Entry, inOrder, type SlowPolicy, slowClocks } from "../../test/slow-clocks.ts";
import { type ClockState, type Matter, spentMinutes, turn } from "./engine.ts";
import { type CalendarData, type ClockRules, openCalendar } from "./index.ts";
import { reached } from "./steps.ts";

const minute = 60_000;
const days = 12;
/** Friday; the clocks of Kyiv go forward on the Sunday. */
const startsAt = Date.UTC(2026, 2, 27, 6);

const calendar = (id: string, hours: [number[], string, string][], holidays = false): CalendarData => ({
  id,
  name: id,
  timeZone: "Europe/Kyiv",
  always: false,
  hours: hours.flatMap(([weekdays, from, to]) => weekdays.map((weekday) => ({ weekday, from, to }))),
  country: null,
  region: null,
  workedHolidays: [],
  exceptions: holidays ? [{ date: "2026-03-31", name: "Inventory", hours: [] }] : [],
  covers: [],
});
const week = [1, 2, 3, 4, 5];
const calendars: Record<string, CalendarData> = {
  support: calendar("support", [
    [week, "09:00", "13:00"],
    [week, "14:00", "18:00"],
  ]),
  service: calendar("service", [[[...week, 6, 7], "20:00", "03:30"]], true),
};
const quick = Object.fromEntries(Object.entries(calendars).map(([line, data]) => [line, openCalendar(data)]));
const slow = Object.fromEntries(
  Object.entries(calendars).map(([line, data]) => [line, new SlowCalendar([data], startsAt, days)]),
);

/** Often a whole number of hours, so that something happens in the very minute in which a clock is due. */
const length = (max: number) => fc.oneof(fc.integer({ min: 1, max }), fc.constantFrom(60, 120));

const target = (clock: string, own: Partial<ClockTarget> = {}) =>
  fc.record({
    clock: fc.constant(clock),
    minutes: length(2000),
    time: fc.constantFrom("working" as const, "calendar" as const),
    pauses: fc.subarray(["customer" as const, "third_party" as const]),
    steps: fc.constant([]),
    ...(Object.fromEntries(Object.entries(own).map(([name, value]) => [name, fc.constant(value)])) as object),
  }) as fc.Arbitrary<ClockTarget>;
const policy = (id: string) =>
  fc.record<SlowPolicy>({
    id: fc.constant(id),
    priorities: fc.constantFrom([], [], ["high"], ["normal", "low"]),
    lines: fc.constantFrom([], [], ["support"], ["service"]),
    clocks: fc
      .tuple(
        ...[
          target("first_reply"),
          target("next_reply"),
          target("resolution"),
          target("taken", { starts: "opened", stops: "assigned" }),
          target("workshop", { starts: "stage", stops: "stage", stage: "workshop" }),
        ].map((one) => fc.option(one, { freq: 3 })),
      )
      .map((targets) => targets.filter((one) => one !== null)),
  });
const policies = fc.tuple(policy("one"), policy("two"), policy("three"));

const acts = [
  "customer_wrote",
  "replied",
  "replied_and_kept",
  "replied_and_closed",
  "closed",
  "reopened",
  "held",
  "released",
  "raised",
  "lowered",
  "moved_line",
  "handed_over",
  "waived",
  "assigned",
  "to_workshop",
  "out_of_workshop",
] as const;
const happenings = fc.array(
  fc.record({ act: fc.constantFrom(...acts), gap: fc.oneof(fc.constant(0), length(1100)) }),
  { maxLength: 12 },
);

const newcomer: Matter = {
  line: "support",
  brandId: "kolo",
  priority: "normal",
  tier: null,
  channel: "email",
  country: null,
  status: "new",
  stage: null,
  heldFor: null,
};

/** What an act makes of a matter; null where it cannot happen. */
function after(act: (typeof acts)[number], was: Matter): Omit<Entry, "at"> | null {
  const { status } = was;
  const isOpen = status !== "closed";
  const other = was.line === "support" ? "service" : "support";
  const to = (change: Partial<Matter>, ...happened: Entry["happened"]) => ({
    is: { ...was, ...change },
    happened,
  });
  if (act === "customer_wrote")
    return isOpen
      ? to({ status: status === "new" ? "new" : "open" }, act)
      : to({ status: "open" }, act, "reopened");
  if (act === "reopened") return isOpen ? null : to({ status: "open" }, act);
  if (!isOpen) return null;
  switch (act) {
    case "replied":
      return to({ status: "waiting" }, "answered");
    case "replied_and_kept":
      return to({ status: "open" }, "answered");
    case "replied_and_closed":
      return to({ status: "closed", heldFor: null }, "answered", "closed");
    case "closed":
      return to({ status: "closed", heldFor: null }, "closed");
    case "held":
      return to({ heldFor: "third_party" });
    case "released":
      return to({ heldFor: null });
    case "raised":
      return to({ priority: "high" }, "changed");
    case "lowered":
      return to({ priority: "low" }, "changed");
    case "moved_line":
      return to({ line: other, stage: null }, "changed");
    case "handed_over":
      return to({ line: other, stage: null }, "handed_over", "changed");
    case "waived":
      return to({ status: status === "new" ? "open" : status }, "waived");
    case "assigned":
      return to({}, "assigned");
    case "to_workshop":
      return to({ stage: "workshop" });
    case "out_of_workshop":
      return to({ stage: null });
  }
}

function logOf(told: { act: (typeof acts)[number]; gap: number }[]): Entry[] {
  const log: Entry[] = [{ at: startsAt + 90 * minute, happened: ["opened"], is: newcomer }];
  for (const { act, gap } of told) {
    const { at, is } = log.at(-1)!;
    const next = after(act, is);
    if (next) log.push({ at: at + gap * minute, ...next });
  }
  return log;
}

/** The clocks of a matter by the engine: those that ended and those that are alive. */
function quickClocks(rules: ClockRules, log: Entry[]): ClockState[] {
  const all = new Map<string, ClockState>();
  let alive: ClockState[] = [];
  let was: Matter | null = null;
  for (const { at, happened, is } of log) {
    const turned = turn(rules, { was, is }, alive, new Set(happened), new Date(at));
    for (const clock of turned.changed) all.set(clock.id, clock);
    alive = turned.alive;
    was = is;
    // Nothing runs twice, and all that goes on is known.
    expect(new Set(alive.map(({ clock }) => clock)).size).toBe(alive.length);
    expect([...all.values()].filter(({ endedAt }) => !endedAt)).toHaveLength(alive.length);
  }
  return [...all.values()];
}

test("whatever happens to a matter, its clocks are those of a model that counts minute by minute", () => {
  const end = startsAt + days * 1440 * minute;
  fc.assert(
    fc.property(policies, happenings, (policies, told) => {
      const rules: ClockRules = {
        policies: policies.map((one) => ({ ...one, name: one.id, brands: [], tiers: [], channels: [] })),
        calendarFor: ({ line }) => quick[line]!,
        calendarById: (id) => quick[id] ?? null,
      };
      const log = logOf(told);
      const expected = slowClocks(policies, (line) => slow[line]!, log);
      const clocks = quickClocks(rules, log);
      const found = clocks.map((clock) => {
        const dueAt = clock.dueAt?.getTime() ?? null;
        return {
          clock: clock.clock,
          startedAt: clock.startedAt.getTime(),
          endedAt: clock.endedAt?.getTime() ?? null,
          state: clock.endedAt ? clock.state : "alive",
          policyId: clock.policyId,
          // Where the painted days end, the model knows no more.
          dueAt: dueAt !== null && dueAt > end ? null : dueAt,
          spentMinutes: clock.endedAt ? spentMinutes(rules, clock, clock.endedAt) : 0,
          standsStill: clock.state === "paused",
        };
      });
      expect(found.sort(inOrder)).toEqual(expected);

      for (const clock of clocks) {
        const { state, endedAt, dueAt, breachedAt, pausedAt, pauses } = clock;
        if (state === "met") expect(dueAt === null || endedAt! <= dueAt).toBe(true);
        if (state === "late") expect([endedAt! > dueAt!, breachedAt]).toEqual([true, dueAt]);
        expect(pauses.filter(({ to }) => to === null)).toHaveLength(state === "paused" ? 1 : 0);
        expect(pausedAt !== null).toBe(state === "paused");
      }
    }),
    { numRuns: 300 },
  );
}, 120_000);

test("a ladder is gone through once, in order, whenever somebody looks", () => {
  const steps = fc
    .uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 })
    .map((percents) => percents.map((percent) => ({ percent, does: "nudge" as const })));
  fc.assert(
    fc.property(steps, fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 10 }), (steps, looks) => {
      const rules: ClockRules = {
        policies: [
          {
            id: "only",
            name: "",
            ...{ lines: [], brands: [], priorities: [], tiers: [], channels: [] },
            clocks: [{ clock: "first_reply", minutes: 240, time: "working", pauses: [], steps }],
          },
        ],
        calendarFor: ({ line }) => quick[line]!,
        calendarById: (id) => quick[id] ?? null,
      };
      let now = startsAt;
      let clock = turn(rules, { was: null, is: newcomer }, [], new Set(["opened"]), new Date(now)).alive[0]!;
      const done: number[] = [];
      for (const gap of looks) {
        now += gap * minute;
        const looked = reached(rules, clock, new Date(now));
        done.push(...looked.steps.map(({ percent }) => percent));
        clock = looked.clock;
      }
      const spent = (spentMinutes(rules, clock, new Date(now)) / 240) * 100;
      const due = steps.map(({ percent }) => percent).filter((percent) => percent <= spent);
      expect(done).toEqual(due.sort((a, b) => a - b));
      expect(clock.breachedAt !== null).toBe(spent >= 100);
      expect(clock.lookAt === null).toBe(spent >= Math.max(100, ...steps.map(({ percent }) => percent)));
    }),
    { numRuns: 300 },
  );
}, 120_000);
