import { sql } from "kysely";
import type { Action, AutomationVersion, Condition, ConditionGroup } from "../../contract/automations.ts";
import { usualClocks } from "../../contract/clocks.ts";
import { type ChoicesFrom, fieldNamed } from "../../contract/condition-fields.ts";
import type { Field, Intent, LineSettings } from "../../contract/lines.ts";
import { isColleague } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { intentsOf, linesOf } from "../lines/index.ts";

/** What a rule says. */
export type Said = Pick<AutomationVersion, "brands" | "trigger" | "conditions"> & { actions: Action[] };

/** What rules name by an id. */
const things = ["brands", "inboxes", "teams", "queues", "agents", "tags"] as const;
type ThingsOf = (typeof things)[number];
export const isThing = (of: ChoicesFrom | undefined): of is ThingsOf => things.some((one) => one === of);

/** What a rule names by an id, and where in the rule. */
export interface Named {
  of: ThingsOf;
  id: string;
  path: string;
}

/** What is there of all that rules may name. */
export interface Known {
  lines: Map<string, LineSettings>;
  intents: Map<string, Intent>;
  /** The clocks that policies set, and that of promises. */
  clocks: ReadonlySet<string>;
  /** By kind and id. An agent who was shut out is known, but not on. */
  things: Map<string, { name: string; isOn: boolean }>;
}

export const thingKey = ({ of, id }: Pick<Named, "of" | "id">): string => `${of} ${id}`;

/** The field of a line that is called so. */
export const lineField = ({ lines }: Pick<Known, "lines">, line: string, key: string): Field | undefined =>
  lines.get(line)?.fields.find((field) => field.key === key);

/** Of what rules name, what is there, on this side of a wall. */
export async function knownTo(
  tx: Tx,
  caller: Pick<Caller, "workspaceId" | "id" | "brands">,
  rules: readonly Said[],
): Promise<Known> {
  const { workspaceId } = caller;
  const named = Map.groupBy(rules.flatMap(namedIn), ({ of }) => of);
  const ids = (of: ThingsOf) => [...new Set(named.get(of)?.map(({ id }) => id))].filter(isId);
  const lines = await linesOf(tx, workspaceId);
  const intents = await intentsOf(tx, workspaceId);
  const clocks = rules.some(asksOfClocks) ? await clocksOf(tx, workspaceId) : [];
  const { rows } = named.size
    ? await sql<{ of: ThingsOf; id: string; name: string; isOn: boolean }>`
        select 'brands' as of, b.id, b.name, true as is_on from brands b
        where b.workspace_id = ${workspaceId} and b.id = any(${ids("brands")}::uuid[]) and ${serves(caller, sql`b.id`)}
        union all
        select 'inboxes', i.id, i.name, true from inboxes i
        where i.workspace_id = ${workspaceId} and i.id = any(${ids("inboxes")}::uuid[]) and ${serves(caller, sql`i.brand_id`)}
        union all
        select 'teams', t.id, t.name, true from teams t
        where t.workspace_id = ${workspaceId} and t.id = any(${ids("teams")}::uuid[]) and ${teamIsSeen(caller)}
        union all
        select 'queues', q.id, q.name, true from queues q join teams t on t.workspace_id = q.workspace_id and t.id = q.team_id
        where q.workspace_id = ${workspaceId} and q.id = any(${ids("queues")}::uuid[]) and ${teamIsSeen(caller)}
          and ${caller.brands === null ? sql`true` : sql`(q.brands = '{}' or q.brands && ${[...caller.brands]}::uuid[])`}
        union all
        select 'agents', a.id, a.name, a.status = 'active' from agents a
        where a.workspace_id = ${workspaceId} and a.id = any(${ids("agents")}::uuid[]) and ${isColleague(caller)}
        union all
        select 'tags', g.id, g.name, true from tags g
        where g.workspace_id = ${workspaceId} and g.id = any(${ids("tags")}::uuid[])`.execute(tx)
    : { rows: [] };
  return {
    lines: new Map(lines.map((line) => [line.line, line])),
    clocks: new Set(["promise", ...usualClocks, ...clocks]),
    intents: new Map(intents.map((intent) => [intent.key, intent])),
    things: new Map(rows.map((row) => [thingKey(row), { name: row.name, isOn: row.isOn }])),
  };
}

const asksOfClocks = ({ conditions }: Said): boolean =>
  leavesOf(conditions).some(({ condition }) => choicesOf(condition.field) === "clocks");

async function clocksOf(tx: Tx, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ clock: string }>`
    select distinct c ->> 'clock' as clock from clock_policies p cross join jsonb_array_elements(p.clocks) as c
    where p.workspace_id = ${workspaceId}`.execute(tx);
  return rows.map(({ clock }) => clock);
}

const serves = ({ brands }: Pick<Caller, "brands">, brandId: ReturnType<typeof sql>) =>
  brands === null ? sql`true` : sql`${brandId} = any(${[...brands]}::uuid[])`;

/** A team without a brand is anybody's. */
const teamIsSeen = ({ brands }: Pick<Caller, "brands">) =>
  brands === null
    ? sql`true`
    : sql`(not exists (select from team_brands x where x.workspace_id = t.workspace_id and x.team_id = t.id)
        or exists (select from team_brands x where x.workspace_id = t.workspace_id and x.team_id = t.id
          and x.brand_id = any(${[...brands]}::uuid[])))`;

const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

/** Everything that a rule names by an id. */
export function namedIn({ brands, conditions, actions }: Said): Named[] {
  return [
    ...brands.map((id, at) => ({ of: "brands" as const, id, path: `brands.${at}` })),
    ...leavesOf(conditions).flatMap(({ condition, path }) => {
      const of = choicesOf(condition.field);
      return isThing(of)
        ? condition.values.map((id, at) => ({ of, id: String(id), path: `${path}.values.${at}` }))
        : [];
    }),
    ...actions.flatMap((action, at) => namedByAction(action, `actions.${at}`)),
  ];
}

function namedByAction(action: Action, path: string): Named[] {
  const all = (of: ThingsOf, field: string, ids: readonly string[]) =>
    ids.map((id, at) => ({ of, id, path: `${path}.${field}.${at}` }));
  switch (action.do) {
    case "assign": {
      const { to } = action;
      if ("agent" in to) return [{ of: "agents", id: to.agent, path: `${path}.to` }];
      if ("team" in to) return [{ of: "teams", id: to.team, path: `${path}.to` }];
      return [{ of: "queues", id: to.queue, path: `${path}.to` }];
    }
    case "add_tags":
    case "remove_tags":
      return all("tags", "tags", action.tags);
    case "notify":
      return [...all("agents", "agents", action.agents), ...all("teams", "teams", action.teams)];
    default:
      return [];
  }
}

/** Every condition of a group, with its place in the rule. */
export const leavesOf = (
  { of, groups = [] }: ConditionGroup,
  path = "conditions",
): { condition: Condition; path: string }[] => [
  ...of.map((condition, at) => ({ condition, path: `${path}.of.${at}` })),
  ...groups.flatMap((group, at) => leavesOf(group, `${path}.groups.${at}`)),
];

const choicesOf = (field: string): ChoicesFrom | undefined => fieldNamed(field)?.choices;
