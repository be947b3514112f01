import { z } from "zod";
import { Conversation } from "./conversations.ts";
import { byId, Id, pageOf, route } from "./route.ts";

/** That a conversation became part of another. */
export const Merge = z.object({
  /** The one that became part; its number goes on working. */
  from: Conversation.pick({ id: true, number: true, subject: true, customer: true }),
  by: z.string(),
  at: z.iso.datetime(),
  /** What was written down otherwise there, by the field's key; the one that stayed kept its own. */
  conflicts: z.array(z.string()),
});
export type Merge = z.infer<typeof Merge>;

export const postMerges = route({
  method: "POST",
  path: "/conversations/:id/merges",
  area: "Conversations",
  summary:
    "Makes other conversations of the same brand part of this one. All numbers keep working, and each can be taken out again.",
  access: "conversations.manage",
  params: byId,
  body: z.object({ from: z.array(Id).min(1).max(20).describe("those that become part of it") }),
  reply: Conversation,
  refuses: ["not_found", "conversation_merged", "cannot_merge"],
});

export const listMerges = route({
  method: "GET",
  path: "/conversations/:id/merges",
  area: "Conversations",
  summary: "The conversations that are part of this one, by way of others too.",
  access: "conversations.read",
  params: byId,
  reply: pageOf(Merge),
  refuses: ["not_found"],
});

export const deleteMerge = route({
  method: "DELETE",
  path: "/conversations/:id/merge",
  area: "Conversations",
  summary:
    "Takes a conversation out of the one that it is part of, with everything that was its own and what answered it since.",
  access: "conversations.manage",
  params: byId,
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});
