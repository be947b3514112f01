import { z } from "zod";
import type { Line } from "./lines.ts";

/** What is counted: each a row of `facts`, told by what happened to a conversation. */
export const factKinds = [
  "received",
  "began",
  "replied",
  "closed",
  "clock",
  "promise",
  "handed_over",
  "taken_over",
  "backlog",
] as const;
export type FactKind = (typeof factKinds)[number];

/** Which facts of a kind: those of these details, and those that went well, did not, or that it can be said of. */
export interface Which {
  fact: FactKind;
  details?: readonly string[];
  good?: boolean | "known";
}

/** How a figure is come by. */
export type Formula =
  | { is: "count"; of: Which }
  | { is: "share"; part: Which; of: Which }
  /** The median, and what nine in ten stay below. */
  | { is: "duration"; of: Which };

export const metricKeys = [
  "came",
  "began",
  "received",
  "replied",
  "solved",
  "backlog",
  "waiting",
  "backlog_age",
  "first_reply",
  "next_reply",
  "resolution",
  "first_contact",
  "reopened",
  "repeated",
  "clocks_kept",
  "first_reply_kept",
  "next_reply_kept",
  "resolution_kept",
  "promises_kept",
  "acknowledged",
  "told_in_time",
  "handed_over",
  "taken_over",
] as const;
export const MetricKey = z.enum(metricKeys);
export type MetricKey = z.infer<typeof MetricKey>;

export interface Metric {
  formula: Formula;
  /** Whether more is better, or less; null where neither is said. */
  better: "up" | "down" | null;
  /** On whose cards it stands until a workspace says otherwise: sources disagree on which metric belongs where. */
  cards: readonly Line[];
  /** How things stood at the end of the period, rather than what happened in it. */
  isStock?: true;
  /** Known by working hours too, where a clock ran by them. */
  inWorkingTime?: true;
  /** Nobody's: what it counts happens before somebody has the conversation. */
  isNobodys?: true;
}

const both = ["service", "support"] as const;
/** Beginnings that were found to repeat a former matter; those of messages that had come to another are told apart. */
const repeats: Which = { fact: "received", details: ["repeat", "moved_repeat"] };
const beginnings: Which = { ...repeats, details: ["first", "repeat", "moved_first", "moved_repeat"] };
/** Messages that came: those with which a conversation begins later were counted where they came. */
const received: Which = { ...repeats, details: ["", "first", "repeat", "merged"] };
const firstMessages: Which = { ...repeats, details: ["first", "repeat"] };
/** Closings that still stand; those after which the conversation was opened again do not. */
const lasting: Which = { fact: "closed", good: true };
const kept = (...clocks: string[]): Formula => {
  const of: Which = { fact: "clock", ...(clocks.length && { details: clocks }) };
  return { is: "share", part: { ...of, good: true }, of };
};

/** Every metric there is. Their names and definitions stand in `locales/` as `metric.<key>` and `metric.<key>.about`. */
export const metrics: Record<MetricKey, Metric> = {
  came: { formula: { is: "count", of: beginnings }, better: null, cards: both, isNobodys: true },
  began: { formula: { is: "count", of: { fact: "began" } }, better: null, cards: ["service"] },
  received: { formula: { is: "count", of: received }, better: null, cards: [] },
  replied: { formula: { is: "count", of: { fact: "replied" } }, better: null, cards: [] },
  solved: { formula: { is: "count", of: lasting }, better: null, cards: ["support"] },
  backlog: {
    formula: { is: "count", of: { fact: "backlog" } },
    better: "down",
    cards: both,
    isStock: true,
  },
  waiting: {
    formula: { is: "count", of: { fact: "backlog", details: ["ours"] } },
    better: "down",
    cards: [],
    isStock: true,
  },
  backlog_age: {
    formula: { is: "duration", of: { fact: "backlog" } },
    better: "down",
    cards: ["support"],
    isStock: true,
  },
  first_reply: {
    formula: { is: "duration", of: { fact: "replied", details: ["first"] } },
    better: "down",
    cards: both,
    inWorkingTime: true,
  },
  next_reply: {
    formula: { is: "duration", of: { fact: "replied", details: ["next"] } },
    better: "down",
    cards: [],
    inWorkingTime: true,
  },
  resolution: {
    formula: { is: "duration", of: lasting },
    better: "down",
    cards: ["support"],
    inWorkingTime: true,
  },
  first_contact: {
    formula: {
      is: "share",
      part: { ...lasting, details: ["once"] },
      of: { ...lasting, details: ["once", "again"] },
    },
    better: "up",
    cards: both,
  },
  reopened: {
    formula: { is: "share", part: { fact: "closed", good: false }, of: { fact: "closed", good: "known" } },
    better: "down",
    cards: ["support"],
  },
  repeated: {
    formula: { is: "share", part: repeats, of: beginnings },
    better: "down",
    cards: ["service"],
    isNobodys: true,
  },
  clocks_kept: { formula: kept(), better: "up", cards: ["support"] },
  first_reply_kept: { formula: kept("first_reply"), better: "up", cards: [] },
  next_reply_kept: { formula: kept("next_reply"), better: "up", cards: [] },
  resolution_kept: { formula: kept("resolution"), better: "up", cards: [] },
  promises_kept: {
    formula: { is: "share", part: { fact: "promise", good: true }, of: { fact: "promise" } },
    better: "up",
    cards: ["service"],
  },
  acknowledged: {
    formula: { is: "share", part: { ...firstMessages, good: true }, of: firstMessages },
    better: "up",
    cards: [],
    isNobodys: true,
  },
  told_in_time: {
    formula: { is: "share", part: { fact: "replied", good: true }, of: { fact: "replied", good: "known" } },
    better: "up",
    cards: [],
  },
  handed_over: { formula: { is: "count", of: { fact: "handed_over" } }, better: null, cards: ["service"] },
  taken_over: { formula: { is: "count", of: { fact: "taken_over" } }, better: null, cards: ["support"] },
};

/** The ages by which the backlog is told apart: each ends where the next begins; the last has no end. In seconds. */
export const ageBands = [4 * 3600, 24 * 3600, 3 * 86_400, 7 * 86_400] as const;
