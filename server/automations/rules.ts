import type { Action, ConditionGroup, Trigger } from "../../contract/automations.ts";
import type { Locale } from "../../contract/languages.ts";
import { permissions } from "../../contract/permissions.ts";
import type { Caller } from "../caller.ts";
import { look, type Tx } from "../db/database.ts";
import { rememberRules } from "../rules.ts";
import { leavesOf, type Said } from "./known.ts";
import { heardBy } from "./triggers.ts";

/** A rule that is on. */
export interface Rule extends Said {
  id: string;
  name: string;
  version: number;
  stops: boolean;
  /** Of a rule on time: nothing that began before counts. */
  countsFrom: Date;
  /** The fields that its conditions ask of. */
  uses: ReadonlySet<string>;
  /** The kinds of events it has to hear of. */
  heard: ReadonlySet<string>;
}

/** The rules of a workspace that are on, in the order in which they are asked. */
export interface RuleSet {
  version: number;
  locale: Locale;
  rules: Rule[];
}

/** The rules of a workspace, at least as new as the given version of what decides. */
export const rulesOf = rememberRules<RuleSet>((db, workspaceId) =>
  look(db, workspaceId, (tx) => readRules(tx, workspaceId)),
);

async function readRules(tx: Tx, workspaceId: string): Promise<RuleSet> {
  const { rulesVersion, locale } = await tx
    .selectFrom("workspaces")
    .select(["rulesVersion", "locale"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom("automations")
    .select(["id", "name", "version", "stops", "brands", "trigger", "conditions", "actions", "countsFrom"])
    .where("workspaceId", "=", workspaceId)
    .where("isOn", "=", true)
    .where("removedAt", "is", null)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return {
    version: rulesVersion,
    locale: locale as Locale,
    rules: rows.map((row) => ({
      ...row,
      trigger: row.trigger as Trigger,
      conditions: row.conditions as ConditionGroup,
      actions: row.actions as Action[],
      uses: usedBy(row.conditions as ConditionGroup),
      heard: heardBy(row.trigger as Trigger),
    })),
  };
}

/** The fields that conditions ask of. */
export const usedBy = (conditions: ConditionGroup): ReadonlySet<string> =>
  new Set(leavesOf(conditions).map(({ condition }) => condition.field));

/** Whether a rule is for a brand. */
export const isFor = ({ brands }: Pick<Rule, "brands">, brandId: string): boolean =>
  brands.length === 0 || brands.includes(brandId);

/** Who acts when a rule does. It may do all that people may, behind the walls of its brands. */
export const callerOf = (
  workspaceId: string,
  { id, name, brands }: Pick<Rule, "id" | "name" | "brands">,
  locale: Locale,
  chain: readonly string[],
): Caller => ({
  kind: "automation",
  workspaceId,
  id,
  name,
  permissions: new Set(permissions),
  brands: brands.length ? brands : null,
  locale,
  sessionId: null,
  chain: [...chain, id],
});
