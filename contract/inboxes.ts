import { z } from "zod";
import { Channel } from "./conversations.ts";
import { Country } from "./countries.ts";
import { Line } from "./lines.ts";
import { byId, EmailAddress, Id, pageOf, route, words } from "./route.ts";

/** One configured address of a channel. */
export const Inbox = z.object({
  id: Id,
  channel: Channel,
  address: z.string(),
  /** Other addresses whose mail comes here as well. */
  aliases: z.array(z.string()),
  /** Domains of which it takes everything that no other inbox takes. */
  catchAll: z.array(z.string()),
  name: z.string(),
  brand: z.object({ id: Id, name: z.string() }),
  line: Line,
  team: z.object({ id: Id, name: z.string() }),
  /** Where its customers are, unless more is known of one; null: nowhere in particular. */
  country: Country.nullable(),
  /** Mailboxes elsewhere that it is filled from, and how many of them cannot be read at the moment. */
  mailboxes: z.object({ all: z.number().int(), failing: z.number().int() }),
  createdAt: z.iso.datetime(),
});
export type Inbox = z.infer<typeof Inbox>;

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/);

const inboxFields = z.object({
  name: words(100),
  brand: Id,
  line: Line,
  team: Id,
  country: Country.nullable(),
  aliases: z.array(EmailAddress).max(200),
  catchAll: z.array(Domain).max(50),
});

export const listInboxes = route({
  method: "GET",
  path: "/inboxes",
  area: "Inboxes",
  summary: "The addresses by which customers reach us, for the brands that the caller serves.",
  access: "inboxes.read",
  reply: pageOf(Inbox),
});

export const postInbox = route({
  method: "POST",
  path: "/inboxes",
  area: "Inboxes",
  summary: "Adds an e-mail address; mail to it is taken by SMTP from then on.",
  access: "inboxes.manage",
  body: inboxFields
    .partial({ country: true, aliases: true, catchAll: true })
    .extend({ address: EmailAddress }),
  reply: Inbox,
  status: 201,
  refuses: ["already_exists", "not_found"],
});

export const patchInbox = route({
  method: "PATCH",
  path: "/inboxes/:id",
  area: "Inboxes",
  summary: "Changes an inbox.",
  access: "inboxes.manage",
  params: byId,
  body: inboxFields.partial(),
  reply: Inbox,
  refuses: ["not_found", "already_exists"],
});
