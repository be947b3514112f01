import { z } from "zod";
import { Channel, Status } from "./conversations.ts";
import { Language } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { MetricKey } from "./metrics.ts";
import { Id, pageOf, pageQuery, route } from "./route.ts";

/** By what figures can be told apart. */
export const dimensions = ["line", "brand", "team", "agent", "channel", "language", "intent"] as const;
export const Dimension = z.enum(dimensions);
export type Dimension = z.infer<typeof Dimension>;

export const Period = z.enum([
  "today",
  "yesterday",
  "7_days",
  "30_days",
  "90_days",
  "12_months",
  "this_month",
  "last_month",
  "this_year",
]);
export type Period = z.infer<typeof Period>;

export const Compare = z.enum(["before", "year", "none"]);
export type Compare = z.infer<typeof Compare>;

export const Grain = z.enum(["hour", "day", "week", "month"]);
export type Grain = z.infer<typeof Grain>;

/** Which time durations are told in: as the customer lives it, or as the line's calendar counts it. */
export const TimeKind = z.enum(["calendar", "working"]);
export type TimeKind = z.infer<typeof TimeKind>;

/** A day of the workspace's calendar. */
const Day = z.iso.date();

/** Nobody, or nothing said, where somebody or something could be. */
const none = z.literal("none");

/** What a figure is about: from when to when, and whose. */
const asked = {
  period: Period.default("30_days"),
  from: Day.optional().describe("with `to`, in place of `period`; both days are part of it"),
  to: Day.optional(),
  compare: Compare.default("before").describe("`before`: the period before it; `year`: a year earlier"),
  time: TimeKind.default("calendar"),
  line: Line.optional(),
  brand: Id.optional(),
  team: Id.optional(),
  agent: z.union([Id, none]).optional(),
  channel: Channel.optional(),
  language: Language.optional(),
  intent: z.union([Key, none]).optional(),
};
const Asked = z.object(asked);
export type Asked = z.infer<typeof Asked>;

