import { z } from "zod";

export const MailAddress = z.object({ name: z.string(), address: z.string() });
export type MailAddress = z.infer<typeof MailAddress>;

/** An appointment that came along (iCalendar, RFC 5545): somebody invites, calls off, or answers. */
export const Invitation = z.object({
  method: z.enum(["request", "cancel", "reply", "publish", "counter"]),
  uid: z.string(),
  summary: z.string(),
  place: z.string(),
  /** With a time zone where it has one; days alone (YYYY-MM-DD) where it lasts all day, the last of them included. */
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  isAllDay: z.boolean(),
  timeZone: z.string().nullable(),
  /** In RFC 5545's own words, where it comes again. */
  recurs: z.string().nullable(),
  organiser: MailAddress.nullable(),
  guests: z.array(
    MailAddress.extend({ answer: z.enum(["none", "accepted", "declined", "tentative", "delegated"]) }),
  ),
});
export type Invitation = z.infer<typeof Invitation>;

export const Protection = z.enum(["s/mime", "pgp"]);

/** What a mail says besides its words. */
export const MailFacts = z.object({
  /** Who wrote it, as the mail itself says. */
  from: MailAddress.nullable(),
  /** Where answers are to go, if elsewhere. */
  replyTo: z.array(MailAddress),
  /** Whose mail was passed on by who wrote this one. */
  forwarded: z
    .object({ from: MailAddress.nullable(), subject: z.string(), sentAt: z.iso.datetime().nullable() })
    .nullable(),
  invitations: z.array(Invitation),
  /** Whether it bears a signature, which nobody has verified. */
  signed: Protection.nullable(),
  /** Whether its words can be read only by who has the key. */
  encrypted: Protection.nullable(),
  /** Of a receipt: what became of a mail of ours, and with whom. */
  receipt: z
    .object({ kind: z.enum(["delivered", "delayed", "read", "deleted"]), recipient: z.string().nullable() })
    .nullable(),
});
export type MailFacts = z.infer<typeof MailFacts>;
