import type {
  Asked,
  Dimension,
  Figure,
  getFigureBacklog,
  getFigureBreakdown,
  getFigureHours,
  getFigureSpread,
  getFigures,
  Value,
} from "../../contract/insights.ts";
import { lines } from "../../contract/lines.ts";
import { ageBands, type MetricKey, metricKeys, metrics } from "../../contract/metrics.ts";
import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { readBook } from "./book.ts";
import type { Day } from "./days.ts";
import { toBucket } from "./durations.ts";
import { namesOf } from "./names.ts";
import { type Cut, type Range, type Steps, stepsOf, weekdaysIn } from "./periods.ts";
import { durationColumn, type Reckoning, reckon } from "./reckoning.ts";
import { type Scope, scopeOf, siftedBy, siftOf, spanOf } from "./scope.ts";
import type { Sheet } from "./sheet.ts";
import { marksMeant, sieveOf, tally } from "./tally.ts";
import type { Words } from "./words.ts";

/** Every figure of a period, beside the one before, with its course over time. */
export function figures(db: Db, caller: Caller, asked: Asked): Promise<ReplyOf<typeof getFigures>> {
  return look(db, caller.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, caller, asked);
    const steps = stepsOf(scope.range);
    const now = await reckon(tx, scope, scope.range, { steps, metrics: metricKeys });
    const before = await formerly(tx, scope, metricKeys);
    const running = runningStep(steps, scope);
    return {
      ...spanOf(scope),
      grain: steps.grain,
      steps: steps.starts,
      running,
      figures: metricKeys.map((metric) => {
        const course = steps.starts.map((_, step) =>
          running !== null && step > running ? null : now.at(metric, 0, step),
        );
        return {
          metric,
          ...now.value(metric, 0),
          former: before?.value(metric, 0) ?? null,
          series: course.map((one) => one?.value ?? null),
          p90Series: metrics[metric].formula.is === "duration" ? course.map((one) => one?.p90 ?? null) : [],
        };
      }),
    };
  });
}

/** The step in which we are; null where the period has ended, or has not begun. */
function runningStep({ starts }: Steps, { today, range, days, now }: Scope): number | null {
  if (today < range.from || today > range.to) return null;
  const clock = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(days.zone);
  const moment = clock.toPlainDateTime().toString();
  return starts.findLastIndex((start) => start <= moment);
}

/** The same in one step: nobody asks how the former period came about. */
const inOne = ({ to }: Range, from: Day): Steps => ({
  grain: "month",
  starts: [from],
  ends: [to],
  of: () => 0,
});

async function formerly(
  tx: Tx,
  scope: Scope,
  keys: readonly MetricKey[],
  by?: Dimension,
): Promise<Reckoning | null> {
  const { former } = scope;
  return former && reckon(tx, scope, former, { steps: inOne(former, former.from), metrics: keys, by });
}

/** Every figure, told apart by one of the dimensions. */
export function breakdown(
  db: Db,
  caller: Caller,
  { by, ...asked }: QueryOf<typeof getFigureBreakdown>,
): Promise<ReplyOf<typeof getFigureBreakdown>> {
  return look(db, caller.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, caller, asked);
    const { range } = scope;
    const now = await reckon(tx, scope, range, { steps: inOne(range, range.from), metrics: metricKeys, by });
    const before = await formerly(tx, scope, metricKeys, by);
    const names = await namesOf(tx, caller, by);
    const rows = now.groups.map((group) => {
      const key = keyOf(by, group, now.words);
      return {
        key,
        name: (key && names.get(key)) ?? null,
        figures: metricKeys.map(
          (metric): Figure => ({
            metric,
            ...now.value(metric, group),
            // A word that came up later than the former period was read has no place in it.
            former: before && (group < before.size ? before.value(metric, group) : nothing),
          }),
        ),
      };
    });
    return { ...spanOf(scope), by, rows };
  });
}

const nothing: Value = { value: null, p90: null, of: 0 };

const keyOf = (by: Dimension, group: number, words: Words): string | null =>
  by === "line" ? lines[group]! : words.list(by)[group] || null;

