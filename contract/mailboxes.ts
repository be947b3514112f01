import { z } from "zod";
import { Id, pageOf, route, words } from "./route.ts";

/** Why a mailbox cannot be read; the words that say what to do stand in `locales/` under `mailbox.failure.<code>`. */
export const MailboxFailure = z.enum([
  "password_refused",
  "consent_needed",
  "consent_refused",
  "host_unknown",
  "unreachable",
  "timed_out",
  "private_address",
  "tls_name",
  "tls_untrusted",
  "tls_missing",
  "folder_missing",
  "quota",
  "too_many_connections",
  "cut_off",
  "other",
]);
export type MailboxFailure = z.infer<typeof MailboxFailure>;

const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:.]+$/);
const folder = z.string().min(1).max(250);
const endpoint = z.url({ protocol: /^https?$/ }).max(500);

/** How a provider lets programs in on behalf of a person (RFC 6749, with RFC 7636). */
export const MailboxOAuth = z.object({
  clientId: words(300),
  authorizeUrl: endpoint,
  tokenUrl: endpoint,
  scope: words(1000),
});
export type MailboxOAuth = z.infer<typeof MailboxOAuth>;

const settings = {
  host,
  port: z.number().int().min(1).max(65535),
  /** `tls` from the first byte; `starttls` before anything is said; `plain` only within a private network. */
  security: z.enum(["tls", "starttls", "plain"]),
  /** It lies on the machine that Tandem runs on, or in its private network, which the installation must allow. */
  isPrivate: z.boolean(),
  username: words(320),
  signIn: z.enum(["password", "oauth"]),
  oauth: MailboxOAuth.nullable(),
  folders: z.array(folder).min(1).max(20),
  /** Whether what the provider took for spam is fetched too. */
  withJunk: z.boolean(),
  /** What is done there with a mail that is kept here. */
  afterReading: z.enum(["nothing", "seen", "move"]),
  moveTo: folder.nullable(),
};
/** Sent and never given back. */
const secrets = {
  password: z.string().min(1).max(1000),
  clientSecret: z.string().max(1000),
  refreshToken: z.string().min(1).max(5000),
};

export const Mailbox = z.object({
  id: Id,
  inbox: Id,
  ...settings,
  isOn: z.boolean(),
  /** Whether it has what it needs to sign in: a password, or somebody's consent. */
  hasSecret: z.boolean(),
  /** Mails that came before are left where they are; null: all are taken. */
  since: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  state: z.object({
    is: z.enum(["off", "starting", "connected", "failing"]),
    connectedAt: z.iso.datetime().nullable(),
    lookedAt: z.iso.datetime().nullable(),
    lastMailAt: z.iso.datetime().nullable(),
    failingSince: z.iso.datetime().nullable(),
    failure: MailboxFailure.nullable(),
    /** What the other side said, in its own words. */
    failureWords: z.string().nullable(),
  }),
  /** The last days, newest first: how many mails the folders hold of each, and how many of those are here. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      there: z.number().int(),
      here: z.number().int(),
      countedAt: z.iso.datetime(),
    }),
  ),
});
export type Mailbox = z.infer<typeof Mailbox>;

const ofInbox = z.object({ id: Id });
const one = z.object({ id: Id, mailbox: Id });

export const listMailboxes = route({
  method: "GET",
  path: "/inboxes/:id/mailboxes",
  area: "Inboxes",
  summary: "The mailboxes elsewhere that an inbox is filled from, with how each is doing.",
  access: "inboxes.manage",
  params: ofInbox,
  reply: pageOf(Mailbox),
  refuses: ["not_found"],
});

/** From when on mails are taken at first. */
export const TakeFrom = z.union([
  z.enum(["now", "everything"]),
  z.object({ days: z.number().int().min(1).max(3650) }),
]);
export type TakeFrom = z.infer<typeof TakeFrom>;

const newMailbox = z.object({ ...settings, ...secrets, takeFrom: TakeFrom }).partial({
  isPrivate: true,
  oauth: true,
  folders: true,
  withJunk: true,
  afterReading: true,
  moveTo: true,
  password: true,
  clientSecret: true,
  refreshToken: true,
  takeFrom: true,
});
export type NewMailbox = z.infer<typeof newMailbox>;

export const postMailbox = route({
  method: "POST",
  path: "/inboxes/:id/mailboxes",
  area: "Inboxes",
  summary: "Fetches an inbox's mail from a mailbox by IMAP, beginning at once.",
  access: "inboxes.manage",
  params: ofInbox,
  body: newMailbox,
  reply: Mailbox,
  status: 201,
  refuses: ["not_found", "already_exists", "too_many"],
  secret: true,
});

const mailboxChange = z.object({ ...settings, ...secrets, isOn: z.boolean() }).partial();
export type MailboxChange = z.infer<typeof mailboxChange>;

export const patchMailbox = route({
  method: "PATCH",
  path: "/inboxes/:id/mailboxes/:mailbox",
  area: "Inboxes",
  summary: "Changes how a mailbox is fetched; another host or user needs its password again.",
  access: "inboxes.manage",
  params: one,
  body: mailboxChange,
  reply: Mailbox,
  refuses: ["not_found", "already_exists"],
  secret: true,
});

export const deleteMailbox = route({
  method: "DELETE",
  path: "/inboxes/:id/mailboxes/:mailbox",
  area: "Inboxes",
  summary: "Fetches no more from a mailbox, and forgets its password. What came by it stays.",
  access: "inboxes.manage",
  params: one,
  status: 204,
  refuses: ["not_found"],
});

export const MailboxTrial = z.object({
  /** Null when it works. */
  failure: MailboxFailure.nullable(),
  failureWords: z.string().nullable(),
  folders: z.array(z.object({ path: z.string(), isJunk: z.boolean() })),
  /** How many mails the first of the folders holds. */
  mails: z.number().int().nullable(),
});
export type MailboxTrial = z.infer<typeof MailboxTrial>;

export const postMailboxTrial = route({
  method: "POST",
  path: "/inboxes/:id/mailbox-trials",
  area: "Inboxes",
  summary: "Connects to a mailbox once, takes nothing, and says what came of it.",
  access: "inboxes.manage",
  params: ofInbox,
  body: newMailbox.omit({ takeFrom: true }).extend({
    /** A mailbox that is there, whose password is tried where none is sent. */
    mailbox: Id.optional(),
  }),
  reply: MailboxTrial,
  refuses: ["not_found", "too_many_tries"],
  question: true,
  secret: true,
});

export const postMailboxConsent = route({
  method: "POST",
  path: "/inboxes/:id/mailboxes/:mailbox/consent",
  area: "Inboxes",
  summary: "Begins asking a person's consent at the provider of a mailbox: where to send them.",
  access: "inboxes.manage",
  params: one,
  reply: z.object({ url: z.string() }),
  refuses: ["not_found", "forbidden"],
});

export const putMailboxConsent = route({
  method: "PUT",
  path: "/mailbox-consent",
  area: "Inboxes",
  summary: "Ends it with what the provider sent them back with.",
  access: "inboxes.manage",
  body: z.object({ state: words(4000), code: words(4000) }),
  reply: z.object({
    inbox: Id,
    mailbox: Id,
    failure: MailboxFailure.nullable(),
    failureWords: z.string().nullable(),
  }),
  refuses: ["not_found", "link_expired", "forbidden"],
  secret: true,
});
