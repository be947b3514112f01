import { z } from "zod";
import { changeable, questions, states, type TriggerEvent, triggerEvents } from "./condition-fields.ts";
import { Priority } from "./conversations.ts";
import { Locale } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { byId, Id, pageOf, pageQuery, route, words } from "./route.ts";

export const TriggerOn = z.enum(Object.keys(triggerEvents) as [TriggerEvent, ...TriggerEvent[]]);

/** Whether all minutes count or those in which the calendar of the matter is open. */
export const CountedHours = z.enum(["all", "working"]);
export type CountedHours = z.infer<typeof CountedHours>;

const yearInMinutes = 365 * 24 * 60;
const Minutes = z.number().int().min(1).max(yearInMinutes);

/** What sets a rule off: something that happened, or time that has passed since something began. */
export const Trigger = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    on: z.array(TriggerOn).min(1).max(30),
    /** For `changed`: which of these; any when empty. */
    changes: z.array(z.enum(changeable)).max(10).default([]),
  }),
  z.object({
    kind: z.literal("elapsed"),
    /** A state, which must still be the same one when the time is up; or an event. */
    since: z.enum([...states, ...TriggerOn.options]),
    minutes: Minutes,
    hours: CountedHours.default("all"),
    /** What calls it off when it happens meanwhile. */
    unless: z.array(TriggerOn).max(30).default([]),
  }),
]);
export type Trigger = z.infer<typeof Trigger>;

export const ConditionValue = z.union([z.string().max(200), z.number(), z.boolean()]);
export type ConditionValue = z.infer<typeof ConditionValue>;

/** One question to one field; `contract/condition-fields.ts` lists which fit which. */
export const Condition = z.object({
  field: z.string().min(1).max(100),
  is: z.enum(questions),
  values: z.array(ConditionValue).max(100).default([]),
});
export type Condition = z.infer<typeof Condition>;

/**
 * Conditions of which all, any or none must hold, and groups of such, up to three deep. A group in which nothing is
 * asked holds.
 */
export interface ConditionGroup {
  match: "all" | "any" | "none";
  of: Condition[];
  groups?: ConditionGroup[];
}
const group = z.object({ match: z.enum(["all", "any", "none"]), of: z.array(Condition).max(30) });
const groupsOf = <Inner extends z.ZodType>(inner: Inner) => z.array(inner).max(10).optional();
export const Conditions = group.extend({
  groups: groupsOf(group.extend({ groups: groupsOf(group) })),
}) as unknown as z.ZodType<ConditionGroup, ConditionGroup>;

/** Words by language; where the customer's is missing, that of the brand stands in, else the first. */
const Texts = z.partialRecord(Locale, z.string().trim().min(1).max(10_000));

export const actionKinds = [
  "assign",
  "give_back",
  "hand_over",
  "set_intent",
  "set_stage",
  "set_priority",
  "raise_priority",
  "set_field",
  "add_tags",
  "remove_tags",
  "note",
  "reply",
  "close",
  "reopen",
  "follow_up",
  "hold",
  "release",
  "snooze",
  "wake",
  "notify",
  "ask_to_sort",
] as const;
export type ActionKind = (typeof actionKinds)[number];

/**
 * What a rule does, by the same verbs as people. In texts, `{customer.name}`, `{number}` and others are filled in;
 * `{customer.name|friend}` says what stands there where there is nothing.
 */
export const Action = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("assign"),
    to: z.union([z.object({ agent: Id }), z.object({ team: Id }), z.object({ queue: Id })]),
  }),
  /** Takes it from its owner; it waits in its queue again. */
  z.object({ do: z.literal("give_back") }),
  z.object({ do: z.literal("hand_over"), line: Line, reason: words(1000) }),
  z.object({ do: z.literal("set_intent"), intent: Key }),
  z.object({ do: z.literal("set_stage"), line: Line, stage: Key.nullable() }),
  z.object({ do: z.literal("set_priority"), priority: Priority }),
  z.object({ do: z.literal("raise_priority") }),
  z.object({
    do: z.literal("set_field"),
    line: Line,
    field: Key,
    value: z.union([z.string().max(2000), z.number(), z.boolean()]).nullable(),
  }),
  z.object({ do: z.literal("add_tags"), tags: z.array(Id).max(20) }),
  z.object({ do: z.literal("remove_tags"), tags: z.array(Id).max(20) }),
  z.object({ do: z.literal("note"), text: words(10_000) }),
  /** Never to a machine, and at most once an hour in a conversation. */
  z.object({ do: z.literal("reply"), texts: Texts, after: z.enum(["wait", "keep", "close"]) }),
  z.object({ do: z.literal("close") }),
  z.object({ do: z.literal("reopen") }),
  /** Somebody looks again in so long; never where the customer waits for an answer. */
  z.object({ do: z.literal("follow_up"), minutes: Minutes, hours: CountedHours.default("all") }),
  /** Waits so long for somebody who is neither the customer nor we; clocks stand still where their policy says so. */
  z.object({
    do: z.literal("hold"),
    minutes: Minutes,
    hours: CountedHours.default("all"),
    note: z.string().trim().max(500).default(""),
  }),
  z.object({ do: z.literal("release") }),
  /** Out of the working lists for so long; back before an answer is late, and when the customer writes. */
  z.object({ do: z.literal("snooze"), minutes: Minutes, hours: CountedHours.default("all") }),
  z.object({ do: z.literal("wake") }),
  /** Tells people here, in the desk. */
  z.object({
    do: z.literal("notify"),
    owner: z.boolean().default(false),
    /** The leads of its team; without any, those who run the workspace. */
    leads: z.boolean().default(false),
    agents: z.array(Id).max(50).default([]),
    teams: z.array(Id).max(20).default([]),
    text: words(2000),
  }),
  z.object({ do: z.literal("ask_to_sort") }),
]);
export type Action = z.infer<typeof Action>;

