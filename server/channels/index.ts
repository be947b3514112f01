/**
 * The ways to reach us, and for us to reach people. Every channel keeps what arrives before it says yes, turns it
 * into a message of a conversation, and sends what we answer; conversations know nothing of how.
 */
export { suppressionRoutes } from "./mail/dead-addresses/routes.ts";
export {
  type DeliveryNeeds,
  deliver,
  deliverQueue,
  sweepDeliveries,
  takeBackDeliveries,
} from "./mail/deliver.ts";
export { tellOutages } from "./mail/imap/outages.ts";
export { watchMailboxes } from "./mail/imap/watch.ts";
export { doorFor, type Envelope, keepMail, orderReading, readMailQueue } from "./mail/keep.ts";
export { houseSignature, senderFor, systemMailer } from "./mail/mailer.ts";
export { messagePage } from "./mail/message-page.ts";
export { watchOutgoing } from "./mail/outgoing/outgoing.ts";
export { outgoingRoutes } from "./mail/outgoing/routes.ts";
export { type ReadingNeeds, readKeptMail } from "./mail/read-mail.ts";
export { cleanHtml, textOfHtml } from "./mail/reading/index.ts";
export { forgetRefusals } from "./mail/refusals.ts";
export { replyAddress } from "./mail/reply-address.ts";
export { mailRoutes } from "./mail/routes.ts";
export { senderRules } from "./mail/sender-check.ts";
export { type Dns, systemDns } from "./mail/signing/dns.ts";
export { checkDueDomains } from "./mail/signing/domains.ts";
export { mailDomainRoutes } from "./mail/signing/routes.ts";
export { openSmtpDoor, type SmtpDoor } from "./mail/smtp-in.ts";
export { folderTransport, smtpTransport, type Transport } from "./mail/transport.ts";
export { showUnreadable } from "./mail/unreadable.ts";
