import type { Clock, PauseReason } from "../../contract/clocks.ts";

/** How a clock stands, as one looks at it. */
export type Standing =
  | { kind: "in_time"; leftMs: number }
  | { kind: "soon"; leftMs: number }
  | { kind: "late"; byMs: number }
  | { kind: "still"; why: PauseReason }
  | { kind: "met" }
  | { kind: "was_late"; byMs: number }
  | { kind: "cancelled" };

const soonMs = 60 * 60_000;

type Looked = Pick<Clock, "state" | "dueAt" | "endedAt" | "pauses">;

export function standingOf({ state, dueAt, endedAt, pauses }: Looked, now: number): Standing {
  if (state === "met" || state === "cancelled") return { kind: state };
  const due = dueAt === null ? null : Date.parse(dueAt);
  if (state === "late") return { kind: "was_late", byMs: Math.max(0, Date.parse(endedAt!) - due!) };
  // What was late before it came to stand still is late all the same.
  if (due !== null && due <= now) return { kind: "late", byMs: now - due };
  if (state === "paused" || due === null) return { kind: "still", why: pauses.at(-1)?.why ?? "third_party" };
  const leftMs = due - now;
  return { kind: leftMs <= soonMs ? "soon" : "in_time", leftMs };
}

/** Where on a bar things stand, as shares of its length: its end is the clock's time, or what was spent beyond it. */
export function barOf({ minutes, spentMinutes, steps }: Pick<Clock, "minutes" | "spentMinutes" | "steps">): {
  spent: number;
  due: number;
  steps: number[];
} {
  const percent = (spentMinutes / minutes) * 100;
  const end = Math.max(100, percent);
  return {
    spent: percent / end,
    due: 100 / end,
    steps: [...new Set(steps.map((step) => step.percent))]
      .filter((each) => each < end && each !== 100)
      .map((each) => each / end),
  };
}
