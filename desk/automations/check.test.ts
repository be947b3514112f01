import { describe, expect, test } from "vitest";
import type { Action, Condition } from "../../contract/automations.ts";
import { missingFrom } from "./check.ts";
import { draftOf, emptyRule, moved, type RuleSaid, ruleOf } from "./draft.ts";

const whole: RuleSaid = { ...emptyRule("Whole"), actions: [{ do: "close" }] };

describe("before it is sent a rule is looked at for what is missing:", () => {
  const cases: [string, Partial<RuleSaid>, { path: string; what: string }[]][] = [
    ["nothing", {}, []],
    ["a name", { name: "  " }, [{ path: "name", what: "missing" }]],
    ["anything to do", { actions: [] }, [{ path: "actions", what: "choose" }]],
    [
      "what sets it off",
      { trigger: { kind: "event", on: [], changes: [] } },
      [{ path: "trigger", what: "choose" }],
    ],
    [
      "a field, in a group in a group",
      {
        conditions: {
          match: "all",
          of: [condition({ field: "status", is: "any_of", values: ["new"] })],
          groups: [{ match: "any", of: [], groups: [{ match: "all", of: [condition({})] }] }],
        },
      },
      [{ path: "conditions.groups.0.groups.0.of.0", what: "choose" }],
    ],
    [
      "a value",
      { conditions: { match: "all", of: [condition({ field: "tags", is: "any_of" })] } },
      [{ path: "conditions.of.0", what: "missing" }],
    ],
    [
      "none where none is asked for",
      { conditions: { match: "all", of: [condition({ field: "tags", is: "empty" })] } },
      [],
    ],
    [
      "one of two times",
      {
        conditions: {
          match: "all",
          of: [condition({ field: "time_of_day", is: "between", values: ["09:00", ""] })],
        },
      },
      [{ path: "conditions.of.0", what: "missing" }],
    ],
    ...lacking("who gets it", { do: "assign", to: { agent: "" } }, "choose"),
    ...lacking("which tags", { do: "add_tags", tags: [] }, "choose"),
    ...lacking("words in any language", { do: "reply", texts: {}, after: "wait" }, "missing"),
    ...lacking(
      "whom to tell",
      { do: "notify", owner: false, leads: false, agents: [], teams: [], text: "x" },
      "choose",
    ),
    ...lacking(
      "words to tell",
      { do: "notify", owner: true, leads: false, agents: [], teams: [], text: " " },
      "missing",
    ),
  ];
  test.each(cases)("%s", (_, changes, missing) => {
    expect(missingFrom({ ...whole, ...changes })).toEqual(missing);
  });
});

function condition(part: Partial<Condition>): Condition {
  return { field: "", is: "any_of", values: [], ...part };
}

function lacking(
  name: string,
  action: Action,
  what: string,
): [string, Partial<RuleSaid>, { path: string; what: string }[]][] {
  return [[name, { actions: [{ do: "close" }, action] }, [{ path: "actions.1", what }]]];
}

test("a draft says what the rule said", () => {
  const rule: RuleSaid = {
    ...whole,
    conditions: {
      match: "none",
      of: [condition({ field: "tags", is: "empty" })],
      groups: [{ match: "any", of: [condition({ field: "status", values: ["new"] })] }],
    },
  };
  expect(ruleOf(draftOf(rule))).toEqual(rule);
});

test("what is moved changes places with its neighbour", () => {
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});