/** When it happens in the week: a count for each hour of each weekday. */
export function hours(
  db: Db,
  caller: Caller,
  { of, ...asked }: QueryOf<typeof getFigureHours>,
): Promise<ReplyOf<typeof getFigureHours>> {
  return look(db, caller.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, caller, asked);
    const which = metrics[of].formula.of;
    const { sheets, words } = await readBook(tx, scope, {
      range: scope.range,
      kinds: [which.fact],
      timed: [],
      durations: "seconds",
      columns: [...new Set([...siftedBy(scope), "hours" as const])],
      stockDays: [],
    });
    const found = await tally(
      sheets.get(which.fact)!,
      {
        sift: siftOf(scope, words),
        groups: { by: null, size: 1 },
        steps: 7 * 24,
        byHour: true,
        stepOf: ({ weekday }, hour) => (weekday - 1) * 24 + hour,
      },
      words,
    );
    const meant = marksMeant(which, words);
    const at = (weekday: number, hour: number) =>
      meant.reduce((sum, mark) => sum + found.counts[(weekday * 24 + hour) * found.marks + mark]!, 0);
    return {
      ...spanOf(scope),
      hours: Array.from({ length: 7 }, (_, weekday) =>
        Array.from({ length: 24 }, (_, hour) => at(weekday, hour)),
      ),
      weekdays: weekdaysIn(scope.range),
    };
  });
}

/** Up to a quarter of an hour, half an hour, 1, 2, 4, 8 hours, 1, 2, 3, 7 days, and longer; in seconds. */
const edges = [0, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 259_200, 604_800];

/** How many took how long. */
export function spread(
  db: Db,
  caller: Caller,
  { of, ...asked }: QueryOf<typeof getFigureSpread>,
): Promise<ReplyOf<typeof getFigureSpread>> {
  return look(db, caller.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, caller, asked);
    const now = await spreadOver(tx, scope, scope.range, of);
    const before = scope.former && (await spreadOver(tx, scope, scope.former, of));
    return {
      ...spanOf(scope),
      bins: edges.map((from, bin) => ({
        from,
        to: edges[bin + 1] ?? null,
        count: now[bin]!,
        former: before && before[bin]!,
      })),
    };
  });
}

async function spreadOver(tx: Tx, scope: Scope, range: Range | Cut, key: MetricKey): Promise<number[]> {
  const { formula, isStock } = metrics[key];
  const which = formula.of;
  const durations = isStock ? "seconds" : durationColumn(scope.asked.time);
  const book = await readBook(tx, scope, {
    range,
    kinds: isStock ? [] : [which.fact],
    timed: isStock ? [] : [which.fact],
    durations,
    columns: siftedBy(scope),
    stockDays: isStock ? [range.to, scope.today].sort().slice(0, 1) : [],
  });
  const { words } = book;
  const sheets = isStock ? [...book.stock.values()] : book.sheets.get(which.fact)!;
  const found = await tally(
    sheets,
    {
      sift: siftOf(scope, words),
      groups: { by: null, size: 1 },
      steps: 1,
      byHour: false,
      stepOf: () => 0,
      slots: new Map(marksMeant(which, words).map((mark) => [mark, 0])),
      durations,
    },
    words,
  );
  const counts = edges.map(() => 0);
  const starts = edges.map(toBucket);
  for (const bucket of found.durations[0]?.[0] ?? []) {
    let bin = starts.length - 1;
    while (starts[bin]! > bucket) bin -= 1;
    counts[bin]! += 1;
  }
  return counts;
}

/** What was open at the end of each step of a period, by age, and what is open now. */
export function backlog(db: Db, caller: Caller, asked: Asked): Promise<ReplyOf<typeof getFigureBacklog>> {
  return look(db, caller.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, caller, asked);
    const { today, range } = scope;
    const ends = [...new Set(stepsOf(range).ends)];
    const book = await readBook(tx, scope, {
      range,
      kinds: [],
      timed: [],
      durations: "seconds",
      columns: siftedBy(scope),
      stockDays: [...new Set([...ends, today])].sort(),
    });
    const told = (sheet: Sheet) => agesOn(sheet, scope, book.words);
    const unknown = { ages: [0, 0, 0, 0, 0], waiting: 0 };
    const now = book.stock.get(today);
    return {
      ...spanOf(scope),
      days: ends.flatMap((day) => {
        const sheet = book.stock.get(day);
        return sheet ? [{ day, ...told(sheet) }] : [];
      }),
      now: now ? told(now) : unknown,
    };
  });
}

function agesOn(sheet: Sheet, scope: Scope, words: Words): { ages: number[]; waiting: number } {
  const sieve = sieveOf(sheet, siftOf(scope, words));
  const ours = words.code("detail", "ours");
  const bands = ageBands.map(toBucket);
  const ages = [0, 0, 0, 0, 0];
  let waiting = 0;
  for (let at = 0; at < sheet.size; at++) {
    if (sieve && !sieve[at]) continue;
    const band = bands.findIndex((end) => sheet.seconds![at]! < end);
    ages[band < 0 ? bands.length : band]! += 1;
    if (ours && sheet.marks[at]! >> 3 === ours) waiting += 1;
  }
  return { ages, waiting };
}
