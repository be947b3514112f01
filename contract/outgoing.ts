import { z } from "zod";
import { route } from "./route.ts";

/** Mail that has not left yet, by the domain it goes to. */
export const OutgoingDomain = z.object({
  domain: z.string(),
  waiting: z.number().int(),
  oldestAt: z.iso.datetime(),
  nextTryAt: z.iso.datetime().nullable(),
  /** What the other server said last. */
  error: z.string().nullable(),
});
export type OutgoingDomain = z.infer<typeof OutgoingDomain>;

export const getOutgoing = route({
  method: "GET",
  path: "/outgoing",
  area: "Outgoing mail",
  summary: "How much mail waits to leave, since when, and what the other servers say.",
  access: "inboxes.manage",
  reply: z.object({
    waiting: z.number().int(),
    oldestAt: z.iso.datetime().nullable(),
    /** What could not be delivered in the last seven days. */
    failed: z.number().int(),
    domains: z.array(OutgoingDomain),
  }),
});

export const postOutgoingTry = route({
  method: "POST",
  path: "/outgoing/try",
  area: "Outgoing mail",
  summary: "Tries all mail that waits now.",
  access: "inboxes.manage",
  reply: z.object({ tried: z.number().int() }),
  status: 202,
});
