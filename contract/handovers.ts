import { z } from "zod";
import { Conversation } from "./conversations.ts";
import { Key, Line } from "./lines.ts";
import { byId, Id, route, words } from "./route.ts";

/** A matter that passed from one line to the other, or from which another came. */
export const Handover = z.object({
  id: Id,
  fromLine: Line,
  toLine: Line,
  by: z.string(),
  /** Who had it before. */
  from: z.object({ kind: z.enum(["agent", "team"]), name: z.string() }),
  reason: z.string(),
  at: z.iso.datetime(),
  /** When somebody took it on the other line, and when the customer heard from there. */
  takenAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  /** What happened to clocks and promises, line by line. */
  clocks: z.array(z.string()),
});
export type Handover = z.infer<typeof Handover>;

export const postHandover = route({
  method: "POST",
  path: "/conversations/:id/handovers",
  area: "Lines",
  summary: "Hands a matter over to the other line, with owner history, promises and all that was said.",
  access: "conversations.manage",
  params: byId,
  body: z.object({
    line: Line,
    reason: words(1000),
    /** To somebody of that line; its queue decides when left out. */
    agent: Id.optional(),
    intent: Key.optional(),
  }),
  reply: Conversation,
  refuses: ["not_found", "conversation_closed"],
});

export const postLinked = route({
  method: "POST",
  path: "/conversations/:id/linked",
  area: "Lines",
  summary: "Opens a second matter of the same customer, on either line, that knows of this one.",
  access: "conversations.manage",
  params: byId,
  body: z.object({ line: Line, subject: words(500), reason: words(1000), intent: Key.optional() }),
  reply: Conversation,
  status: 201,
  refuses: ["not_found"],
});

export const listLinks = route({
  method: "GET",
  path: "/conversations/:id/links",
  area: "Lines",
  summary: "The handovers of a conversation, and the matters linked with it.",
  access: "conversations.read",
  params: byId,
  reply: z.object({
    handovers: z.array(Handover),
    linked: z.array(
      Conversation.pick({ id: true, number: true, subject: true, line: true, status: true }).extend({
        /** Whether it came from this one, or this one from it. */
        came: z.enum(["from_here", "from_there"]),
        reason: z.string(),
      }),
    ),
  }),
  refuses: ["not_found"],
});
