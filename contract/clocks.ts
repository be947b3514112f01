import { z } from "zod";
import { Channel, Conversation, Priority } from "./conversations.ts";
import { Tier } from "./customers.ts";
import { Key, Line, Names } from "./lines.ts";
import { byId, Id, pageOf, route, words } from "./route.ts";

/** The clocks that every policy may set; a policy may have clocks of its own besides. */
export const usualClocks = ["first_reply", "next_reply", "resolution"] as const;

/** Whose turn makes a clock stand still. */
export const PauseReason = z.enum(["customer", "third_party"]);
export type PauseReason = z.infer<typeof PauseReason>;

/** What starts or ends a clock of one's own. */
export const Moment = z.enum([
  "opened",
  "customer_wrote",
  "answered",
  "assigned",
  "stage",
  "handed_over",
  "closed",
]);
export type Moment = z.infer<typeof Moment>;

/**
 * A step of a clock's ladder: at so many percent of its time the facts are looked at again and this is done. Below 100
 * it is a warning. `move` moves to a queue; `raise_priority` raises by one.
 */
export const LadderStep = z.object({
  percent: z.number().int().min(1).max(1000),
  does: z.enum(["nudge", "notify_lead", "move", "raise_priority"]),
  queue: Id.optional().describe("where `move` moves to"),
});
export type LadderStep = z.infer<typeof LadderStep>;

/** How long one clock of a policy may run. */
export const ClockTarget = z.object({
  clock: Key.describe("first_reply, next_reply, resolution, or one's own"),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(366 * 24 * 60),
  /** By the hours of the calendar that the matter has, or around the clock. */
  time: z.enum(["working", "calendar"]),
  pauses: z.array(PauseReason).max(2).default([]),
  steps: z.array(LadderStep).max(10).default([]),
  /** Of a clock of one's own: its name, what starts and ends it, and the stage that `stage` means. */
  names: Names.optional(),
  starts: Moment.optional(),
  stops: Moment.optional(),
  stage: Key.optional(),
});
export type ClockTarget = z.infer<typeof ClockTarget>;

/** What is promised for which matters. An empty list is no condition; each clock is that of the first policy which fits and has it. */
export const ClockPolicy = z.object({
  id: Id,
  name: z.string(),
  position: z.number().int(),
  isOn: z.boolean(),
  lines: z.array(Line),
  brands: z.array(Id),
  priorities: z.array(Priority),
  tiers: z.array(Tier),
  channels: z.array(Channel),
  clocks: z.array(ClockTarget),
});
export type ClockPolicy = z.infer<typeof ClockPolicy>;

const policyFields = z.object({
  name: words(100),
  position: z
    .number()
    .int()
    .min(0)
    .max(10_000)
    .describe("as what it is tried; a new one without comes first"),
  isOn: z.boolean(),
  lines: z.array(Line).max(2),
  brands: z.array(Id).max(200),
  priorities: z.array(Priority).max(4),
  tiers: z.array(Tier).max(3),
  channels: z.array(Channel).max(10),
  clocks: z
    .array(ClockTarget)
    .min(1)
    .max(20)
    .refine((targets) => new Set(targets.map(({ clock }) => clock)).size === targets.length, {
      error: "key_is_there_twice",
    }),
});

export const listClockPolicies = route({
  method: "GET",
  path: "/clock-policies",
  area: "Clocks",
  summary: "What is promised for which matters, in the order in which it is tried.",
  access: "signed-in",
  reply: pageOf(ClockPolicy),
});

export const postClockPolicy = route({
  method: "POST",
  path: "/clock-policies",
  area: "Clocks",
  summary: "Adds a policy; it holds for clocks that start from then on.",
  access: "workspace.manage",
  body: policyFields.partial().required({ name: true, clocks: true }),
  reply: ClockPolicy,
  status: 201,
  refuses: ["already_exists", "not_found"],
});

