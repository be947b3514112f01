import { Channel } from "../../contract/conversations.ts";
import { type Asked, Compare, Dimension, Period, TimeKind } from "../../contract/insights.ts";
import { Language } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import { MetricKey } from "../../contract/metrics.ts";

/** What figures are about, as the address says it: a period by its name or its ends, and what narrows them down. */
export interface Filters {
  period?: Period;
  from?: string;
  to?: string;
  compare?: Compare;
  time?: TimeKind;
  brand?: string;
  team?: string;
  agent?: string;
  channel?: Channel;
  language?: Language;
  intent?: string;
  /** By what the table tells figures apart. */
  by?: Dimension;
  /** The figure whose sheet is open, and what of it. */
  show?: MetricKey;
  part?: "part" | "rest";
  /** The step of time: "2026-03-01" or "2026-03-01_2026-03-07". */
  on?: string;
  /** The row of a table: "agent:0199…". */
  of?: string;
  /** The bin of durations, in seconds: "900-1800", or "604800-" without an end. */
  took?: string;
  /** Weekday and hour: "3-14". */
  when?: string;
}

export const narrowing = ["brand", "team", "agent", "channel", "language", "intent"] as const;
export type Narrowing = (typeof narrowing)[number];

/** Takes what it understands of a URL's search and leaves the rest. */
export function readFilters(search: Record<string, unknown>): Filters {
  const text = (name: string, shape: RegExp) => {
    const value = search[name];
    return typeof value === "string" && shape.test(value) ? value : undefined;
  };
  const one = <Value extends string>(options: readonly Value[], name: string) =>
    options.find((option) => option === search[name]);
  const [from, to] = [text("from", day), text("to", day)];
  const filters: Filters = {
    ...(from && to ? { from, to } : { period: one(Period.options, "period") }),
    compare: one(Compare.options, "compare"),
    time: one(TimeKind.options, "time"),
    brand: text("brand", id),
    team: text("team", id),
    agent: text("agent", idOrNone),
    channel: one(Channel.options, "channel"),
    language: one(Language.options, "language"),
    intent: text("intent", /^[a-z][a-z0-9_]{0,39}$/),
    by: one(Dimension.options, "by"),
    show: one(MetricKey.options, "show"),
    part: one(["part", "rest"], "part"),
    on: text("on", /^\d{4}-\d\d-\d\d(_\d{4}-\d\d-\d\d)?$/),
    of: text("of", /^[a-z]+:[a-z0-9_-]*$/i),
    took: text("took", /^\d+-\d*$/),
    when: text("when", /^[1-7]-\d{1,2}$/),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

const day = /^\d{4}-\d\d-\d\d$/;
const id = /^[0-9a-f-]{36}$/i;
const idOrNone = /^([0-9a-f-]{36}|none)$/i;

export type Question = Partial<Asked>;

/** What the server is asked: the filters without what only the screen cares about. */
export function questionOf(filters: Filters, line?: Line): Question {
  const { by: _, show: __, part: ___, on: ____, of: _____, took: ______, when: _______, ...asked } = filters;
  return { ...asked, ...(line && { line }) };
}

/** What closes the sheet, and with it what it was narrowed down to. */
export const closed = {
  show: undefined,
  part: undefined,
  on: undefined,
  of: undefined,
  took: undefined,
  when: undefined,
} satisfies Partial<Filters>;

/** The question of the open sheet: that of the screen, narrowed down to what was pressed. */
export function sheetQuestion(filters: Filters, line?: Line) {
  const { part, on, of, took, when } = filters;
  const { period, from, to, ...asked } = questionOf(filters, line);
  const [first, last] = on ? on.split("_") : [];
  const [over, under] = took ? took.split("-") : [];
  const [weekday, hour] = when ? when.split("-").map(Number) : [];
  const [dimension, key] = of ? [of.slice(0, of.indexOf(":")), of.slice(of.indexOf(":") + 1)] : [];
  return {
    ...asked,
    ...(first ? { from: first, to: last ?? first } : from ? { from, to } : { period }),
    ...(dimension && { [dimension]: key || "none" }),
    ...(part && { part }),
    ...(over !== undefined && { over: Number(over) }),
    ...(under && { under: Number(under) }),
    ...(weekday !== undefined && { weekday, hour }),
  };
}
