import { randomUUIDv7 } from "node:crypto";
import type { ClockTarget, LadderStep, Moment, PauseReason } from "../../contract/clocks.ts";
import type { Names } from "../../contract/lines.ts";
import { dueAt } from "./calendar/due.ts";
import type { WorkCalendar } from "./calendar/index.ts";

/** A policy as the clocks know it; an empty list is no condition. */
export interface PolicyRule {
  id: string;
  name: string;
  lines: string[];
  brands: string[];
  priorities: string[];
  tiers: string[];
  channels: string[];
  clocks: ClockTarget[];
}

/** What decides which clocks run for a matter and by which hours. */
export interface ClockRules {
  /** Those that are on, in the order in which they are tried. */
  policies: PolicyRule[];
  calendarFor(matter: Pick<Matter, "line" | "brandId" | "country">): WorkCalendar;
  calendarById(id: string): WorkCalendar | null;
}

/** A matter as clocks look at it. */
export interface Matter {
  line: string;
  brandId: string;
  priority: string;
  tier: string | null;
  channel: string;
  country: string | null;
  status: string;
  stage: string | null;
  heldFor: string | null;
}

/** What happened to a matter. `changed`: its line, priority or the like; `waived`: no answer is needed. */
export type Happening = Exclude<Moment, "stage"> | "reopened" | "changed" | "waived";

export interface Pause {
  from: Date;
  /** Null while it goes on. */
  to: Date | null;
  why: PauseReason;
}

/** What a policy said of a clock when it began. */
export interface Terms {
  pauses: PauseReason[];
  steps: LadderStep[];
  names?: Names;
  stops?: Moment;
  stage?: string;
}

export interface ClockState {
  id: string;
  clock: string;
  policyId: string;
  calendarId: string | null;
  minutes: number;
  terms: Terms;
  startedAt: Date;
  dueAt: Date | null;
  pausedAt: Date | null;
  pauses: Pause[];
  state: "running" | "paused" | "met" | "late" | "cancelled";
  breachedAt: Date | null;
  endedAt: Date | null;
  stepsDone: number;
  lookAt: Date | null;
}

/** How a clock ended, as events tell it. Minutes are of the calendar, open minutes of its own time without pauses. */
export interface Ended {
  clock: string;
  clockId: string;
  outcome: "met" | "late";
  minutes: number;
  openMinutes: number;
  startedAt: string;
  dueAt: string | null;
}

/** Whether a clock waits for our answer. */
export const isReplyClock = ({ clock }: { clock: string }): boolean =>
  clock === "first_reply" || clock === "next_reply";

/** The target of a clock for a matter: that of the first policy which fits and has it. */
export function targetOf(rules: ClockRules, matter: Matter, clock: string) {
  for (const policy of rules.policies) {
    if (!fits(policy, matter)) continue;
    const target = policy.clocks.find((one) => one.clock === clock);
    if (target) return { policy, target };
  }
  return null;
}

const fits = (policy: PolicyRule, matter: Matter): boolean =>
  meets(policy.lines, matter.line) &&
  meets(policy.brands, matter.brandId) &&
  meets(policy.priorities, matter.priority) &&
  meets(policy.tiers, matter.tier ?? "none") &&
  meets(policy.channels, matter.channel);

const meets = (wanted: string[], one: string) => wanted.length === 0 || wanted.includes(one);

/**
 * What becomes of the clocks of a matter when something happens to it: which end, which stand still or go on, which get
 * another target, which begin. `clocks` are those that have not ended. Returns the rows that are new or changed, all
 * that run or stand still afterwards, and how those ended that count.
 */
export function turn(
  rules: ClockRules,
  { was, is }: { was: Matter | null; is: Matter },
  clocks: ClockState[],
  happened: ReadonlySet<Happening>,
  at: Date,
): { changed: ClockState[]; alive: ClockState[]; ended: Ended[] } {
  const changed: ClockState[] = [];
  const alive: ClockState[] = [];
  const ended: Ended[] = [];
  for (const clock of clocks) {
    const end = endOf(clock, { was, is }, happened);
    if (end) {
      const over = endClock(rules, clock, end, at);
      changed.push(over);
      if (over.state !== "cancelled") ended.push(toldOf(rules, over));
      continue;
    }
    // At a handover whoever waits goes on waiting by the time that was promised, not by the other line's.
    const isOther = happened.has("changed") && !happened.has("handed_over");
    const next = paused(rules, isOther ? retarget(rules, is, clock, at) : clock, is, at);
    if (next !== clock) changed.push(next);
    alive.push(next);
  }
  for (const name of startsOf(rules, { was, is }, happened)) {
    // Whoever waits for an answer waits for one, not for two.
    const isReply = isReplyClock({ clock: name });
    if (alive.some((one) => one.clock === name || (isReply && isReplyClock(one)))) continue;
    const fresh = begin(rules, is, name, at);
    if (!fresh) continue;
    const begun = paused(rules, fresh, is, at);
    changed.push(begun);
    alive.push(begun);
  }
  return { changed, alive, ended };
}