export const patchClockPolicy = route({
  method: "PATCH",
  path: "/clock-policies/:id",
  area: "Clocks",
  summary: "Changes a policy for clocks that start from then on; those that run keep what was promised.",
  access: "workspace.manage",
  params: byId,
  body: policyFields.partial(),
  reply: ClockPolicy,
  refuses: ["already_exists", "not_found"],
});

export const deleteClockPolicy = route({
  method: "DELETE",
  path: "/clock-policies/:id",
  area: "Clocks",
  summary: "Removes a policy. Clocks that run keep what was promised.",
  access: "workspace.manage",
  params: byId,
  status: 204,
  refuses: ["not_found", "still_in_use"],
});

const Outcome = z.object({ met: z.number().int(), late: z.number().int() });

export const postClockTrial = route({
  method: "POST",
  path: "/clock-trials",
  area: "Clocks",
  summary:
    "What a new or changed policy would have made of the last 90 days, beside what the policies of now make of them.",
  access: "workspace.manage",
  body: policyFields
    .partial()
    .required({ clocks: true })
    .extend({
      id: Id.optional().describe("the policy that it would take the place of"),
      days: z.number().int().min(1).max(90).default(90),
    }),
  reply: z.object({
    /** Matters looked at, of all there were, newest first. */
    lookedAt: z.number().int(),
    of: z.number().int(),
    clocks: z.array(z.object({ clock: Key, now: Outcome, tried: Outcome })),
    /** Some that are in time and would be late, or the other way round; null where there is no such clock. */
    examples: z.array(
      z.object({
        conversation: z.object({ id: Id, number: z.number().int(), subject: z.string() }),
        clock: Key,
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().nullable(),
        now: z.object({ dueAt: z.iso.datetime().nullable(), late: z.boolean() }).nullable(),
        tried: z.object({ dueAt: z.iso.datetime().nullable(), late: z.boolean() }).nullable(),
      }),
    ),
  }),
  status: 200,
  refuses: ["not_found"],
});

/** A clock of a conversation: running, standing still, or over. */
export const Clock = z.object({
  id: Id,
  clock: Key,
  /** Of a clock of one's own. */
  names: Names,
  state: z.enum(["running", "paused", "met", "late", "cancelled"]),
  startedAt: z.iso.datetime(),
  /** Null while it stands still. */
  dueAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  breachedAt: z.iso.datetime().nullable(),
  minutes: z.number().int(),
  /** Minutes of its own time that have passed. */
  spentMinutes: z.number(),
  time: z.enum(["working", "calendar"]),
  policy: z.object({ id: Id, name: z.string() }).nullable(),
  calendar: z.object({ id: Id, name: z.string() }).nullable(),
  pauses: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime().nullable(), why: PauseReason })),
  steps: z.array(LadderStep.extend({ at: z.iso.datetime().nullable(), isDone: z.boolean() })),
  /** How its due time came about, line by line. */
  story: z.array(z.string()),
});
export type Clock = z.infer<typeof Clock>;

export const listClocks = route({
  method: "GET",
  path: "/conversations/:id/clocks",
  area: "Clocks",
  summary: "The clocks of a conversation, running ones first, each with the story of its due time.",
  access: "conversations.read",
  params: byId,
  reply: pageOf(Clock),
  refuses: ["not_found"],
});

export const putHold = route({
  method: "PUT",
  path: "/conversations/:id/hold",
  area: "Clocks",
  summary: "Says that we wait for somebody else until a time; clocks stand still where their policy says so.",
  access: "conversations.manage",
  params: byId,
  body: z.object({
    until: z.iso.datetime(),
    note: z.string().trim().max(500).default("").describe("for whom and for what"),
  }),
  reply: Conversation,
  refuses: ["not_found", "conversation_closed"],
});

export const deleteHold = route({
  method: "DELETE",
  path: "/conversations/:id/hold",
  area: "Clocks",
  summary: "Goes on with a matter that waited for somebody else.",
  access: "conversations.manage",
  params: byId,
  query: z.object({
    nextStepAt: z.iso
      .datetime()
      .optional()
      .describe("when to look at it next, where it is not the customer who waits; now when left out"),
  }),
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});
