import { z } from "zod";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

/** The largest mail taken, in bytes. */
export const largestMail = 35 * 1024 * 1024;

export const RawMailState = z.enum(["waiting", "read", "unreadable", "duplicate"]);
export type RawMailState = z.infer<typeof RawMailState>;

/** A mail as it came. */
export const RawMail = z.object({
  id: Id,
  inbox: Id,
  state: RawMailState,
  /** By our own door, fetched from a mailbox, or brought by a program. */
  way: z.enum(["smtp", "imap", "api"]),
  /** The envelope: who handed it over and to which of our addresses. */
  from: z.string(),
  to: z.string(),
  /** Who passed it on to us, where somebody did. */
  forwardedBy: z.string().nullable(),
  /** Bytes. */
  size: z.number().int(),
  receivedAt: z.iso.datetime(),
  /** What went wrong, in the words of the program. */
  error: z.string().nullable(),
  /** Where it is shown, for what could not be read. */
  conversation: z.object({ id: Id, number: z.number().int() }).nullable(),
});
export type RawMail = z.infer<typeof RawMail>;

export const listRawMails = route({
  method: "GET",
  path: "/raw-mails",
  area: "Mail",
  summary:
    "Mails that did not simply become a message: waiting, unreadable, or delivered twice; newest first.",
  access: "inboxes.manage",
  query: z.object({ ...pageQuery, state: RawMailState.exclude(["read"]), inbox: Id.optional() }),
  reply: pageOf(RawMail),
  refuses: ["invalid_cursor"],
});

/** Answers with the mail exactly as it came. */
export const getRawMailFile = route({
  method: "GET",
  path: "/raw-mails/:id/file",
  area: "Mail",
  summary: "The bytes of a mail as it came (message/rfc822).",
  access: "inboxes.manage",
  params: byId,
  refuses: ["not_found"],
});

export const postRawMailReading = route({
  method: "POST",
  path: "/raw-mails/:id/readings",
  area: "Mail",
  summary: "Reads a mail anew that could not be read; its conversation then gets the real message.",
  access: "inboxes.manage",
  params: byId,
  status: 202,
  reply: RawMail,
  refuses: ["not_found"],
});

/** Mail that was turned away at the door although its address, or its domain, is ours. */
export const MailRefusal = z.object({
  id: Id,
  inbox: Id.nullable(),
  reason: z.enum(["unknown_address", "too_large"]),
  from: z.string(),
  to: z.string(),
  size: z.number().int().nullable(),
  /** So often that day. */
  times: z.number().int(),
  at: z.iso.datetime(),
});
export type MailRefusal = z.infer<typeof MailRefusal>;

export const listMailRefusals = route({
  method: "GET",
  path: "/mail-refusals",
  area: "Mail",
  summary: "Mail of the last two weeks that was turned away, newest first.",
  access: "inboxes.manage",
  reply: pageOf(MailRefusal),
});

export const listMailArrivals = route({
  method: "GET",
  path: "/mail-arrivals",
  area: "Mail",
  summary: "How much mail came to each inbox within the last 24 hours, and what became of it.",
  access: "inboxes.manage",
  reply: pageOf(
    z.object({
      inbox: Id,
      arrived: z.number().int(),
      read: z.number().int(),
      duplicates: z.number().int(),
      unreadable: z.number().int(),
      waiting: z.number().int(),
      /** Since when the one waits that has waited longest. */
      waitingSince: z.iso.datetime().nullable(),
    }),
  ),
});

const address = z.string().trim().max(320);

export const postInboxRaw = route({
  method: "POST",
  path: "/inboxes/:id/raw",
  area: "Mail",
  summary:
    "Takes a mail (message/rfc822) from a relay. It is kept when this is answered; the same bytes again have no effect.",
  access: "conversations.reply",
  params: byId,
  query: z.object({
    from: address.optional().describe("who sent it, of the envelope; empty for a bounce"),
    to: address.optional().describe("to whom, of the envelope; the inbox's own address where it is left out"),
  }),
  upload: true,
  largest: largestMail,
  status: 202,
  reply: z.object({ id: Id, isNew: z.boolean() }),
  refuses: ["not_found", "too_large", "wrong_content_type"],
});
