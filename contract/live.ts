import { z } from "zod";
import { VisitorNow } from "./chat.ts";
import { Event } from "./conversations.ts";
import { Id } from "./route.ts";

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
  /** Which conversations are on the screen: of these it hears how visitors and colleagues stand at this moment. */
  z.object({ looking: z.array(Id).max(20) }),
  /** Writing an answer; to be said at most every two seconds, and once when it ends. Visitors of a chat are told. */
  z.object({ typing: z.object({ conversation: Id, isTyping: z.boolean() }) }),
]);
export type ToServer = z.infer<typeof ToServer>;

export const ToDesk = z.union([
  /** First word after `resume`: where the stream stands. */
  z.object({ ready: z.number().int() }),
  /** Events in order; `seq` is the place reached, also when some on the way were not for this agent. */
  z.object({ events: z.array(Event), seq: z.number().int() }),
  z.object({ resync: z.number().int() }),
  z.object({ pong: z.number() }),
  /** How the visitor of a chat stands; for conversations that are looked at. */
  z.object({ visitor: VisitorNow.extend({ conversation: Id }) }),
  /** Colleagues who look at the same conversation. Holds for 30 seconds, or until it is said anew. */
  z.object({
    colleagues: z.object({
      conversation: Id,
      agents: z.array(z.object({ id: Id, name: z.string(), isTyping: z.boolean() })),
    }),
  }),
  /** The server is about to stop; come back after so many milliseconds. */
  z.object({ leave: z.number().int() }),
]);
export type ToDesk = z.infer<typeof ToDesk>;

export const livePath = "/api/v1/live";
