import { z } from "zod";
import { Channel, Conversation, Owner, Status } from "./conversations.ts";
import { Language } from "./languages.ts";
import { Line } from "./lines.ts";
import { byId, Id, route } from "./route.ts";

const area = "First contact";

/** Words of a conversation, as plain text. */
const Words = z.object({
  /** The first 600 characters. */
  text: z.string(),
  isCut: z.boolean(),
  at: z.iso.datetime(),
  language: Language,
});

/** A former matter of which a conversation tells again, as it was found or as somebody says. */
export const Repeat = z.object({
  /** The former conversation. */
  id: Id,
  number: z.number().int(),
  subject: z.string(),
  channel: Channel,
  line: Line,
  status: Status,
  owner: Owner,
  createdAt: z.iso.datetime(),
  state: z.enum(["found", "linked"]),
  /** How likely it is the same, from 0 to 1; null when a person said so and nothing was found. */
  likeness: z.number().min(0).max(1).nullable(),
  /** Why, in the reader's language, the strongest reason first; the customer's own words stand in them. */
  why: z.array(z.string()),
  /** Who linked them, and when. */
  linkedBy: z.object({ id: Id.nullable(), name: z.string(), at: z.iso.datetime() }).nullable(),
  /** All former conversations of that matter, the oldest first. */
  contacts: z.array(
    z.object({ id: Id, number: z.number().int(), channel: Channel, createdAt: z.iso.datetime() }),
  ),
  /** What the customer asked first where that answer was given, else there; null when only we wrote. */
  asked: Words.nullable(),
  /** The last answer that a person gave in that matter, and in which of its conversations; null when nobody did. */
  answer: Words.extend({
    conversationId: Id,
    number: z.number().int(),
    author: z.object({ id: Id.nullable(), name: z.string() }),
  }).nullable(),
});
export type Repeat = z.infer<typeof Repeat>;

export const FirstContactSettings = z.object({
  /** Within so many days of its last word a matter that comes again is the same one. */
  withinDays: z.number().int().min(1).max(365),
});
export type FirstContactSettings = z.infer<typeof FirstContactSettings>;

export const listRepeats = route({
  method: "GET",
  path: "/conversations/:id/repeats",
  area,
  summary:
    "The former matters that a conversation tells again, with the former answer; and who tells this one again.",
  access: "conversations.read",
  params: byId,
  reply: z.object({
    repeats: z.array(Repeat),
    /** Which time the customer comes about this matter; 1 when it is the first. */
    nth: z.number().int(),
    /** Later conversations that tell this one again. */
    later: z.array(
      Conversation.pick({
        id: true,
        number: true,
        subject: true,
        line: true,
        status: true,
        channel: true,
      }).extend({
        state: z.enum(["found", "linked"]),
        createdAt: z.iso.datetime(),
      }),
    ),
  }),
  refuses: ["not_found"],
});

const pair = z.object({ id: Id, earlier: Id });

export const postRepeatLink = route({
  method: "POST",
  path: "/conversations/:id/repeats/:earlier/link",
  area,
  summary:
    "Says that a conversation is the same matter as a former one of its brand. One that is nobody's yet goes to who had the former one.",
  access: "conversations.manage",
  params: pair,
  reply: Conversation,
  refuses: ["not_found"],
});

export const deleteRepeatLink = route({
  method: "DELETE",
  path: "/conversations/:id/repeats/:earlier/link",
  area,
  summary: "Takes that back, and with it whom the conversation went to, unless that was changed since.",
  access: "conversations.manage",
  params: pair,
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});

export const deleteRepeat = route({
  method: "DELETE",
  path: "/conversations/:id/repeats/:earlier",
  area,
  summary: "Says that a former matter is not the same. It is not shown or counted again.",
  access: "conversations.manage",
  params: pair,
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});

export const putRepeat = route({
  method: "PUT",
  path: "/conversations/:id/repeats/:earlier",
  area,
  summary: "Takes that back: what was found stands again.",
  access: "conversations.manage",
  params: pair,
  reply: Conversation,
  refuses: ["not_found"],
});

export const getFirstContactSettings = route({
  method: "GET",
  path: "/first-contact",
  area,
  summary: "Within how many days a matter that comes again is the same one.",
  access: "signed-in",
  reply: FirstContactSettings,
});

export const patchFirstContactSettings = route({
  method: "PATCH",
  path: "/first-contact",
  area,
  summary: "Changes within how many days a matter that comes again is the same one.",
  access: "workspace.manage",
  body: FirstContactSettings.partial(),
  reply: FirstContactSettings,
});
