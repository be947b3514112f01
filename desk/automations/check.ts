import type { Action, Condition, ConditionGroup, Trigger } from "../../contract/automations.ts";
import { valuesTaken } from "../../contract/condition-fields.ts";
import type { RuleSaid } from "./draft.ts";

/** What is missing from a rule, by its place there. The server judges the rest. */
export interface Missing {
  path: string;
  what: "missing" | "choose";
}

/** What a rule lacks before it makes sense to send it. */
export function missingFrom({ name, trigger, conditions, actions }: RuleSaid): Missing[] {
  const missing: Missing[] = [...missingFromTrigger(trigger), ...missingFromGroup(conditions, "conditions")];
  if (!name.trim()) missing.push({ path: "name", what: "missing" });
  if (actions.length === 0) missing.push({ path: "actions", what: "choose" });
  for (const [at, action] of actions.entries()) {
    const what = missingFromAction(action);
    if (what) missing.push({ path: `actions.${at}`, what });
  }
  return missing;
}

const missingFromTrigger = (trigger: Trigger): Missing[] =>
  trigger.kind === "event" && trigger.on.length === 0 ? [{ path: "trigger", what: "choose" }] : [];

function missingFromGroup({ of, groups = [] }: ConditionGroup, path: string): Missing[] {
  return [
    ...of.flatMap((condition, at): Missing[] => {
      const what = missingFromCondition(condition);
      return what ? [{ path: `${path}.of.${at}`, what }] : [];
    }),
    ...groups.flatMap((group, at) => missingFromGroup(group, `${path}.groups.${at}`)),
  ];
}

function missingFromCondition({ field, is, values }: Condition): Missing["what"] | null {
  if (!field) return "choose";
  const filled = values.filter((value) => value !== "").length;
  const wanted = { none: 0, one: 1, two: 2, some: 1 }[valuesTaken(is)];
  return filled < wanted ? "missing" : null;
}

function missingFromAction(action: Action): Missing["what"] | null {
  switch (action.do) {
    case "assign":
      return isChosen(Object.values(action.to)[0]) ? null : "choose";
    case "set_intent":
      return action.intent ? null : "choose";
    case "add_tags":
    case "remove_tags":
      return action.tags.length ? null : "choose";
    case "hand_over":
      return action.reason.trim() ? null : "missing";
    case "note":
      return action.text.trim() ? null : "missing";
    case "reply":
      return Object.keys(action.texts).length ? null : "missing";
    case "notify":
      if (!action.owner && !action.leads && !action.agents.length && !action.teams.length) return "choose";
      return action.text.trim() ? null : "missing";
    default:
      return null;
  }
}

/** Where nothing is chosen yet, an id stands that is nobody's. */
export const nobody = "00000000-0000-0000-0000-000000000000";
const isChosen = (id: string | undefined): boolean => Boolean(id) && id !== nobody;