export const AutomationFault = z.object({
  /** Where in the rule: `conditions.of.1.values.0`, `actions.2.tags.0`. */
  path: z.string(),
  code: z.enum(["is_gone", "is_off", "no_such_field", "does_not_fit"]),
  value: z.string(),
});
export type AutomationFault = z.infer<typeof AutomationFault>;

const ruleFields = {
  name: words(100),
  /** Once it has run on an event, those after it do not. */
  stops: z.boolean(),
  /** For which brands; all when empty. */
  brands: z.array(Id).max(500),
  trigger: Trigger,
  conditions: Conditions,
  actions: z.array(Action).min(1).max(20),
};

/** A rule: what sets it off, on what conditions, what it does. */
export const Automation = z.object({
  id: Id,
  ...ruleFields,
  isOn: z.boolean(),
  /** In which place it is asked, from the first. */
  position: z.number().int(),
  /** Counts up with every change of what it says. */
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** What it names that is not there any more. While there is any, it does not run. */
  faults: z.array(AutomationFault),
  lastRanAt: z.iso.datetime().nullable(),
  /** How often it ran within seven days, and could not. */
  ranInWeek: z.number().int(),
  failedInWeek: z.number().int(),
  /** When it was stopped for going round in circles, within seven days. */
  loopedAt: z.iso.datetime().nullable(),
  /** How many conversations its time runs on now. */
  armed: z.number().int(),
});
export type Automation = z.infer<typeof Automation>;

/** How a rule read before it was changed. */
export const AutomationVersion = z.object({
  version: z.number().int(),
  ...ruleFields,
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
});
export type AutomationVersion = z.infer<typeof AutomationVersion>;

/** What was found for a condition, and whether it held. */
export const Finding = z.object({
  /** Where it stands in the conditions: `of.1`, `groups.0.of.2`. */
  path: z.string(),
  ...Condition.shape,
  found: z.union([ConditionValue, z.array(ConditionValue)]).nullable(),
  held: z.boolean(),
});
export type Finding = z.infer<typeof Finding>;

/** What became of one action. */
export const Did = z.object({
  do: z.enum(actionKinds),
  /**
   * `nothing`: it was so already. `withheld`: a safeguard kept it back. `refused`: it could not be, so that what was
   * done before is `undone`, and what would have come after `not_tried`: a rule does all or nothing.
   */
  result: z.enum(["done", "nothing", "withheld", "refused", "undone", "not_tried"]),
  because: z.string().optional(),
  /** What it was about, in words of that moment: a name, tags, a language. */
  about: z.array(z.string()),
});
export type Did = z.infer<typeof Did>;

export const RunOutcome = z.enum(["ran", "skipped", "stopped", "failed", "loop"]);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** That a rule was asked, and what came of it. */
export const AutomationRun = z.object({
  id: Id,
  automation: z.object({ id: Id, name: z.string(), isRemoved: z.boolean() }),
  version: z.number().int(),
  conversation: z.object({ id: Id, number: z.number().int(), subject: z.string() }),
  at: z.iso.datetime(),
  /** The event that set it off; for time, that from which it was counted. */
  setOffBy: z.string(),
  isElapsed: z.boolean(),
  outcome: RunOutcome,
  /** Why, where the conditions do not say it all. */
  because: z.string().nullable(),
  findings: z.array(Finding),
  did: z.array(Did),
  /** What the ids in it were called then. */
  names: z.record(z.string(), z.string()),
});
export type AutomationRun = z.infer<typeof AutomationRun>;

/** What a rule would have touched. */
export const DryRun = z.object({
  id: Id,
  state: z.enum(["running", "done", "failed"]),
  days: z.number().int(),
  /** From now back to this moment everything was looked at. */
  reachedBackTo: z.iso.datetime().nullable(),
  /** Whether that is all that was asked for. */
  isWhole: z.boolean(),
  /** How many conversations were looked at, and how many it would have touched, how often. */
  looked: z.number().int(),
  touched: z.number().int(),
  times: z.number().int(),
  /** Fields whose past is not kept: judged by what they are today. */
  judgedToday: z.array(z.string()),
  /** By day of the workspace, oldest first. */
  byDay: z.array(z.object({ day: z.iso.date(), times: z.number().int() })),
  /** The newest two hundred. */
  conversations: z.array(
    z.object({
      id: Id,
      number: z.number().int(),
      subject: z.string(),
      times: z.number().int(),
      /** The newest time. */
      at: z.iso.datetime(),
      setOffBy: z.string(),
      findings: z.array(Finding),
    }),
  ),
  names: z.record(z.string(), z.string()),
});
export type DryRun = z.infer<typeof DryRun>;

