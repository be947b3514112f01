import { expect, test } from "vitest";
import { mayLead, type Trail } from "./led.ts";

test("nobody is led to and fro between two of which each says that it became part of the other", () => {
  const trail: Trail = new Map();
  const steps: string[] = [];
  const leadsTo: Record<string, string> = { first: "second", second: "first" };
  let at = "first";
  for (let now = 1000; mayLead(trail, leadsTo[at]!, now); now += 10) {
    trail.set(at, now);
    at = leadsTo[at]!;
    steps.push(at);
  }
  expect(steps).toEqual(["second"]);
});

test.each([
  ["one that never led away", "other", 5_000, true],
  ["one that led away a moment ago", "first", 5_000, false],
  ["one that led away long ago", "first", 60_000, true],
])("to %s", (_, into, now, may) => {
  expect(mayLead(new Map([["first", 1_000]]), into, now)).toBe(may);
});