/** From when to when, and how far the stream of events has been counted. */
const Span = z.object({
  from: Day,
  to: Day,
  /** The days of `from` and `to` are those of this zone, the workspace's. */
  timeZone: z.string(),
  before: z
    .object({
      from: Day,
      to: Day,
      /** Of a period that runs, up to the same time of the day; null for all of the last day. */
      until: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** The newest that has been counted; null while nothing has happened. */
  countedUpTo: z.iso.datetime().nullable(),
  /** Below 1 while figures are counted anew: how much of what happened is in them. */
  counted: z.number().min(0).max(1),
});
export type Span = z.infer<typeof Span>;

const Value = z.object({
  /** A count, a share from 0 to 1, or the median in seconds; null where there is nothing to tell it from. */
  value: z.number().nullable(),
  /** Durations: what nine in ten stay below, in seconds. */
  p90: z.number().nullable(),
  /** From how many facts it is told: for a share, the whole. */
  of: z.number().int(),
});
export type Value = z.infer<typeof Value>;

const Figure = Value.extend({ metric: MetricKey, former: Value.nullable() });
export type Figure = z.infer<typeof Figure>;

export const getFigures = route({
  method: "GET",
  path: "/figures",
  area: "Figures",
  summary: "Every figure of a period, beside the period before, and how it came about over time.",
  access: "conversations.read",
  query: Asked,
  reply: Span.extend({
    grain: Grain,
    /** When each step of the series begins, by the clock of the zone. */
    steps: z.array(z.string()),
    /** Which of the steps has not ended yet; of those after it nothing is told. */
    running: z.number().int().nullable(),
    figures: z.array(
      Figure.extend({
        series: z.array(z.number().nullable()),
        p90Series: z.array(z.number().nullable()),
      }),
    ),
  }),
  refuses: ["not_found"],
});

export const getFigureBreakdown = route({
  method: "GET",
  path: "/figures/breakdown",
  area: "Figures",
  summary: "Every figure by line, brand, team, agent, channel, language or intent.",
  access: "conversations.read",
  query: Asked.extend({ by: Dimension.default("brand") }),
  reply: Span.extend({
    by: Dimension,
    rows: z.array(
      z.object({
        /** An id or a key; null for nobody's, or where nothing is said. */
        key: z.string().nullable(),
        /** Of brands, teams and agents; null for those that are gone, or that the caller may not know of. */
        name: z.string().nullable(),
        figures: z.array(Figure),
      }),
    ),
  }),
  refuses: ["not_found"],
});

export const getFigureHours = route({
  method: "GET",
  path: "/figures/hours",
  area: "Figures",
  summary: "When it happens: a count for each hour of each weekday.",
  access: "conversations.read",
  query: Asked.extend({
    of: MetricKey.extract(["came", "received", "replied", "solved"]).default("received"),
  }),
  reply: Span.extend({
    /** Monday first; 24 hours each. */
    hours: z.array(z.array(z.number().int()).length(24)).length(7),
    /** How often each weekday is in the period, so that a mean can be told. */
    weekdays: z.array(z.number().int()).length(7),
  }),
  refuses: ["not_found"],
});

export const getFigureSpread = route({
  method: "GET",
  path: "/figures/spread",
  area: "Figures",
  summary: "How durations are spread: how many took how long.",
  access: "conversations.read",
  query: Asked.extend({
    of: MetricKey.extract(["first_reply", "next_reply", "resolution", "backlog_age"]).default("first_reply"),
  }),
  reply: Span.extend({
    bins: z.array(
      z.object({
        from: z.number(),
        /** In seconds, not included; null has no end. */
        to: z.number().nullable(),
        count: z.number().int(),
        former: z.number().int().nullable(),
      }),
    ),
  }),
  refuses: ["not_found"],
});

export const getFigureBacklog = route({
  method: "GET",
  path: "/figures/backlog",
  area: "Figures",
  summary: "What was open at the end of each day, by how long it had been open, and what is open now.",
  access: "conversations.read",
  query: Asked,
  reply: Span.extend({
    days: z.array(
      z.object({
        day: Day,
        /** Up to 4 hours, 24 hours, 3 days, 7 days, and longer. */
        ages: z.array(z.number().int()).length(5),
        /** How many of them waited for our answer. */
        waiting: z.number().int(),
      }),
    ),
    now: z.object({ ages: z.array(z.number().int()).length(5), waiting: z.number().int() }),
  }),
  refuses: ["not_found"],
});

export const CountedConversation = z.object({
  id: Id,
  number: z.number().int(),
  subject: z.string(),
  language: Language,
  line: Line,
  status: Status,
  brand: z.object({ id: Id, name: z.string() }),
  customer: z.object({ id: Id, name: z.string() }),
  /** When what is counted happened. */
  at: z.iso.datetime(),
  /** Whether it is in the part of a share, or only in the whole; null for other figures. */
  isPart: z.boolean().nullable(),
  /** Durations: how long, in the time that was asked for. */
  seconds: z.number().nullable(),
});
export type CountedConversation = z.infer<typeof CountedConversation>;

export const listCounted = route({
  method: "GET",
  path: "/figures/:metric/conversations",
  area: "Figures",
  summary: "The conversations behind a figure. One that was counted twice is there twice.",
  access: "conversations.read",
  params: z.object({ metric: MetricKey }),
  query: Asked.extend({
    ...pageQuery,
    part: z.enum(["all", "part", "rest"]).default("all").describe("of a share: its part, or the rest"),
    order: z.enum(["newest", "longest"]).default("newest").describe("`longest`: of a duration"),
    over: z.coerce.number().min(0).optional().describe("of a duration: from so many seconds"),
    under: z.coerce.number().min(0).optional().describe("of a duration: below so many seconds"),
    weekday: z.coerce.number().int().min(1).max(7).optional(),
    hour: z.coerce.number().int().min(0).max(23).optional(),
  }),
  reply: pageOf(CountedConversation),
  refuses: ["not_found", "invalid_cursor"],
});

/** Answers with a table for a spreadsheet: UTF-8, a line for each row, the caller's language. */
export const getFigureTable = route({
  method: "GET",
  path: "/figures/table.csv",
  area: "Figures",
  summary:
    "Figures as a CSV file: all of a period, by the step of time, by a dimension, or the backlog by day.",
  access: "conversations.read",
  query: Asked.extend({
    table: z.enum(["figures", "series", "breakdown", "backlog", "hours"]).default("figures"),
    by: Dimension.default("brand"),
  }),
  refuses: ["not_found"],
});

/** Which metrics stand on a line's card, in this order. */
export const Scorecard = z.object({
  line: Line,
  metrics: z.array(MetricKey),
  /** Whether it is as Tandem comes, unchanged. */
  isPreset: z.boolean(),
});
export type Scorecard = z.infer<typeof Scorecard>;

export const listScorecards = route({
  method: "GET",
  path: "/scorecards",
  area: "Figures",
  summary: "Which metrics stand on each line's card.",
  access: "signed-in",
  reply: pageOf(Scorecard),
});

export const putScorecard = route({
  method: "PUT",
  path: "/scorecards/:line",
  area: "Figures",
  summary: "Says which metrics stand on a line's card, and in which order.",
  access: "workspace.manage",
  params: z.object({ line: Line }),
  body: z.object({
    metrics: z
      .array(MetricKey)
      .min(1)
      .max(30)
      .refine((keys) => new Set(keys).size === keys.length, { error: "key_is_there_twice" }),
  }),
  reply: Scorecard,
});

export const deleteScorecard = route({
  method: "DELETE",
  path: "/scorecards/:line",
  area: "Figures",
  summary: "Puts a line's card back to what Tandem comes with.",
  access: "workspace.manage",
  params: z.object({ line: Line }),
  reply: Scorecard,
  status: 200,
});
