import { z } from "zod";
import { postReply } from "./conversations.ts";
import { Attachment } from "./files.ts";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

/**
 * Why a reply did not leave: something happened to its matter in between, or it was refused when its time came, for the
 * reason that `refusal` names.
 */
export const StoppedBecause = z.enum([
  "customer_wrote",
  "colleague_answered",
  "closed",
  "merged",
  "handed_over",
  "author_left",
  "refused",
]);
export type StoppedBecause = z.infer<typeof StoppedBecause>;

/** A reply that has not left yet. The customer has not been answered: clocks and requests run on. */
export const PlannedReply = z.object({
  id: Id,
  conversation: z.object({ id: Id, number: z.number().int(), subject: z.string() }),
  author: z.object({ id: Id, name: z.string() }),
  text: z.string(),
  html: z.string().nullable(),
  attachments: z.array(Attachment),
  after: z.enum(["wait", "close", "keep"]),
  /** Whether its author chose the time; otherwise it waits only so that it can be taken back. */
  isLater: z.boolean(),
  sendAt: z.iso.datetime(),
  state: z.enum(["planned", "sent", "stopped", "taken_back"]),
  because: StoppedBecause.nullable(),
  /** The code of the refusal, where that stopped it. */
  refusal: z.string().nullable(),
  /** What it became, once sent. */
  messageId: Id.nullable(),
  createdAt: z.iso.datetime(),
});
export type PlannedReply = z.infer<typeof PlannedReply>;

/** The zone that the customer most likely lives by, and how we come to think so. */
export const CustomerZone = z.object({
  timeZone: z.string(),
  knownBy: z.enum(["browser", "country", "workspace"]),
});
export type CustomerZone = z.infer<typeof CustomerZone>;

const onePlan = z.object({ id: Id, plan: Id });
const area = "Planned replies";

export const postPlannedReply = route({
  method: "POST",
  path: "/conversations/:id/planned-replies",
  area,
  summary:
    "Plans a reply: it leaves when the undo window is over, or later, unless the matter changes before. Until then it can be taken back.",
  access: "conversations.reply",
  params: byId,
  body: postReply.body.safeExtend({
    sendAt: z.iso
      .datetime()
      .nullable()
      .default(null)
      .describe("when it leaves, within a year; null: when the undo window is over"),
  }),
  reply: PlannedReply,
  status: 201,
  refuses: [...postReply.refuses, "forbidden", "invalid"],
});

export const listPlannedOf = route({
  method: "GET",
  path: "/conversations/:id/planned-replies",
  area,
  summary:
    "The replies of a conversation that wait for their time, and those that were stopped and not yet looked after.",
  access: "conversations.read",
  params: byId,
  reply: pageOf(PlannedReply).extend({ customerZone: CustomerZone }),
  refuses: ["not_found"],
});

export const listPlanned = route({
  method: "GET",
  path: "/planned-replies",
  area,
  summary: "The caller's replies that wait for their time, the next first; those of everybody for leads.",
  access: "conversations.read",
  query: z.object({ ...pageQuery, whose: z.enum(["mine", "all"]).default("mine") }),
  reply: pageOf(PlannedReply),
  refuses: ["invalid_cursor", "forbidden"],
});

export const patchPlannedReply = route({
  method: "PATCH",
  path: "/conversations/:id/planned-replies/:plan",
  area,
  summary: "Changes when a planned reply leaves, or sends it now; or what becomes of its conversation then.",
  access: "conversations.reply",
  params: onePlan,
  body: z
    .object({
      sendAt: z.iso.datetime().nullable().describe("null: now"),
      after: z.enum(["wait", "close", "keep"]),
    })
    .partial(),
  reply: PlannedReply,
  refuses: ["not_found", "forbidden", "reply_left", "invalid", "fields_missing", "promises_open"],
});

export const deletePlannedReply = route({
  method: "DELETE",
  path: "/conversations/:id/planned-replies/:plan",
  area,
  summary: "Takes a planned reply back, or one that was stopped: its words are its author's draft again.",
  access: "conversations.reply",
  params: onePlan,
  status: 200,
  reply: PlannedReply,
  refuses: ["not_found", "forbidden", "reply_left"],
});
