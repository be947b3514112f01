import { z } from "zod";
import { Conversation } from "./conversations.ts";
import { Line } from "./lines.ts";
import { byId, Id, route, words } from "./route.ts";

/** Messages that were put elsewhere, and where; by its id the move is taken back. */
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
    "Moves messages to another conversation of the brand, or out into a new one of their sender; what they ask for goes along. Where no word would be left, the conversation becomes part of the other.",
  access: "conversations.manage",
  params: byId,
  body: z.object({
    messages: z
      .array(Id)
      .min(1)
      .max(500)
      .meta({ examples: [["0198c0de-0000-7000-8000-0000000000a1"]] }),
    to: Id.nullable().describe("a conversation; null makes a new one"),
    subject: words(500)
      .optional()
      .describe("of the new one; that of the first of its messages when left out")
      .meta({ examples: ["A refund for the lamp"] }),
    line: Line.optional().describe("of the new one; the same when left out"),
    agent: Id.optional().describe("who gets the new one; the queue of its line when left out"),
  }),
  reply: MessageMove,
  status: 201,
  refuses: ["not_found", "not_movable", "conversation_merged", "cannot_merge"],
});

export const deleteMessageMove = route({
  method: "DELETE",
  path: "/conversations/:id/message-moves/:move",
  area: "Conversations",
  summary:
    "Takes a move back: the messages stand where they stood, with what has answered them since, and so does what they asked for.",
  access: "conversations.manage",
  params: z.object({ id: Id, move: Id }),
  reply: Conversation,
  status: 200,
  refuses: ["not_found", "not_movable"],
});
