import { z } from "zod";
import { Channel, Conversation } from "./conversations.ts";
import { Locale } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { byId, Id, pageOf, route, words } from "./route.ts";

const Named = z.object({ id: Id, name: z.string() });

/** Something an agent knows that a matter may need. */
export const Skill = z.object({ id: Id, name: z.string() });
export type Skill = z.infer<typeof Skill>;

/** How a queue's work reaches people: they take it, or it is given to who is free. */
export const Giving = z.enum(["pull", "round_robin", "least_loaded"]);
export type Giving = z.infer<typeof Giving>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Hours of the agent's own time zone; one that ends before it begins goes over midnight. */
export const Shift = z.object({ weekday: z.number().int().min(1).max(7), from: time, to: time });
export type Shift = z.infer<typeof Shift>;

/** Somebody's hours on duty for a queue whose team is not there. */
export const Duty = Shift.extend({ agent: Id });
export type Duty = z.infer<typeof Duty>;

/**
 * Where matters wait for somebody. A new one goes to the first queue, by `position`, whose conditions it meets; an empty
 * list is no condition. What meets none waits with the team of its inbox.
 */
export const Queue = z.object({
  id: Id,
  name: z.string(),
  position: z.number().int(),
  team: Named,
  line: Line.nullable(),
  brands: z.array(Id),
  languages: z.array(Locale),
  intents: z.array(Key),
  /** Who takes from it has all of these. */
  skills: z.array(Id),
  giving: Giving,
  /** Whoever had the customer's last matter is asked first, if they are here. */
  sameAgain: z.boolean(),
  /** When its team is there; null is always. */
  calendar: Id.nullable(),
  /** The queue to which its work goes while its team is not there. */
  overflow: Id.nullable(),
  /** Who is given what comes while its team is not there, in the zone of its calendar. */
  duty: z.array(Duty),
  /** How many wait in it now, behind the caller's wall. */
  waiting: z.number().int(),
});
export type Queue = z.infer<typeof Queue>;

const queueFields = z.object({
  name: words(100),
  position: z.number().int().min(0).max(10_000),
  team: Id,
  line: Line.nullable(),
  brands: z.array(Id).max(500),
  languages: z.array(Locale).max(5),
  intents: z.array(Key).max(100),
  skills: z.array(Id).max(50),
  giving: Giving,
  sameAgain: z.boolean(),
  calendar: Id.nullable(),
  overflow: Id.nullable(),
  duty: z.array(Duty).max(100),
});

export const PresenceState = z.enum(["here", "busy", "away", "off"]);
export type PresenceState = z.infer<typeof PresenceState>;

/** What somebody can take on. */
export const WorkProfile = z.object({
  agent: Id,
  /** Empty: all. */
  languages: z.array(Locale),
  lines: z.array(Line),
  skills: z.array(Id),
  /** Points they carry at once, by line. */
  capacity: z.object({ service: z.number().int(), support: z.number().int() }),
  /** Empty: always. */
  rota: z.array(Shift),
});
export type WorkProfile = z.infer<typeof WorkProfile>;

export const RoutingSettings = z.object({
  /** What a matter weighs while it is our turn, by its channel. */
  points: z.record(Channel, z.number().int().min(0).max(100)),
  /** Minutes after which the waiting matters of somebody who is away or off go back to their queues; null is never. */
  returnAfterMinutes: z.number().int().min(1).max(10_080).nullable(),
});
export type RoutingSettings = z.infer<typeof RoutingSettings>;

/** Somebody on the board. */
export const BoardAgent = z.object({
  id: Id,
  name: z.string(),
  presence: z.object({ state: PresenceState, since: z.iso.datetime() }),
  languages: z.array(Locale),
  /** Empty: all. */
  lines: z.array(Line),
  skills: z.array(Id),
  teams: z.array(Id),
  /** Points carried and points that fit, by line. */
  load: z.record(Line, z.object({ carries: z.number().int(), fits: z.number().int() })),
  /** What they have on their desk, by what comes first; at most fifty. */
  conversations: z.array(
    Conversation.pick({
      id: true,
      number: true,
      subject: true,
      line: true,
      language: true,
      priority: true,
      status: true,
      nextStep: true,
      brand: true,
    }),
  ),
  /** How many there are in all. */
  count: z.number().int(),
});
export type BoardAgent = z.infer<typeof BoardAgent>;

export const listQueues = route({
  method: "GET",
  path: "/queues",
  area: "Queues and people",
  summary: "The queues in the order in which they are tried, and how many wait in each.",
  access: "conversations.read",
  reply: pageOf(Queue),
});

export const postQueue = route({
  method: "POST",
  path: "/queues",
  area: "Queues and people",
  summary: "Adds a queue.",
  access: "teams.manage",
  body: queueFields.partial({
    line: true,
    brands: true,
    languages: true,
    intents: true,
    skills: true,
    giving: true,
    sameAgain: true,
    calendar: true,
    overflow: true,
    duty: true,
    position: true,
  }),
  reply: Queue,
  status: 201,
  refuses: ["already_exists", "not_found"],
});

