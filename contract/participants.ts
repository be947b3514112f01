import { z } from "zod";
import { Conversation } from "./conversations.ts";
import { MailAddress } from "./mail.ts";
import { byId, EmailAddress, Id, route } from "./route.ts";

/**
 * What somebody is to a matter. `customer`: one of those whose matter it is; `agreed`: gets what we send to all;
 * `asked`: was put in copy, and sees nothing before somebody here agrees; `left`: takes part no more.
 */
export const Standing = z.enum(["customer", "agreed", "asked", "left"]);
export type Standing = z.infer<typeof Standing>;

export const Participant = z.object({
  address: z.string(),
  name: z.string(),
  standing: Standing,
  /** Whom we know by that address. */
  customer: z.object({ id: Id, name: z.string(), company: z.string().nullable() }).nullable(),
  /** Whether it is the one whose matter it is first of all. */
  isFirst: z.boolean(),
  /** Who put them in, and because of which message. */
  addedBy: z.string().nullable(),
  addedAt: z.iso.datetime().nullable(),
  message: Id.nullable(),
  /** Somebody here said that whoever writes from there is who they say. */
  isVerified: z.boolean(),
});
export type Participant = z.infer<typeof Participant>;

const people = z.object({ people: z.array(Participant) });

export const listParticipants = route({
  method: "GET",
  path: "/conversations/:id/participants",
  area: "Participants",
  summary: "Who takes part in a conversation: its customer first, then the others by name.",
  access: "conversations.read",
  params: byId,
  reply: people,
  refuses: ["not_found"],
});

const byAddress = z.object({ id: Id, address: z.string().max(320) });

export const putParticipant = route({
  method: "PUT",
  path: "/conversations/:id/participants/:address",
  area: "Participants",
  summary:
    "Lets somebody in, makes them a customer of the matter beside the first, or says that they left it.",
  access: "conversations.reply",
  params: byAddress,
  body: z.object({
    standing: z.enum(["customer", "agreed", "left"]),
    name: z.string().trim().max(200).optional(),
  }),
  reply: people,
  refuses: ["not_found", "invalid"],
});

export const postAgreement = route({
  method: "POST",
  path: "/conversations/:id/agreement",
  area: "Participants",
  summary: "Lets in all who were put in copy.",
  access: "conversations.reply",
  params: byId,
  reply: people,
  status: 200,
  refuses: ["not_found"],
});

export const putVerified = route({
  method: "PUT",
  path: "/conversations/:id/participants/:address/verified",
  area: "Participants",
  summary: "Says that whoever writes from this address in this conversation is who they say.",
  access: "conversations.reply",
  params: byAddress,
  reply: people,
  refuses: ["not_found"],
});

export const deleteVerified = route({
  method: "DELETE",
  path: "/conversations/:id/participants/:address/verified",
  area: "Participants",
  summary: "Takes that word back.",
  access: "conversations.reply",
  params: byAddress,
  reply: people,
  status: 200,
  refuses: ["not_found"],
});

export const putCustomer = route({
  method: "PUT",
  path: "/conversations/:id/customer",
  area: "Participants",
  summary: "Makes somebody else the customer of a conversation: one we know, or a new one by address.",
  access: "conversations.manage",
  params: byId,
  body: z.union([
    z.object({ customer: Id }),
    z.object({ email: EmailAddress, name: z.string().trim().max(200).default("") }),
  ]),
  reply: Conversation,
  refuses: ["not_found"],
});

/** Whom an answer goes to, as it follows from the message that it answers. */
export const Recipients = z.object({
  to: z.array(MailAddress),
  cc: z.array(MailAddress),
  /** They were put in copy and nobody has agreed yet: nothing goes to them. */
  asked: z.array(MailAddress),
  /** Who else took part, for adding. */
  known: z.array(MailAddress),
  /** The domains of those who took part; an address elsewhere is an outside one. */
  domains: z.array(z.string()),
  /** The message that is answered; null when nobody has written yet. */
  answering: Id.nullable(),
});
export type Recipients = z.infer<typeof Recipients>;

export const getRecipients = route({
  method: "GET",
  path: "/conversations/:id/recipients",
  area: "Participants",
  summary: "Whom an answer goes to.",
  access: "conversations.read",
  params: byId,
  query: z.object({
    answering: Id.optional().describe("a message; the newest of the customer's when left out"),
  }),
  reply: Recipients,
  refuses: ["not_found"],
});
