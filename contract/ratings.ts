import { z } from "zod";
import { byId, Id, pageOf, route } from "./route.ts";

/** From 1, bad, to 5, good. */
export const Score = z.number().int().min(1).max(5);

/** What a customer thought of an answer of ours. One word for each answer: who thinks better of it changes it. */
export const Rating = z.object({
  id: Id,
  conversation: Id,
  /** The message that was the newest answer then; null where nothing had been answered. */
  answer: Id.nullable(),
  /** Who had written it. */
  agent: z.object({ id: Id, name: z.string() }).nullable(),
  score: Score,
  comment: z.string(),
  via: z.enum(["help", "mail", "chat"]),
  at: z.iso.datetime(),
});
export type Rating = z.infer<typeof Rating>;

export const listRatings = route({
  method: "GET",
  path: "/conversations/:id/ratings",
  area: "Conversations",
  summary: "What its customer thought of our answers, newest first.",
  access: "conversations.read",
  params: byId,
  reply: pageOf(Rating),
  refuses: ["not_found"],
});