/** Whether and how a clock ends: counted, or without a result. */
function endOf(
  clock: ClockState,
  { was, is }: { was: Matter | null; is: Matter },
  happened: ReadonlySet<Happening>,
): "counts" | "cancelled" | null {
  if (isReplyClock(clock)) {
    if (happened.has("answered")) return "counts";
    return happened.has("waived") || happened.has("closed") ? "cancelled" : null;
  }
  if (clock.clock === "resolution") {
    if (happened.has("closed")) return happened.has("waived") ? "cancelled" : "counts";
    return happened.has("handed_over") ? "cancelled" : null;
  }
  const { stops, stage } = clock.terms;
  const stopped =
    stops === "stage"
      ? // One that began with its stage ends when the matter leaves it.
        was?.stage !== is.stage && (was?.stage === stage || is.stage === stage)
      : stops !== undefined && happened.has(stops);
  if (stopped) return "counts";
  return happened.has("closed") ? "cancelled" : null;
}

/** The clocks that begin by what happened, by name. */
function startsOf(
  { policies }: ClockRules,
  { was, is }: { was: Matter | null; is: Matter },
  happened: ReadonlySet<Happening>,
): string[] {
  const names: string[] = [];
  if (happened.has("opened")) names.push("first_reply", "resolution");
  else if (happened.has("customer_wrote")) names.push("next_reply", "resolution");
  if (happened.has("reopened") || happened.has("handed_over")) names.push("resolution");
  const seen = new Set<string>();
  for (const policy of policies) {
    if (!fits(policy, is)) continue;
    for (const { clock, starts, stage } of policy.clocks) {
      if (!starts || seen.has(clock)) continue;
      seen.add(clock);
      if (starts === "stage" ? is.stage === stage && was?.stage !== stage : happened.has(starts))
        names.push(clock);
    }
  }
  return is.status === "closed" ? [] : names;
}

function begin(rules: ClockRules, matter: Matter, name: string, at: Date): ClockState | null {
  const found = targetOf(rules, matter, name);
  if (!found) return null;
  return timed(rules, {
    id: randomUUIDv7(),
    clock: name,
    ...agreed(rules, matter, found),
    startedAt: at,
    dueAt: null,
    pausedAt: null,
    pauses: [],
    state: "running",
    breachedAt: null,
    endedAt: null,
    stepsDone: 0,
    lookAt: null,
  });
}

const agreed = (
  rules: ClockRules,
  matter: Matter,
  { policy, target }: NonNullable<ReturnType<typeof targetOf>>,
): Pick<ClockState, "policyId" | "calendarId" | "minutes" | "terms"> => ({
  policyId: policy.id,
  calendarId: target.time === "working" ? rules.calendarFor(matter).id : null,
  minutes: target.minutes,
  terms: {
    pauses: target.pauses,
    steps: target.steps.toSorted((a, b) => a.percent - b.percent),
    ...(target.names && { names: target.names }),
    ...(target.stops && { stops: target.stops }),
    ...(target.stage && { stage: target.stage }),
  },
});

/**
 * By another policy the same wait has another length; it counts from where it began. Of the new ladder, what has come
 * already and was done by the old one is not done again.
 */
function retarget(rules: ClockRules, matter: Matter, clock: ClockState, now: Date): ClockState {
  const found = targetOf(rules, matter, clock.clock);
  if (!found || found.policy.id === clock.policyId) return clock;
  const doneUpTo = pointsOf(clock)[clock.stepsDone - 1] ?? 0;
  const next = { ...clock, ...agreed(rules, matter, found) };
  const hasCome = (percent: number) => {
    const when = at(rules, next, percent);
    return when !== null && when <= now;
  };
  const stepsDone = pointsOf(next).filter((point) => point <= doneUpTo && hasCome(point)).length;
  const dueAt = at(rules, next, 100);
  const breachedAt = clock.breachedAt && dueAt && dueAt <= now ? dueAt : null;
  return timed(rules, { ...next, stepsDone, breachedAt });
}

