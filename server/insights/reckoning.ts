import type { Dimension, TimeKind, Value } from "../../contract/insights.ts";
import { type FactKind, type MetricKey, metrics, type Which } from "../../contract/metrics.ts";
import type { Tx } from "../db/database.ts";
import { type Book, readBook } from "./book.ts";
import type { Cut, Range, Steps } from "./periods.ts";
import { type Scope, siftedBy, siftOf } from "./scope.ts";
import type { Column } from "./sheet.ts";
import { countOf, durationsOf, type Groups, marksMeant, quantiles, type Tally, tally } from "./tally.ts";
import type { Words } from "./words.ts";

/** The values of metrics, by group, for a whole period or one of its steps. */
export interface Reckoning {
  words: Words;
  /** How many groups there may be. */
  size: number;
  /** The numbers of the groups in which there is anything: words of the dimension, or the line's bit. */
  groups: number[];
  value(metric: MetricKey, group: number): Value;
  /** Of a step; null where nothing is known of it. */
  at(metric: MetricKey, group: number, step: number): Value | null;
}

interface How {
  steps: Steps;
  metrics: readonly MetricKey[];
  by?: Dimension;
}

const columnOf: Record<Exclude<Dimension, "line">, Column> = {
  brand: "brands",
  team: "teams",
  agent: "agents",
  channel: "channels",
  language: "languages",
  intent: "intents",
};

export const durationColumn = (time: TimeKind) => (time === "working" ? "workingSeconds" : "seconds");

/** Reads a period and reckons its metrics. */
export async function reckon(
  tx: Tx,
  scope: Scope,
  range: Range | Cut,
  { steps, metrics: keys, by }: How,
): Promise<Reckoning> {
  const groupColumn = by && by !== "line" ? columnOf[by] : null;
  const byHour = steps.grain === "hour";
  const flow = keys.filter((key) => !metrics[key].isStock);
  const book = await readBook(tx, scope, {
    range,
    kinds: [...new Set(flow.flatMap((key) => whichOf(key).map(({ fact }) => fact)))],
    timed: [...new Set(flow.filter((key) => isDuration(key)).map((key) => metrics[key].formula.of.fact))],
    durations: durationColumn(scope.asked.time),
    columns: [
      ...new Set([
        ...siftedBy(scope),
        ...(groupColumn ? [groupColumn] : []),
        ...(byHour ? (["hours"] as const) : []),
      ]),
    ],
    stockDays: flow.length < keys.length ? [...new Set(steps.ends)] : [],
  });
  const { words } = book;
  const groups: Groups = {
    by: groupColumn ?? (by ? "line" : null),
    size: groupColumn ? words.list(by as Exclude<Dimension, "line">).length : by ? 2 : 1,
  };
  const tallies = await tallyAll(scope, book, keys, { steps, groups, byHour });
  return reckoning(tallies, { steps, groups, words });
}

interface Tallies {
  flow: Map<FactKind, Tally>;
  /** By the step at whose end it was; what is not known of it is not among the `known`. */
  stock: Tally;
  known: boolean[];
  /** Where the durations of a metric are gathered. */
  slots: Map<MetricKey, number>;
}

async function tallyAll(
  scope: Scope,
  { sheets, stock, words }: Book,
  keys: readonly MetricKey[],
  { steps, groups, byHour }: { steps: Steps; groups: Groups; byHour: boolean },
): Promise<Tallies> {
  const sift = siftOf(scope, words);
  const slots = new Map<MetricKey, number>();
  const slotsOf = (kind: FactKind) => {
    const byMark = new Map<number, number>();
    const timed = keys.filter((key) => isDuration(key) && metrics[key].formula.of.fact === kind);
    for (const [slot, key] of timed.entries()) {
      slots.set(key, slot);
      for (const mark of marksMeant(metrics[key].formula.of, words)) byMark.set(mark, slot);
    }
    return byMark;
  };
  const flow = new Map<FactKind, Tally>();
  for (const [kind, read] of sheets)
    flow.set(
      kind,
      await tally(
        read,
        {
          sift,
          groups,
          byHour,
          steps: steps.starts.length,
          stepOf: ({ day }, hour) => steps.of(day) + hour,
          slots: slotsOf(kind),
          durations: durationColumn(scope.asked.time),
        },
        words,
      ),
    );
  // Of a day told by the hour only its end is known.
  const lastOf = new Map(steps.ends.map((day, step) => [day, step]));
  const stockTally = await tally(
    [...stock.values()],
    {
      sift,
      groups,
      byHour: false,
      steps: steps.starts.length,
      stepOf: ({ day }) => lastOf.get(day)!,
      slots: slotsOf("backlog"),
      durations: "seconds",
    },
    words,
  );
  const known = steps.ends.map((day, step) => stock.has(day) && lastOf.get(day) === step);
  return { flow, stock: stockTally, known, slots };
}

function reckoning(
  { flow, stock, known, slots }: Tallies,
  { steps, groups, words }: { steps: Steps; groups: Groups; words: Words },
): Reckoning {
  const all: [number, number] = [0, steps.starts.length];
  const meant = new Map<Which, number[]>();
  const marksOf = (which: Which) => {
    const marks = meant.get(which) ?? marksMeant(which, words);
    meant.set(which, marks);
    return marks;
  };

  function within(key: MetricKey, group: number, span: readonly [number, number]): Value {
    const { formula, isStock } = metrics[key];
    const tallyOf = (which: Which) => (isStock ? stock : flow.get(which.fact)!);
    const count = (which: Which) => countOf(tallyOf(which), marksOf(which), group, span);
    switch (formula.is) {
      case "count": {
        const of = count(formula.of);
        return { value: of, p90: null, of };
      }
      case "share": {
        const of = count(formula.of);
        return { value: of ? count(formula.part) / of : null, p90: null, of };
      }
      case "duration": {
        const lists = durationsOf(tallyOf(formula.of), slots.get(key)!, group, span);
        const [value, p90] = quantiles(lists, [0.5, 0.9]);
        return { value: value!, p90: p90!, of: lists.reduce((sum, list) => sum + list.length, 0) };
      }
    }
  }

  // How things stood at the end is told by the last step whose end is known, which for the period that runs is now.
  const end = known.lastIndexOf(true);
  return {
    words,
    size: groups.size,
    groups: Array.from({ length: groups.size }, (_, group) => group).filter(
      (group) =>
        [...flow.values()].some((one) => hasAny(one, group)) || (end >= 0 && hasAny(stock, group, end)),
    ),
    value: (key, group) => {
      if (!metrics[key].isStock) return within(key, group, all);
      return end < 0 ? { value: null, p90: null, of: 0 } : within(key, group, [end, end + 1]);
    },
    at: (key, group, step) =>
      metrics[key].isStock && !known[step] ? null : within(key, group, [step, step + 1]),
  };
}

function hasAny({ counts, steps, marks }: Tally, group: number, step?: number): boolean {
  const from = (group * steps + (step ?? 0)) * marks;
  const to = step === undefined ? (group + 1) * steps * marks : from + marks;
  for (let at = from; at < to; at++) if (counts[at]) return true;
  return false;
}

const isDuration = (key: MetricKey) => metrics[key].formula.is === "duration";

export function whichOf(key: MetricKey): Which[] {
  const { formula } = metrics[key];
  return formula.is === "share" ? [formula.part, formula.of] : [formula.of];
}
