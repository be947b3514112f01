import { z } from "zod";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

/** An address to which nothing is said automatically for a while, because two machines seem to answer each other. */
export const LoopBrake = z.object({
  id: Id,
  address: z.string(),
  inbox: z.object({ id: Id, name: z.string(), address: z.string() }),
  /** Where it was noticed. */
  conversation: z.object({ id: Id, number: z.number().int() }).nullable(),
  /** `answers`: automatic answers of ours; `mails`: mails of theirs; `hops`: a mail that went round; `own_mail`: ours that came back. */
  because: z.enum(["answers", "mails", "hops", "own_mail"]),
  /** How many there were when it was pulled. */
  seen: z.number().int(),
  /** Since then: mails that came and were kept, and automatic mails of ours that were not sent. */
  mails: z.number().int(),
  heldBack: z.number().int(),
  beganAt: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Null when its time ended it, or has not yet. */
  letGoBy: z.string().nullable(),
  isInForce: z.boolean(),
});
export type LoopBrake = z.infer<typeof LoopBrake>;

export const listLoopBrakes = route({
  method: "GET",
  path: "/loop-brakes",
  area: "Inboxes",
  summary: "Where automatic mails stand still or lately stood still because of a loop, newest first.",
  access: "inboxes.manage",
  query: z.object(pageQuery),
  reply: pageOf(LoopBrake),
  refuses: ["invalid_cursor"],
});

export const deleteLoopBrake = route({
  method: "DELETE",
  path: "/loop-brakes/:id",
  area: "Inboxes",
  summary: "Lets go: automatic mails to that address are sent again.",
  access: "inboxes.manage",
  params: byId,
  reply: LoopBrake,
  status: 200,
  refuses: ["not_found"],
});
