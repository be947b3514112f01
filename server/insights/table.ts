import type { Asked, Dimension, getFigureTable } from "../../contract/insights.ts";
import type { Locale } from "../../contract/languages.ts";
import { baseIntents, type Names } from "../../contract/lines.ts";
import { type MetricKey, metricKeys, metrics } from "../../contract/metrics.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { csvBegin, csvLine } from "../http/csv.ts";
import { listIntents, listLines } from "../lines/index.ts";
import { type TextKey, text } from "../texts.ts";
import { backlog, breakdown, figures, hours } from "./figures.ts";

type Query = QueryOf<typeof getFigureTable>;
type Cell = string | number | null;
type Rows = Cell[][];

/** A table of figures for a spreadsheet, in the caller's language. Durations are in seconds, shares from 0 to 1. */
export async function figureTable(
  db: Db,
  caller: Caller,
  { table, by, ...asked }: Query,
): Promise<{ name: string; csv: string }> {
  const tables: Record<Query["table"], () => Promise<Rows>> = {
    figures: () => allFigures(db, caller, asked),
    series: () => series(db, caller, asked),
    breakdown: () => byDimension(db, caller, asked, by),
    backlog: () => backlogByDay(db, caller, asked),
    hours: () => byHour(db, caller, asked),
  };
  const rows = await tables[table]();
  return { name: `tandem-${table}.csv`, csv: csvBegin + rows.map(csvLine).join("") };
}

const say = (locale: Locale, key: TextKey) => text(locale, key);
const metricName = (locale: Locale, key: MetricKey) => say(locale, `metric.${key}` as TextKey);
const isDuration = (key: MetricKey) => metrics[key].formula.is === "duration";

async function allFigures(db: Db, caller: Caller, asked: Asked): Promise<Rows> {
  const { locale } = caller;
  const told = await figures(db, caller, asked);
  const range = (span: { from: string; to: string } | null) => (span ? `${span.from} – ${span.to}` : "");
  return [
    [
      say(locale, "figures.table.metric"),
      say(locale, "figures.table.unit"),
      `${say(locale, "figures.table.value")} (${range(told)})`,
      say(locale, "figures.table.p90"),
      say(locale, "figures.table.of"),
      ...(told.before
        ? [
            `${say(locale, "figures.table.value")} (${range(told.before)})`,
            say(locale, "figures.table.p90"),
            say(locale, "figures.table.of"),
          ]
        : []),
      say(locale, "figures.table.about"),
    ],
    ...told.figures.map(({ metric, value, p90, of, former }): Cell[] => [
      metricName(locale, metric),
      say(locale, `figures.unit.${metrics[metric].formula.is}`),
      value,
      p90,
      of,
      ...(told.before ? [former?.value ?? null, former?.p90 ?? null, former?.of ?? null] : []),
      say(locale, `metric.${metric}.about` as TextKey),
    ]),
  ];
}

async function series(db: Db, caller: Caller, asked: Asked): Promise<Rows> {
  const { locale } = caller;
  const told = await figures(db, caller, asked);
  const columns = told.figures.flatMap(({ metric, series, p90Series }) => [
    { name: metricName(locale, metric), values: series },
    ...(isDuration(metric)
      ? [{ name: `${metricName(locale, metric)}: ${say(locale, "figures.table.p90")}`, values: p90Series }]
      : []),
  ]);
  return [
    [say(locale, `figures.grain.${told.grain}`), ...columns.map(({ name }) => name)],
    ...told.steps.map((start, step): Cell[] => [start, ...columns.map(({ values }) => values[step] ?? null)]),
  ];
}

async function byDimension(db: Db, caller: Caller, asked: Asked, by: Dimension): Promise<Rows> {
  const { locale } = caller;
  const told = await breakdown(db, caller, { ...asked, by });
  const nameOf = await namer(db, caller, by);
  return [
    [
      say(locale, `figures.by.${by}`),
      ...metricKeys.flatMap((metric) => [
        metricName(locale, metric),
        ...(isDuration(metric) ? [`${metricName(locale, metric)}: ${say(locale, "figures.table.p90")}`] : []),
      ]),
    ],
    ...told.rows.map(({ key, name, figures: own }): Cell[] => [
      name ?? nameOf(key),
      ...own.flatMap(({ metric, value, p90 }) => (isDuration(metric) ? [value, p90] : [value])),
    ]),
  ];
}

async function backlogByDay(db: Db, caller: Caller, asked: Asked): Promise<Rows> {
  const { locale } = caller;
  const { days } = await backlog(db, caller, asked);
  return [
    [
      say(locale, "figures.grain.day"),
      ...([0, 1, 2, 3, 4] as const).map((band) => say(locale, `figures.age.${band}`)),
      metricName(locale, "waiting"),
    ],
    ...days.map(({ day, ages, waiting }) => [day, ...ages, waiting]),
  ];
}

async function byHour(db: Db, caller: Caller, asked: Asked): Promise<Rows> {
  const { locale } = caller;
  const told = await hours(db, caller, { ...asked, of: "received" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  return [
    [say(locale, "figures.hours.weekday"), ...Array.from({ length: 24 }, (_, hour) => hour)],
    // The fifth of January 1970 was a Monday.
    ...told.hours.map((row, at) => [weekday.format((at + 4) * 86_400_000), ...row]),
  ];
}

/** What keys are called that are not ids. */
async function namer(db: Db, caller: Caller, by: Dimension): Promise<(key: string | null) => string> {
  const { locale } = caller;
  const own = (names: Names) => names[locale] ?? Object.values(names)[0];
  const [lines, intents] = await look(db, caller.workspaceId, async () => [
    by === "line" ? await listLines(db, caller) : [],
    by === "intent" ? await listIntents(db, caller) : [],
  ]);
  const base: readonly string[] = Object.values(baseIntents).flat();
  return (key) => {
    if (key === null) return say(locale, `figures.none.${by}` as TextKey);
    switch (by) {
      case "line":
        return (
          own(lines.find((one) => one.line === key)?.names ?? {}) ?? say(locale, `line.${key}` as TextKey)
        );
      case "intent": {
        const names = intents.find((one) => one.key === key)?.names ?? {};
        return (
          names[locale] ??
          (base.includes(key) ? say(locale, `intent.${key}` as TextKey) : (own(names) ?? key))
        );
      }
      case "channel":
        return say(locale, `channel.${key}` as TextKey);
      case "language":
        return key === "other" || key === "unknown"
          ? say(locale, `language.${key}`)
          : (new Intl.DisplayNames([locale], { type: "language" }).of(key) ?? key);
      default:
        return say(locale, "figures.gone");
    }
  };
}