export const AutomationTemplate = z.object({
  key: z.string(),
  words: z.string(),
  ...ruleFields,
  // What a workspace must choose first is left open.
  actions: z.array(Action),
});
export type AutomationTemplate = z.infer<typeof AutomationTemplate>;

export const listAutomations = route({
  method: "GET",
  path: "/automations",
  area: "Automations",
  summary:
    "The rules in the order in which they are asked; those for brands behind other walls are left out.",
  access: "workspace.manage",
  reply: pageOf(Automation),
});

export const getAutomation = route({
  method: "GET",
  path: "/automations/:id",
  area: "Automations",
  summary: "One rule.",
  access: "workspace.manage",
  params: byId,
  reply: Automation,
  refuses: ["not_found"],
});

const optional = { stops: true, brands: true, conditions: true } as const;

export const postAutomation = route({
  method: "POST",
  path: "/automations",
  area: "Automations",
  summary: "Adds a rule, as the last and switched off unless said otherwise.",
  access: "workspace.manage",
  body: z.object({ ...ruleFields, isOn: z.boolean().default(false) }).partial(optional),
  reply: Automation,
  status: 201,
  refuses: ["not_found", "forbidden", "already_exists"],
});

export const patchAutomation = route({
  method: "PATCH",
  path: "/automations/:id",
  area: "Automations",
  summary: "Changes a rule, which makes a new version of it; or switches it on or off, which does not.",
  access: "workspace.manage",
  params: byId,
  body: z
    .object({
      ...ruleFields,
      isOn: z.boolean(),
      /** The version that was changed; refused when somebody else has changed it meanwhile. */
      version: z.number().int(),
      /** With `isOn`, for a rule on elapsed time: whether what waits already counts too. */
      alsoCurrent: z.boolean(),
    })
    .partial(),
  reply: Automation,
  refuses: ["not_found", "already_exists", "changed_meanwhile"],
});

export const deleteAutomation = route({
  method: "DELETE",
  path: "/automations/:id",
  area: "Automations",
  summary: "Removes a rule, and what it waited for. What it did stays in the logs.",
  access: "workspace.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const putAutomationOrder = route({
  method: "PUT",
  path: "/automation-order",
  area: "Automations",
  summary: "Sets the order in which rules are asked: these, in the places that they hold together.",
  access: "workspace.manage",
  body: z.object({ automations: z.array(Id).min(1).max(500) }),
  reply: pageOf(Automation),
  refuses: ["not_found"],
});

export const listAutomationVersions = route({
  method: "GET",
  path: "/automations/:id/versions",
  area: "Automations",
  summary: "How a rule has read over time, newest first, and who changed it.",
  access: "workspace.manage",
  params: byId,
  reply: pageOf(AutomationVersion),
  refuses: ["not_found"],
});

export const listAutomationRuns = route({
  method: "GET",
  path: "/automations/:id/runs",
  area: "Automations",
  summary: "When a rule was asked, newest first: what was found, what it did, or why it did not.",
  access: "workspace.manage",
  params: byId,
  query: z.object({ ...pageQuery, outcome: RunOutcome.optional() }),
  reply: pageOf(AutomationRun),
  refuses: ["not_found", "invalid_cursor"],
});

export const listConversationRuns = route({
  method: "GET",
  path: "/conversations/:id/automation-runs",
  area: "Automations",
  summary: "Which rules were asked in a conversation, newest first: what ran and why, and what did not.",
  access: "conversations.read",
  params: byId,
  query: z.object({ ...pageQuery, outcome: RunOutcome.optional() }),
  reply: pageOf(AutomationRun),
  refuses: ["not_found", "invalid_cursor"],
});

export const listAutomationTemplates = route({
  method: "GET",
  path: "/automation-templates",
  area: "Automations",
  summary: "Rules to begin with, in the caller's language.",
  access: "workspace.manage",
  reply: pageOf(AutomationTemplate),
});

export const postDryRun = route({
  method: "POST",
  path: "/dry-runs",
  area: "Automations",
  summary:
    "Begins to look at what a rule would have touched; nothing is changed. The answer says where to look.",
  access: "workspace.manage",
  body: z.object({
    /** Which rule it is, if it is one already: it does not react to itself. */
    automation: Id.optional(),
    brands: z.array(Id).max(500).default([]),
    trigger: Trigger,
    conditions: Conditions,
    days: z.number().int().min(1).max(90).default(30),
  }),
  reply: DryRun,
  status: 202,
  refuses: ["not_found"],
});

export const getDryRun = route({
  method: "GET",
  path: "/dry-runs/:id",
  area: "Automations",
  summary: "How far a dry run of the caller's has got, and what it has found. Kept for a day.",
  access: "workspace.manage",
  params: byId,
  reply: DryRun,
  refuses: ["not_found"],
});
