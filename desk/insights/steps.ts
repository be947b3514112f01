import type { Grain } from "../../contract/insights.ts";

/** Figures over time, as a chart draws them and a table tells them. */
export interface OverTime {
  label: string;
  steps: readonly string[];
  grain: Grain;
  /** The last day. */
  to: string;
  /** The step that has not ended. */
  running: number | null;
}

/** The days of a step of time, as the address tells them; of an hour, its day. */
export function onStep(steps: readonly string[], at: number, to: string): string {
  const first = steps[at]!.slice(0, 10);
  const next = steps[at + 1]?.slice(0, 10);
  if (next === first) return first;
  const last = next ? dayBefore(next) : to;
  return last === first ? first : `${first}_${last}`;
}

const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);
