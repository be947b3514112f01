import type { WorkCalendar } from "./open-calendar.ts";
import { merged } from "./wall.ts";

/** A time in which a clock stands still; one that has not ended goes on. */
export interface Pause {
  from: number;
  to: number | null;
}

/** What a clock counts, and from when. */
export interface Target {
  /** Null counts around the clock, days off included. */
  calendar: WorkCalendar | null;
  startedAt: number;
  minutes: number;
  /** In any order; they may overlap, and begin before the clock does. */
  pauses: readonly Pause[];
}

export interface Due {
  /** The earliest instant at which all minutes are spent. Null while it stands still, or if that takes ten years. */
  dueAt: number | null;
  /** Since when it stands still with minutes left and no end of that in sight. */
  standsStillSince: number | null;
  /** Milliseconds spent before an instant, the pauses left out; more than there were once it is late. */
  spentMilliseconds(at: number): number;
}

const aroundTheClock: Pick<WorkCalendar, "add" | "between"> = {
  add: (from, milliseconds) => from + milliseconds,
  between: (from, to) => Math.max(0, to - from),
};

/** When a clock is due that stands still during its pauses. */
export function dueAt({ calendar, startedAt, minutes, pauses }: Target): Due {
  const { add, between } = calendar ?? aroundTheClock;
  const still = merged(
    pauses.map(({ from, to }) => ({ from: Math.max(from, startedAt), to: to ?? Number.POSITIVE_INFINITY })),
  );

  function spentMilliseconds(at: number) {
    let spent = 0;
    let since = startedAt;
    for (const { from, to } of still) {
      if (from >= at) break;
      spent += between(since, from);
      since = to;
    }
    return spent + (since < at ? between(since, at) : 0);
  }

  let left = minutes * 60_000;
  let since = startedAt;
  for (const { from, to } of still) {
    const spent = between(since, from);
    if (left <= spent) break;
    left -= spent;
    if (to === Number.POSITIVE_INFINITY) return { dueAt: null, standsStillSince: from, spentMilliseconds };
    since = to;
  }
  return { dueAt: add(since, left), standsStillSince: null, spentMilliseconds };
}
