import fc from "fast-check";
import { expect, test } from "vitest";
import { type MetricKey, metricKeys, metrics, type Which } from "../../contract/metrics.ts";
import { Days } from "./days.ts";
import { type Fact, idOf, type Stands } from "./facts.ts";
import { fold } from "./fold.ts";
import { type HistoryEvent, plans, tell } from "./histories-for-test.ts";
import type { Beginning, Matter } from "./matter.ts";
import { type Counted, counted, openAt } from "./reference-for-test.ts";

const from = Date.parse("2026-03-26T09:00:00Z");
const zones = ["UTC", "Europe/Kyiv", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca"];

/** Folds a history in batches that end after these events; between two, only what is kept in the database is known. */
function foldAll(events: HistoryEvent[], cuts: number[], zone: string): Fact[] {
  const facts = new Map<string, Fact>();
  let kept = new Map<string, Matter>();
  let day: string | null = null;
  const ends = [...new Set(cuts.map((cut) => cut % (events.length + 1))), events.length].sort(
    (a, b) => a - b,
  );
  let begun = 0;
  for (const end of ends) {
    const batch = events.slice(begun, end);
    begun = end;
    const matters = new Map(kept);
    const beginnings = new Map(batch.flatMap(beginningIn));
    const folded = fold(batch, { matters, beginnings }, day, new Days(zone));
    day = folded.day;
    for (const [id, fact] of folded.puts) facts.set(id, fact);
    for (const [key, { id: _, ...seen }] of folded.sees) Object.assign(facts.get(key)!, seen);
    for (const key of folded.drops.keys()) expect(facts.delete(key)).toBe(true);
    kept = structuredClone(matters);
  }
  return [...facts.values()].map((fact) => structuredClone(fact));
}

function beginningIn({ kind, conversation, data, brandId, at }: HistoryEvent): [string, Beginning][] {
  if (kind !== "conversation.opened") return [];
  const { begunBy, stands, channel } = data as { begunBy: Beginning["by"]; stands: Stands; channel: string };
  return [
    [
      conversation,
      { by: begunBy, openedAt: at, stands: { ...stands, brand: brandId, channel, agent: null } },
    ],
  ];
}

const isMeant =
  ({ fact: kind, details, good }: Which) =>
  (fact: Fact) =>
    fact.kind === kind &&
    (!details || details.includes(fact.detail)) &&
    (good === undefined || (good === "known" ? fact.good !== null : fact.good === good));

/** What the facts say of a metric, in the reference's shape. */
function said(metric: MetricKey, facts: Fact[]): object[] {
  const { formula } = metrics[metric];
  const shape = ({ seq: _, kind: __, which: ___, detail: ____, good: _____, ...fact }: Fact) => fact;
  if (formula.is === "share" && formula.part.fact !== formula.of.fact)
    return [
      ...facts.filter(isMeant(formula.of)).map((fact) => ({ ...shape(fact), part: false })),
      ...facts.filter(isMeant(formula.part)).map((fact) => ({ ...shape(fact), part: true })),
    ].map(withoutTime);
  return facts.filter(isMeant(formula.of)).map((fact) => ({
    ...(formula.is === "duration" ? shape(fact) : withoutTime(shape(fact))),
    ...(formula.is === "share" && { part: isMeant(formula.part)(fact) }),
  }));
}

const withoutTime = <T extends object>(of: T) => {
  const { seconds: _, working: __, ...rest } = of as T & { seconds?: unknown; working?: unknown };
  return rest;
};
const inOrder = (all: object[]) =>
  all
    .map((one) =>
      JSON.stringify(Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))),
    )
    .sort();

const flows = metricKeys.filter((key) => !metrics[key].isStock);

test("every metric is what the events say, however they come in batches", () => {
  fc.assert(
    fc.property(
      plans(8),
      fc.array(fc.nat(200), { maxLength: 6 }),
      fc.constantFrom(...zones),
      (all, cuts, zone) => {
        const events = tell(all, from);
        const facts = foldAll(events, cuts, zone);
        expect(facts.length).toBe(new Set(facts.map(idOf)).size);
        for (const metric of flows) {
          const truth = counted(metric, events);
          const wanted = metrics[metric].formula.is === "duration" ? truth : truth.map(withoutTime);
          expect([metric, inOrder(said(metric, facts))]).toEqual([metric, inOrder(wanted)]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("what is open is written down at the end of each day of the zone", () => {
  fc.assert(
    fc.property(
      plans(6),
      fc.array(fc.nat(100), { maxLength: 4 }),
      fc.constantFrom(...zones),
      (all, cuts, zone) => {
        const events = tell(all, from);
        const facts = foldAll(events, cuts, zone).filter(({ kind }) => kind === "backlog");
        const days = new Days(zone);
        const dayOf = (at: number) => days.of(at);
        const ended = new Set(events.map(({ at }) => dayOf(at)));
        const [first, last] = [dayOf(events[0]!.at), dayOf(events.at(-1)!.at)];
        expect(ended.size).toBeGreaterThan(0);
        const wanted: Counted[] = [];
        for (let day = Temporal.PlainDate.from(first); day.toString() < last; day = day.add({ days: 1 })) {
          const end = day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
          wanted.push(...openAt(events, end));
        }
        const shaped = facts.map(
          ({ seq: _, kind: __, which: ___, detail, good: ____, working: _____, ...fact }) => ({
            ...fact,
            part: detail === "ours",
          }),
        );
        expect(inOrder(shaped)).toEqual(inOrder(wanted));
      },
    ),
    { numRuns: 300 },
  );
});