export const patchQueue = route({
  method: "PATCH",
  path: "/queues/:id",
  area: "Queues and people",
  summary: "Changes a queue, for what arrives from now on.",
  access: "teams.manage",
  params: byId,
  body: queueFields.partial(),
  reply: Queue,
  refuses: ["not_found", "already_exists"],
});

export const deleteQueue = route({
  method: "DELETE",
  path: "/queues/:id",
  area: "Queues and people",
  summary: "Removes a queue; what waits in it goes where it would go if it came now.",
  access: "teams.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const listSkills = route({
  method: "GET",
  path: "/skills",
  area: "Queues and people",
  summary: "The skills that queues can ask for.",
  access: "signed-in",
  reply: pageOf(Skill),
});

export const postSkill = route({
  method: "POST",
  path: "/skills",
  area: "Queues and people",
  summary: "Adds a skill.",
  access: "teams.manage",
  body: z.object({ name: words(60) }),
  reply: Skill,
  status: 201,
  refuses: ["already_exists"],
});

export const deleteSkill = route({
  method: "DELETE",
  path: "/skills/:id",
  area: "Queues and people",
  summary: "Removes a skill, also from people and queues.",
  access: "teams.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const listWorkProfiles = route({
  method: "GET",
  path: "/work-profiles",
  area: "Queues and people",
  summary: "What each agent can take on: languages, lines, skills, capacity, hours.",
  access: "agents.read",
  reply: pageOf(WorkProfile),
});

export const patchWorkProfile = route({
  method: "PATCH",
  path: "/work-profiles/:id",
  area: "Queues and people",
  summary: "Changes what an agent can take on.",
  access: "teams.manage",
  params: byId,
  body: z
    .object({
      languages: z.array(Locale).max(5),
      lines: z.array(Line).max(2),
      skills: z.array(Id).max(100),
      capacity: z
        .strictObject({
          service: z.number().int().min(0).max(1000),
          support: z.number().int().min(0).max(1000),
        })
        .partial(),
      rota: z.array(Shift).max(50),
    })
    .partial(),
  reply: WorkProfile,
  refuses: ["not_found"],
});

export const getRoutingSettings = route({
  method: "GET",
  path: "/routing",
  area: "Queues and people",
  summary: "What matters weigh, and when the work of somebody who is away moves on.",
  access: "signed-in",
  reply: RoutingSettings,
});

export const patchRoutingSettings = route({
  method: "PATCH",
  path: "/routing",
  area: "Queues and people",
  summary: "Changes what matters weigh, and when the work of somebody who is away moves on.",
  access: "workspace.manage",
  body: z
    .object({
      points: z.partialRecord(Channel, z.number().int().min(0).max(100)),
      returnAfterMinutes: z.number().int().min(1).max(10_080).nullable(),
    })
    .partial(),
  reply: RoutingSettings,
});

export const getPresence = route({
  method: "GET",
  path: "/me/presence",
  area: "Queues and people",
  summary: "Whether the caller counts as here.",
  access: "conversations.reply",
  reply: z.object({ state: PresenceState, since: z.iso.datetime() }),
  refuses: ["forbidden"],
});

export const putPresence = route({
  method: "PUT",
  path: "/me/presence",
  area: "Queues and people",
  summary: "Says whether the caller is here, busy (no new work) or away.",
  access: "conversations.reply",
  body: z.object({ state: z.enum(["here", "busy", "away"]) }),
  reply: z.object({ state: PresenceState, since: z.iso.datetime() }),
  refuses: ["forbidden"],
});

export const postNext = route({
  method: "POST",
  path: "/me/next",
  area: "Queues and people",
  summary: "Takes what comes first of all that waits for somebody like the caller. Null when nothing does.",
  access: "conversations.manage",
  reply: z.object({ conversation: Conversation.nullable() }),
  status: 200,
  refuses: ["forbidden"],
});

export const getPlace = route({
  method: "GET",
  path: "/conversations/:id/place",
  area: "Queues and people",
  summary: "Why a conversation comes when it comes: its due time, and what moves it forward or back.",
  access: "conversations.read",
  params: byId,
  reply: z.object({
    queue: Named.nullable(),
    /** As what time it is ranked; null when it waits for nobody. */
    rankAt: z.iso.datetime().nullable(),
    /** How many come before it; null when it waits for nobody. */
    before: z.number().int().nullable(),
    lines: z.array(z.string()),
  }),
  refuses: ["not_found"],
});

export const getBoard = route({
  method: "GET",
  path: "/board",
  area: "Queues and people",
  summary: "Who is here, with what, how full, in which languages; and what waits in each queue.",
  access: "conversations.read",
  reply: z.object({ agents: z.array(BoardAgent), queues: z.array(Queue) }),
});

export const postMoves = route({
  method: "POST",
  path: "/moves",
  area: "Queues and people",
  summary: "Gives many conversations to a person or a queue at once, and keeps why.",
  access: "conversations.manage",
  body: z.object({
    conversations: z.array(Id).min(1).max(500),
    to: z.union([z.object({ agent: Id }), z.object({ queue: Id }), z.object({ team: Id })]),
    reason: z.string().trim().max(500).default(""),
  }),
  reply: z.object({ moved: z.number().int() }),
  status: 200,
  refuses: ["not_found"],
});
