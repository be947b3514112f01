import {
  type ClockPolicy,
  type ClockTarget,
  type LadderStep,
  type Moment,
  type postClockPolicy,
  usualClocks,
} from "../../../contract/clocks.ts";
import type { Names } from "../../../contract/lines.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { type Unit, unitMinutes, unitOf } from "../../clocks/length.ts";
import { readValue } from "../../conversations/field-values.ts";
import type { TextKey } from "../../texts/messages.ts";
import { freshKey, provisional, provisionalKey } from "../fresh-key.ts";
import { isNamed, trimmed } from "../names.ts";

/** A policy as it is being written: numbers as they were typed, and the usual clocks also where it does not set them. */
export interface PolicyDraft
  extends Pick<ClockPolicy, "name" | "lines" | "brands" | "priorities" | "tiers" | "channels"> {
  clocks: ClockDraft[];
}

export interface ClockDraft {
  /** What the clock is called by programs; until a clock of one's own is kept, something to tell it apart by. */
  key: string;
  isOwn: boolean;
  /** Whether the policy speaks of it; a usual clock may be left to the policies that come after. */
  isSet: boolean;
  amount: string;
  unit: Unit;
  time: ClockTarget["time"];
  pauses: ClockTarget["pauses"] & {};
  steps: StepDraft[];
  names: Names;
  starts: Moment | null;
  stops: Moment | null;
  stage: string | null;
}

export interface StepDraft {
  key: string;
  percent: string;
  does: LadderStep["does"];
  queue: string | null;
}

/** A month around the clock is as long as a clock may run by working time too; a year is the most. */
const mostMinutes = 366 * 24 * 60;
const mostPercent = 1000;

/** What a new policy says until somebody says otherwise: what most desks promise. */
const usual: Record<(typeof usualClocks)[number], { hours: number; pauses: ClockDraft["pauses"] }> = {
  first_reply: { hours: 4, pauses: [] },
  next_reply: { hours: 8, pauses: [] },
  resolution: { hours: 40, pauses: ["customer", "third_party"] },
};
const usualLadder: Omit<StepDraft, "key">[] = [
  { percent: "75", does: "nudge", queue: null },
  { percent: "100", does: "notify_lead", queue: null },
];

/** A policy as a draft; a new one sets the first answer. */
export function toDraft(policy: ClockPolicy | null): PolicyDraft {
  const { name, lines, brands, priorities, tiers, channels, clocks } = policy ?? {
    ...{ name: "", lines: [], brands: [], priorities: [], tiers: [], channels: [], clocks: [] },
  };
  const isUsual = (clock: string) => usualClocks.some((each) => each === clock);
  return {
    ...{ name, lines, brands, priorities, tiers, channels },
    clocks: [
      ...usualClocks.map((clock) => {
        const target = clocks.find((each) => each.clock === clock);
        if (target) return toClockDraft(target);
        return { ...blank(clock), isSet: policy === null && clock !== "resolution" };
      }),
      ...clocks.filter(({ clock }) => !isUsual(clock)).map(toClockDraft),
    ],
  };
}

function toClockDraft({ clock, minutes, time, pauses = [], steps = [], ...own }: ClockTarget): ClockDraft {
  const unit = unitOf(minutes, time);
  return {
    key: clock,
    isOwn: own.starts !== undefined,
    isSet: true,
    amount: String(minutes / unitMinutes[unit]),
    unit,
    time,
    pauses,
    steps: steps
      .toSorted((a, b) => a.percent - b.percent)
      .map(({ percent, does, queue = null }, at) => ({
        key: `${at}`,
        percent: String(percent),
        does,
        queue,
      })),
    names: own.names ?? {},
    starts: own.starts ?? null,
    stops: own.stops ?? null,
    stage: own.stage ?? null,
  };
}

function blank(clock: (typeof usualClocks)[number]): ClockDraft {
  const { hours, pauses } = usual[clock];
  return {
    key: clock,
    isOwn: false,
    isSet: false,
    amount: String(hours),
    unit: "hour",
    time: "working",
    pauses,
    steps: usualLadder.map((step, at) => ({ ...step, key: `${at}` })),
    names: {},
    starts: null,
    stops: null,
    stage: null,
  };
}

