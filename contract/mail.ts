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

/** What the sender's domain says of a mail, in the words of the standards, and what that means. */
export const SenderCheck = z.object({
  spf: z.string(),
  dkim: z.string(),
  dmarc: z.string(),
  /** `confirmed`: the domain of the sender vouches for it; `forged`: it disowns it; `unknown`: it cannot be told. */
  verdict: z.enum(["confirmed", "forged", "unknown"]),
  /** Null for mails from before it was kept. */
  details: z
    .object({
      /** The domain that stands in From. */
      domain: z.string().nullable(),
      /** Which domain the mail left from, if that was judged. */
      spf: z.object({ domain: z.string().nullable(), isAligned: z.boolean() }).nullable(),
      signatures: z.array(
        z.object({ domain: z.string(), selector: z.string(), result: z.string(), isAligned: z.boolean() }),
      ),
      /** What the domain wants done with what it disowns. */
      policy: z.string().nullable(),
      /** Who passed it on and vouches for how it came to them. */
      arc: z
        .object({
          result: z.string(),
          sealer: z.string().nullable(),
          hops: z.number().int(),
          isTrusted: z.boolean(),
        })
        .nullable(),
      /** Who handed it over to us or to a relay that is trusted; null behind one that is not known. */
      client: z.string().nullable(),
    })
    .nullable(),
});
export type SenderCheck = z.infer<typeof SenderCheck>;

/** One thing that speaks for or against a message's place. */
export const LinkReason = z.object({
  what: z.enum([
    "token_address",
    "token_header",
    "token_body",
    "token_references",
    "in_reply_to",
    "references",
    "thread_index",
    "bounced",
    "subject_number",
    "body_number",
    "alike",
    "followed_move",
    "sender_confirmed",
    "sender_said",
    "sender_unknown",
    "sender_forged",
    "third_person",
    "moved",
  ]),
  /** The message of this or another conversation that it speaks of, and when that was said. */
  message: z.string().optional(),
  at: z.iso.datetime().optional(),
  number: z.number().int().optional(),
  address: z.string().optional(),
  by: z.string().optional(),
});
export type LinkReason = z.infer<typeof LinkReason>;

/** Why a message stands where it stands. */
export const Linked = z.object({
  reasons: z.array(LinkReason),
  /** It may be from somebody else: nothing of what was said goes back to its sender. */
  isUnverified: z.boolean(),
  /** Set when its sender's domain disowns it. */
  isForged: z.boolean(),
  /** The conversation to which it seems to belong, if that is not this one. */
  related: z.object({ id: z.string(), number: z.number().int() }).nullable(),
});
export type Linked = z.infer<typeof Linked>;
