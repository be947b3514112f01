import { expect, test } from "vitest";
import type { ClockPolicy } from "../../../contract/clocks.ts";
import {
  type ClockDraft,
  clocksFault,
  faultsOf,
  minutesOf,
  nextStep,
  ownClock,
  toBody,
  toDraft,
} from "./draft.ts";

const policy: ClockPolicy = {
  id: "p1",
  name: "Urgent",
  position: 10,
  isOn: true,
  lines: ["support"],
  brands: [],
  priorities: ["critical"],
  tiers: ["vip"],
  channels: [],
  clocks: [
    {
      clock: "first_reply",
      minutes: 90,
      time: "working",
      pauses: [],
      steps: [
        { percent: 75, does: "nudge" },
        { percent: 100, does: "move", queue: "q1" },
      ],
    },
    {
      clock: "taken",
      minutes: 2880,
      time: "calendar",
      pauses: ["third_party"],
      steps: [],
      names: { en: "Taken" },
      starts: "opened",
      stops: "assigned",
    },
  ],
};
const clockOf = (changes: Partial<ClockDraft>): ClockDraft => ({ ...toDraft(policy).clocks[0]!, ...changes });

test("what was not changed is sent as it was", () => {
  const { name, lines, brands, priorities, tiers, channels, clocks } = policy;
  expect(toBody(toDraft(policy))).toEqual({ name, lines, brands, priorities, tiers, channels, clocks });
});

test("the usual clocks are there to be set, also where a policy leaves them to others", () => {
  expect(toDraft(policy).clocks.map(({ key, isSet, isOwn }) => [key, isSet, isOwn])).toEqual([
    ["first_reply", true, false],
    ["next_reply", false, false],
    ["resolution", false, false],
    ["taken", true, true],
  ]);
  expect(toDraft(null).clocks.map(({ isSet }) => isSet)).toEqual([true, true, false]);
});

test.each<[string, ClockDraft["unit"], number | null]>([
  ["4", "hour", 240],
  ["1,5", "hour", 90],
  ["٤", "hour", 240],
  ["2", "day", 2880],
  ["0", "minute", null],
  ["367", "day", null],
  ["soon", "hour", null],
  ["", "hour", null],
])("“%s” in the unit %s is %s minutes", (amount, unit, minutes) => {
  expect(minutesOf({ amount, unit })).toBe(minutes);
});

test.each<[string, ClockDraft, string[]]>([
  ["nothing", clockOf({}), []],
  ["no length", clockOf({ amount: "" }), ["amount"]],
  ["a clock that is left to others", clockOf({ amount: "", isSet: false }), []],
  ["no name", ownClock([]), ["amount", "names"]],
  [
    "the same start and end",
    { ...ownClock([]), amount: "4", names: { ar: "استلام" }, starts: "answered", stops: "answered" },
    ["stops"],
  ],
  [
    "no stage",
    { ...ownClock([]), amount: "4", names: { en: "Shop" }, starts: "stage", stops: "stage" },
    ["stage"],
  ],
  [
    "steps that cannot be",
    clockOf({
      steps: [
        { key: "a", percent: "0", does: "nudge", queue: null },
        { key: "b", percent: "٧٥٪", does: "move", queue: null },
      ],
    }),
    ["a.percent", "b.queue"],
  ],
])("what is wrong with %s", (_, clock, faults) => {
  expect(Object.keys(faultsOf(clock))).toEqual(faults);
});

test("a policy sets some clock, and none wrongly", () => {
  expect(clocksFault([clockOf({ isSet: false })])).toBe("settings.clocks.fault.none");
  expect(clocksFault([clockOf({}), clockOf({ amount: "" })])).toBe("settings.clocks.fault.some");
  expect(clocksFault([clockOf({}), clockOf({ amount: "", isSet: false })])).toBeNull();
});

test("a clock of one's own has a key from its name, never that of a usual one", () => {
  const draft = toDraft(null);
  const own = (names: ClockDraft["names"]) => ({ ...ownClock(draft.clocks), amount: "4", names });
  const clocks = [own({ en: "Resolution" }), own({ en: "Call back" }), own({ ar: "استلام" })];
  const { clocks: sent } = toBody({ ...draft, clocks: [...draft.clocks, ...clocks] });
  expect(sent.map(({ clock }) => clock)).toEqual([
    "first_reply",
    "next_reply",
    "resolution_2",
    "call_back",
    "clock",
  ]);
});

test("each new step of a ladder comes after those that are there", () => {
  const steps = [nextStep([])];
  for (let n = 0; n < 3; n++) steps.push(nextStep(steps));
  expect(steps.map(({ percent }) => percent)).toEqual(["75", "100", "200", "300"]);
});
