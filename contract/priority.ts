import { z } from "zod";

export const Priority = z.enum(["low", "normal", "high", "critical"]);
export type Priority = z.infer<typeof Priority>;

/** How much it touches, or how soon it must be done. */
export const Level = z.enum(["low", "medium", "high"]);
export type Level = z.infer<typeof Level>;

/** Who decided a priority: a guess from the words, the line's matrix, a rule, a clock that ran, or a person. */
export const PriorityBy = z.enum(["guess", "matrix", "rule", "clock", "person"]);
export type PriorityBy = z.infer<typeof PriorityBy>;

/** The priority by impact, then by urgency. */
export const PriorityMatrix = z.record(Level, z.record(Level, Priority)).meta({
  examples: [
    {
      high: { high: "critical", medium: "high", low: "normal" },
      medium: { high: "high", medium: "normal", low: "low" },
      low: { high: "normal", medium: "low", low: "low" },
    },
  ],
});
export type PriorityMatrix = z.infer<typeof PriorityMatrix>;

/** What a line begins with, as ITIL has it: both count alike. */
export const usualMatrix: PriorityMatrix = {
  high: { high: "critical", medium: "high", low: "normal" },
  medium: { high: "high", medium: "normal", low: "low" },
  low: { high: "normal", medium: "low", low: "low" },
};