/** Stands still, or goes on, by whose turn it is. */
function paused(rules: ClockRules, clock: ClockState, matter: Matter, at: Date): ClockState {
  const why = clock.terms.pauses.find((reason) =>
    reason === "customer" ? matter.status === "waiting" : matter.heldFor === reason,
  );
  const last = clock.pauses.at(-1);
  if (!clock.pausedAt && !why) return clock;
  if (clock.pausedAt && last?.why === why) return clock;
  const before = clock.pausedAt ? [...clock.pauses.slice(0, -1), { ...last!, to: at }] : clock.pauses;
  const pauses = why ? [...before, { from: at, to: null, why }] : before;
  return timed(rules, {
    ...clock,
    pauses,
    pausedAt: why ? at : null,
    state: why ? "paused" : "running",
  });
}

/** With the due time and the time of the next look that follow from all else; to be called when a calendar changes, too. */
export function timed(rules: ClockRules, clock: ClockState): ClockState {
  const point = pointsOf(clock)[clock.stepsDone];
  return {
    ...clock,
    dueAt: at(rules, clock, 100),
    lookAt: clock.state === "running" && point !== undefined ? at(rules, clock, point) : null,
  };
}

/** The percents of its time at which a clock is looked at: the steps of its ladder, and its due time. */
export const pointsOf = ({ terms }: Pick<ClockState, "terms">): number[] =>
  [...new Set([...terms.steps.map(({ percent }) => percent), 100])].sort((a, b) => a - b);

/** The instant at which so many percent of its time are spent; null while it stands still, or when there is none. */
export function at(
  rules: Pick<ClockRules, "calendarById">,
  clock: Pick<ClockState, "calendarId" | "startedAt" | "minutes" | "pauses">,
  percent: number,
): Date | null {
  const due = dueAt({ ...timeOf(rules, clock), minutes: (clock.minutes * percent) / 100 });
  return due.dueAt === null ? null : new Date(due.dueAt);
}

/** Minutes of its own time that a clock has spent at an instant. */
export function spentMinutes(
  rules: Pick<ClockRules, "calendarById">,
  clock: Pick<ClockState, "calendarId" | "startedAt" | "minutes" | "pauses">,
  instant: Date,
): number {
  return (
    dueAt({ ...timeOf(rules, clock), minutes: clock.minutes }).spentMilliseconds(instant.getTime()) / 60_000
  );
}

const timeOf = (
  rules: Pick<ClockRules, "calendarById">,
  clock: Pick<ClockState, "calendarId" | "startedAt" | "pauses">,
) => ({
  // A calendar that was removed leaves its clocks running around the clock.
  calendar: clock.calendarId ? rules.calendarById(clock.calendarId) : null,
  startedAt: clock.startedAt.getTime(),
  pauses: clock.pauses.map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? null })),
});

function endClock(rules: ClockRules, clock: ClockState, end: "counts" | "cancelled", now: Date): ClockState {
  const pauses = clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? now }));
  const dueAt = at(rules, { ...clock, pauses }, 100);
  const late = dueAt !== null && now > dueAt;
  return {
    ...clock,
    pauses,
    pausedAt: null,
    dueAt,
    endedAt: now,
    lookAt: null,
    state: end === "cancelled" ? "cancelled" : late ? "late" : "met",
    // What was late by its former hours may be in time by those of now.
    breachedAt: late ? (clock.breachedAt ?? dueAt) : null,
  };
}

const toldOf = (rules: ClockRules, clock: ClockState): Ended => ({
  clock: clock.clock,
  clockId: clock.id,
  outcome: clock.state as Ended["outcome"],
  minutes: (clock.endedAt!.getTime() - clock.startedAt.getTime()) / 60_000,
  openMinutes: spentMinutes(rules, clock, clock.endedAt!),
  startedAt: clock.startedAt.toISOString(),
  dueAt: clock.dueAt?.toISOString() ?? null,
});

/** When a clock that began now would be due, for a matter; null when no policy has it. */
export function targetDueAt(rules: ClockRules, matter: Matter, clock: string, now: Date): Date | null {
  return begin(rules, matter, clock, now)?.dueAt ?? null;
}