export const ownClock = (others: readonly ClockDraft[]): ClockDraft => ({
  ...blank("first_reply"),
  key: provisionalKey(others),
  isOwn: true,
  isSet: true,
  amount: "",
  steps: [],
  starts: "opened",
  stops: "assigned",
});

export const nextStep = (steps: readonly StepDraft[]): StepDraft => {
  const last = Math.max(50, ...steps.map(({ percent }) => percentOf(percent) ?? 0));
  return {
    key: provisionalKey(steps),
    percent: String(Math.min(mostPercent, last < 75 ? 75 : last < 100 ? 100 : last + 100)),
    does: "notify_lead",
    queue: null,
  };
};

/** How many minutes somebody wrote; null when it is nothing that a clock can run. */
export function minutesOf({ amount, unit }: Pick<ClockDraft, "amount" | "unit">): number | null {
  const value = readValue("number", amount);
  if (typeof value !== "number") return null;
  const minutes = Math.round(value * unitMinutes[unit]);
  return minutes >= 1 && minutes <= mostMinutes ? minutes : null;
}

export function percentOf(text: string): number | null {
  const value = readValue("number", text.replace(/[%٪]/, ""));
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= mostPercent
    ? value
    : null;
}

/** What is wrong with a clock, by the field: `amount`, `names`, `stage`, or of a step `75.percent`. */
export function faultsOf(clock: ClockDraft): Record<string, TextKey> {
  if (!clock.isSet) return {};
  const faults: Record<string, TextKey> = {};
  if (minutesOf(clock) === null) faults.amount = "settings.clocks.fault.length";
  if (clock.isOwn) {
    if (!isNamed(clock.names)) faults.names = "form.fault.missing";
    if (clock.starts !== "stage" && clock.starts === clock.stops) faults.stops = "settings.clocks.fault.same";
    if ((clock.starts === "stage" || clock.stops === "stage") && !clock.stage)
      faults.stage = "form.fault.choose";
  }
  for (const { key, percent, does, queue } of clock.steps) {
    if (percentOf(percent) === null) faults[`${key}.percent`] = "settings.clocks.fault.percent";
    if (does === "move" && !queue) faults[`${key}.queue`] = "form.fault.choose";
  }
  return faults;
}

/** What is wrong with all clocks together; null when nothing is. */
export function clocksFault(clocks: readonly ClockDraft[]): TextKey | null {
  if (!clocks.some(({ isSet }) => isSet)) return "settings.clocks.fault.none";
  return clocks.some((clock) => Object.keys(faultsOf(clock)).length > 0)
    ? "settings.clocks.fault.some"
    : null;
}

/** A draft without faults as the server takes it. */
export function toBody({
  name,
  clocks,
  ...fits
}: PolicyDraft): Pick<BodyIn<typeof postClockPolicy>, "name" | "clocks"> & Omit<PolicyDraft, "clocks"> {
  const taken: string[] = [...usualClocks, ...clocks.map(({ key }) => key)];
  return {
    ...fits,
    name: name.trim(),
    clocks: clocks
      .filter(({ isSet }) => isSet)
      .map((clock) => {
        const { time, pauses, isOwn, starts, stops, stage } = clock;
        const names = trimmed(clock.names);
        const key = clock.key.startsWith(provisional)
          ? freshKey(names.en ?? Object.values(names)[0] ?? "", taken, "clock")
          : clock.key;
        taken.push(key);
        return {
          clock: key,
          minutes: minutesOf(clock)!,
          time,
          pauses,
          steps: clock.steps
            .map(({ percent, does, queue }) => ({
              percent: percentOf(percent)!,
              does,
              ...(does === "move" && { queue: queue! }),
            }))
            .sort((a, b) => a.percent - b.percent),
          ...(isOwn && {
            names,
            starts: starts!,
            stops: stops!,
            ...((starts === "stage" || stops === "stage") && { stage: stage! }),
          }),
        };
      }),
  };
}
