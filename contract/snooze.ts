import { z } from "zod";
import { Conversation, SnoozedFor } from "./conversations.ts";
import { byId, route, words } from "./route.ts";

/** What somebody outside calls what happened: `parcel-arrived`. */
export const OutsideEventName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/i)
  .meta({ examples: ["parcel-arrived"] });

export const postSnooze = route({
  method: "POST",
  path: "/conversations/:id/snooze",
  area: "Conversations",
  summary:
    "Takes a conversation out of the working lists until a time at the latest, or until something happens. Its clocks go on, and it is back before an answer is late.",
  access: "conversations.manage",
  params: byId,
  body: z.object({
    until: z.iso.datetime().describe("when it is back at the latest"),
    for: SnoozedFor.default("time"),
    keepAfterThanks: z
      .boolean()
      .default(false)
      .describe("a message that only thanks does not bring it back; any other message of the customer does"),
  }),
  reply: Conversation,
  refuses: ["not_found", "conversation_closed", "conversation_merged", "answer_due"],
});

export const deleteSnooze = route({
  method: "DELETE",
  path: "/conversations/:id/snooze",
  area: "Conversations",
  summary: "Brings a snoozed conversation back now.",
  access: "conversations.manage",
  params: byId,
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});

export const postOutsideEvent = route({
  method: "POST",
  path: "/conversations/:id/outside-events",
  area: "Conversations",
  summary:
    "Says that something happened outside, such as a parcel that arrived. A conversation that is snoozed for it is back; any other stays as it is.",
  access: "conversations.note",
  params: byId,
  body: z.object({
    name: OutsideEventName,
    note: words(500).optional().describe("what people read of it in the timeline"),
  }),
  reply: z.object({ woke: z.boolean() }),
  refuses: ["not_found"],
});
