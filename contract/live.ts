import { z } from "zod";
import { Event } from "./conversations.ts";

/**
 * The live stream: a WebSocket at `/api/v1/live`, for agents who are signed in.
 *
 * The desk opens it with the number of the last event it knows (`{ "resume": 1234 }`, or `null` at first) and
 * is given every later event it may see, in order, without gaps. When the past is too long ago, it is told
 * to `resync`: read everything anew and go on from `seq`.
 */
export const ToServer = z.union([
  z.object({ resume: z.number().int().nonnegative().nullable() }),
  z.object({ ping: z.number() }),
]);
export type ToServer = z.infer<typeof ToServer>;

export const ToDesk = z.union([
  /** First word after `resume`: where the stream stands. */
  z.object({ ready: z.number().int() }),
  /** Events in order; `seq` is the place reached, also when some on the way were not for this agent. */
  z.object({ events: z.array(Event), seq: z.number().int() }),
  z.object({ resync: z.number().int() }),
  z.object({ pong: z.number() }),
  /** The server is about to stop; come back after so many milliseconds. */
  z.object({ leave: z.number().int() }),
]);
export type ToDesk = z.infer<typeof ToDesk>;

export const livePath = "/api/v1/live";
