import type { ClockTarget } from "../contract/clocks.ts";
import type { Happening, Matter } from "../server/clocks/index.ts";
import type { SlowCalendar } from "./slow-calendar.ts";

/** Something that happened to a matter at a whole minute, and how it stands since. */
export interface Entry {
  at: number;
  happened: Happening[];
  is: Matter;
}

export interface SlowPolicy {
  id: string;
  priorities: string[];
  lines: string[];
  clocks: ClockTarget[];
}

/** A clock of a matter from its beginning to its end, told by what happened and nothing else. */
export interface SlowClock {
  clock: string;
  startedAt: number;
  endedAt: number | null;
  state: "alive" | "met" | "late" | "cancelled";
  policyId: string;
  /** Null when it stands still, or is not due within the days that are painted. */
  dueAt: number | null;
  spentMinutes: number;
  standsStill: boolean;
}

const minute = 60_000;

interface Running {
  clock: string;
  startedAt: number;
  /** By which policy it goes since when; the last one counts, and of each the pauses while it did. */
  by: { since: number; policy: SlowPolicy; target: ClockTarget; line: string }[];
}

/**
 * Clocks the slow, obvious way: what happened is read from the start, each clock is a short list of rules, and time is
 * counted minute by minute. Knows nothing of `server/clocks/engine.ts`.
 */
export function slowClocks(
  policies: SlowPolicy[],
  calendarOf: (line: string) => SlowCalendar,
  log: Entry[],
): SlowClock[] {
  const running = new Map<string, Running>();
  const told: SlowClock[] = [];

  const targetFor = (is: Matter, clock: string) => {
    for (const policy of policies) {
      const fits =
        (policy.priorities.length === 0 || policy.priorities.includes(is.priority)) &&
        (policy.lines.length === 0 || policy.lines.includes(is.line));
      const target = policy.clocks.find((each) => each.clock === clock);
      if (fits && target) return { policy, target };
    }
    return null;
  };
  const begin = (clock: string, { at, is }: Entry) => {
    const found = targetFor(is, clock);
    if (running.has(clock) || !found) return;
    running.set(clock, { clock, startedAt: at, by: [{ since: at, line: is.line, ...found }] });
  };
  const end = (clock: string, at: number, counts: boolean) => {
    const one = running.get(clock);
    if (!one) return;
    running.delete(clock);
    const until = log.filter((entry) => entry.at <= at);
    const { dueAt, spentMinutes } = count(one, until, at);
    const late = dueAt !== null && at > dueAt;
    told.push({
      clock,
      startedAt: one.startedAt,
      endedAt: at,
      state: !counts ? "cancelled" : late ? "late" : "met",
      policyId: one.by.at(-1)!.policy.id,
      dueAt,
      spentMinutes,
      standsStill: false,
    });
  };

  /** Whether a clock stands still in the minute that begins then; after `goesOn` nothing stands still any more. */
  const stillAt = (one: Running, entries: Entry[], at: number, goesOn: number | null) => {
    if (goesOn !== null && at >= goesOn) return false;
    const { is } = entries.findLast((entry) => entry.at <= at)!;
    const { target } = one.by.findLast(({ since }) => since <= at) ?? one.by[0]!;
    return target.pauses.some((why) =>
      why === "customer" ? is.status === "waiting" : is.heldFor === "third_party",
    );
  };
  const count = (one: Running, entries: Entry[], goesOn: number | null) => {
    const { target, line } = one.by.at(-1)!;
    const calendar = calendarOf(line);
    let [spent, spentMinutes] = [0, 0];
    let dueAt: number | null = null;
    for (let at = one.startedAt; at < calendar.endsAt; at += minute) {
      const counts =
        (target.time === "calendar" || calendar.isOpen(at)) && !stillAt(one, entries, at, goesOn);
      if (!counts) continue;
      spent++;
      if (goesOn !== null && at < goesOn) spentMinutes++;
      if (spent === target.minutes) dueAt = at + minute;
    }
    return { dueAt, spentMinutes };
  };

  for (const entry of log) {
    const { at, is } = entry;
    const has = (one: Happening) => entry.happened.includes(one);
    const before = log[log.indexOf(entry) - 1]?.is;
    for (const clock of ["first_reply", "next_reply"])
      if (has("answered")) end(clock, at, true);
      else if (has("waived") || has("closed")) end(clock, at, false);
    if (has("closed")) end("resolution", at, !has("waived"));
    else if (has("handed_over")) end("resolution", at, false);
    if (has("assigned")) end("taken", at, true);
    else if (has("closed")) end("taken", at, false);
    if (before?.stage === "workshop" && is.stage !== "workshop") end("workshop", at, true);
    else if (has("closed")) end("workshop", at, false);

    if (has("changed") && !has("handed_over"))
      for (const one of running.values()) {
        const found = targetFor(is, one.clock);
        if (found && found.policy !== one.by.at(-1)!.policy)
          one.by.push({ since: at, line: is.line, ...found });
      }

    if (is.status === "closed") continue;
    if (has("opened")) for (const clock of ["first_reply", "resolution", "taken"]) begin(clock, entry);
    if (has("customer_wrote")) {
      if (!running.has("first_reply")) begin("next_reply", entry);
      begin("resolution", entry);
    }
    if (has("reopened") || has("handed_over")) begin("resolution", entry);
    if (is.stage === "workshop" && before?.stage !== "workshop") begin("workshop", entry);
  }
  for (const one of running.values()) {
    const { at } = log.at(-1)!;
    told.push({
      clock: one.clock,
      startedAt: one.startedAt,
      endedAt: null,
      state: "alive",
      policyId: one.by.at(-1)!.policy.id,
      dueAt: count(one, log, null).dueAt,
      spentMinutes: 0,
      standsStill: stillAt(one, log, at, null),
    });
  }
  return told.sort(inOrder);
}

export const inOrder = (a: Ordered, b: Ordered): number =>
  a.startedAt - b.startedAt ||
  (a.endedAt ?? Number.MAX_SAFE_INTEGER) - (b.endedAt ?? Number.MAX_SAFE_INTEGER) ||
  (a.clock < b.clock ? -1 : 1);
type Ordered = Pick<SlowClock, "clock" | "startedAt" | "endedAt">;
