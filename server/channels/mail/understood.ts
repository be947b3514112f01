import { randomUUIDv7 } from "node:crypto";
import type { Incoming, IncomingFile } from "../../conversations/index.ts";
import type { Actor } from "../../events.ts";
import type { FileStore } from "../../files/index.ts";
import type { Secret } from "../../secret.ts";
import { mailer } from "./actor.ts";
import { keptLink, type Link } from "./link.ts";
import type { RawMail } from "./raw-mail.ts";
import type { ReadMail } from "./reading/index.ts";
import { storable } from "./storable.ts";

/** A mail that was read, not yet part of any conversation. */
export interface Understood {
  mail: RawMail;
  read: ReadMail;
  html: string | null;
  files: IncomingFile[];
  senderCheck: Incoming["senderCheck"];
  secret: Secret;
}

export const unknownSender = "unknown@invalid";

export const actorFor = (incoming: Incoming, link: Link | null): Actor =>
  incoming.auto
    ? mailer
    : { kind: "customer", id: link?.customerId ?? null, name: incoming.from.name || incoming.from.email };

/** What a mail says, as conversations take it. */
export function toIncoming(
  { mail, read, ...parts }: Understood,
  link: Link | null,
  { isBraked = false } = {},
): Incoming {
  const sender = read.replyTo[0] ?? read.from;
  const email = (sender?.address || mail.envelopeFrom || unknownSender).toLowerCase();
  const text = storable(read.text ?? "");
  const reply = storable(read.reply || read.text || "");
  const subject = storable(read.subject ?? "", 500);
  return {
    inbox: mail.inbox,
    from: { email: storable(email, 320), name: storable(read.from?.name ?? "", 200) },
    channel: "email",
    subject:
      subject ||
      reply
        .split("\n")
        .find((line) => line.trim())
        ?.trim()
        .slice(0, 80) ||
      email,
    text,
    html: parts.html && storable(parts.html),
    reply,
    // The sender's clock may be wrong; ours orders what is said.
    sentAt: mail.receivedAt,
    linkedBy: link?.by ?? "new",
    ...(link && isWorthKeeping(link) && { linked: keptLink(link) }),
    isQuiet: isBraked || link?.isUnverified || link?.isThirdPerson || false,
    auto: read.auto,
    recipients: { to: read.to.map(toRecipient), cc: read.cc.map(toRecipient) },
    senderCheck: parts.senderCheck,
    mail: {
      ...(read.from && { from: toRecipient(read.from) }),
      ...(read.replyTo.length > 0 && { replyTo: read.replyTo.map(toRecipient) }),
      ...(read.forwarded && { forwarded: storableFacts(read.forwarded) }),
      ...(read.invitations.length > 0 && { invitations: storableFacts(read.invitations) }),
      ...(read.signed && { signed: read.signed }),
      ...(read.encrypted && { encrypted: read.encrypted }),
      ...(read.receipt && { receipt: storableFacts(read.receipt) }),
    },
    problems: read.problems.map((problem) => storable(problem, 500)),
    mailId: read.messageId && storable(read.messageId),
    inReplyTo: read.inReplyTo && storable(read.inReplyTo),
    rawMailId: mail.id,
    files: parts.files,
  };
}

const isWorthKeeping = ({ reasons, thread, isForged }: Link) =>
  reasons.length > 0 || thread !== null || isForged;

const toRecipient = ({ name, address }: ReadMail["to"][number]) => ({
  name: storable(name ?? ""),
  address: storable(address),
});

/** The same with every text in it such that the database can hold it. */
const storableFacts = <T>(facts: T): T =>
  JSON.parse(JSON.stringify(facts, (_, value) => (typeof value === "string" ? storable(value) : value)));

export async function keepFiles(
  store: FileStore,
  workspaceId: string,
  read: ReadMail,
): Promise<IncomingFile[]> {
  const files: IncomingFile[] = [];
  for (const file of read.attachments)
    files.push({
      id: randomUUIDv7(),
      filename: storable(file.filename, 255),
      mimeType: storable(file.mimeType, 255),
      size: file.size,
      sha256: await store.keep(workspaceId, file.content),
      inline: file.inline,
      contentId: file.contentId && storable(file.contentId),
    });
  return files;
}
