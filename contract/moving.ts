import { z } from "zod";
import { Conversation } from "./conversations.ts";
import { byId, Id, route } from "./route.ts";

/** Messages that were put elsewhere, and where. */
export const MessageMove = z.object({
  id: Id,
  from: Id,
  to: Conversation,
  messages: z.array(Id),
});
export type MessageMove = z.infer<typeof MessageMove>;

export const postMessageMove = route({
  method: "POST",
  path: "/conversations/:id/message-moves",
  area: "Conversations",
  summary:
    "Moves messages to another conversation of the brand, or out into a new one of their sender; what they ask for goes along.",
  access: "conversations.manage",
  params: byId,
  body: z.object({
    messages: z.array(Id).min(1).max(200),
    to: Id.nullable().describe("a conversation; null makes a new one"),
  }),
  reply: MessageMove,
  status: 201,
  refuses: ["not_found", "not_movable"],
});

export const deleteMessageMove = route({
  method: "DELETE",
  path: "/conversations/:id/message-moves/:move",
  area: "Conversations",
  summary: "Takes a move back: the messages stand where they stood, and so does what they asked for.",
  access: "conversations.manage",
  params: z.object({ id: Id, move: Id }),
  reply: Conversation,
  status: 200,
  refuses: ["not_found", "not_movable"],
});
