import { expect, test } from "vitest";
import type { ClockTarget } from "../../contract/clocks.ts";
import type { ClockRules, Matter } from "./engine.ts";
import { replay, type Told } from "./replay.ts";

const minute = 60_000;
const target = (clock: string, minutes: number, pauses: ClockTarget["pauses"] = []): ClockTarget => ({
  clock,
  minutes,
  time: "calendar",
  pauses,
  steps: [],
});
const rules: ClockRules = {
  policies: [
    {
      id: "all",
      name: "All",
      lines: [],
      brands: [],
      priorities: [],
      tiers: [],
      channels: [],
      clocks: [target("first_reply", 60), target("resolution", 300, ["customer"])],
    },
  ],
  calendarFor: () => {
    throw new Error("no clock here counts by a calendar");
  },
  calendarById: () => null,
};
const matter: Matter = {
  line: "service",
  brandId: "kolo",
  priority: "normal",
  tier: null,
  channel: "email",
  country: null,
  status: "new",
  stage: null,
  heldFor: null,
};

/** Minutes after the first message, what happened, by whom. */
type Step = [number, Told["kind"], string?, Told["data"]?];
const at = (minutes: number) => new Date(minutes * minute);
const runsOf = (...steps: Step[]) =>
  replay(
    rules,
    {
      now: matter,
      turns: new Map(),
      happened: steps.map(([minutes, kind, by = "agent", data = {}]) => ({
        at: at(minutes).toISOString(),
        kind: `conversation.${kind}`,
        by,
        data,
      })),
    },
    at(1000),
  ).map(({ clock, endedAt, late }) => [clock, endedAt && endedAt.getTime() / minute, late]);

test("what a rule writes while the customer waits answers nobody", () => {
  const told = { status: "new" };
  expect(
    runsOf([0, "opened", "customer"], [10, "replied", "automation", told], [70, "replied"], [80, "closed"]),
  ).toEqual([
    ["first_reply", 70, true],
    ["resolution", 80, false],
  ]);
});

test("what is closed because no answer is needed counts for no clock", () => {
  expect(runsOf([0, "opened", "customer"], [400, "answer_waived"], [400, "closed"])).toEqual([]);
  expect(runsOf([0, "opened", "customer"], [10, "answer_waived"], [400, "closed"])).toEqual([
    ["resolution", 400, true],
  ]);
});

test("a matter that waited for its customer is ours again when a promise is nearly due", () => {
  const changed = { status: { from: "waiting", to: "open" }, because: "promise" };
  // It stood still from 20 to 120, and not any more after that.
  expect(
    runsOf(
      [0, "opened", "customer"],
      [20, "replied", "agent", { status: "waiting" }],
      [120, "changed", "automation", changed],
      [410, "closed"],
    ),
  ).toEqual([
    ["first_reply", 20, false],
    ["resolution", 410, true],
  ]);
});
