import type { Action, Automation, Condition, ConditionGroup } from "../../contract/automations.ts";

/** What a rule says. */
export type RuleSaid = Pick<Automation, "name" | "stops" | "brands" | "trigger" | "conditions" | "actions">;

/** Each part of a draft keeps a key of its own while it is moved about. */
type Keyed<Part> = Part & { key: string };
export type DraftCondition = Keyed<Condition>;
export interface DraftGroup {
  key: string;
  match: ConditionGroup["match"];
  of: DraftCondition[];
  groups: DraftGroup[];
}
export type DraftAction = Keyed<Action>;
export type Draft = Omit<RuleSaid, "conditions" | "actions"> & {
  conditions: DraftGroup;
  actions: DraftAction[];
};

let last = 0;
export const freshKey = (): string => `${++last}`;

export const keyed = <Part extends object>(part: Part): Keyed<Part> => ({ ...part, key: freshKey() });

const draftGroup = ({ match, of, groups = [] }: ConditionGroup): DraftGroup => ({
  key: freshKey(),
  match,
  of: of.map(keyed),
  groups: groups.map(draftGroup),
});

export const draftOf = ({ name, stops, brands, trigger, conditions, actions }: RuleSaid): Draft => ({
  name,
  stops,
  brands,
  trigger,
  conditions: draftGroup(conditions),
  actions: actions.map(keyed),
});

const plainGroup = ({ match, of, groups }: DraftGroup): ConditionGroup => ({
  match,
  of: of.map(({ key: _key, ...condition }) => condition),
  ...(groups.length > 0 && { groups: groups.map(plainGroup) }),
});

/** The rule as the server takes it. */
export const ruleOf = ({ conditions, actions, ...rest }: Draft): RuleSaid => ({
  ...rest,
  conditions: plainGroup(conditions),
  actions: actions.map(({ key: _key, ...action }) => action as Action),
});

export const emptyRule = (name = ""): RuleSaid => ({
  name,
  stops: false,
  brands: [],
  trigger: { kind: "event", on: ["opened"], changes: [] },
  conditions: { match: "all", of: [] },
  actions: [],
});

/** Moves a part one place up or down. */
export function moved<Part>(parts: readonly Part[], from: number, to: number): Part[] {
  const next = [...parts];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
