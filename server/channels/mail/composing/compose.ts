import type { MailAddress } from "../../../../contract/mail.ts";
import type { FileStore } from "../../../files/index.ts";
import type { Secret } from "../../../secret.ts";
import { loopHeader } from "../loop-sign.ts";
import { replyAddress } from "../reply-address.ts";
import type { OutgoingMail } from "../transport.ts";
import type { MailFacts } from "./facts.ts";
import { fromMachine, localeOf, subjectOfReply } from "./headers.ts";
import { bodyOf, page } from "./page.ts";
import { promisedText, waysOn } from "./parts.ts";
import { quoteOf } from "./quote.ts";
import { signatureOf } from "./signature.ts";

interface Needs {
  store: FileStore;
  secret: Secret;
  /** Where people reach Tandem; without it mails lead nowhere. */
  publicUrl?: string;
}

/**
 * The mail for a message of ours: in the brand's name, as text and as HTML in the direction of its language, with
 * what it answers quoted below (an acknowledgement quotes nothing), from an address whose replies find their way back.
 */
export async function composeReply(
  { store, secret, publicUrl }: Needs,
  { workspaceId, message, carried, conversation, before, files, promises }: MailFacts,
): Promise<OutgoingMail> {
  const locale = localeOf(message.language, conversation.language, conversation.brandLocales[0]);
  const { to = [], cc = [], bcc = [], answering = null } = (message.recipients ?? {}) as Partial<Sent>;
  const back = replyAddress(secret, conversation.inboxAddress, {
    workspaceId,
    inboxId: conversation.inboxId,
    number: conversation.number,
    customerId: conversation.customerId,
  });
  const isByRule = message.linkedBy === "automation";
  const isAcknowledgement = message.auto === "acknowledgement";
  // An acknowledgement carries nothing of what was written to us: somebody may have written it in another's name.
  const answered = isAcknowledgement
    ? null
    : (before.find((one) => one.id === answering) ??
      before.find((one) => one.authorKind === "customer") ??
      null);
  const signature = signatureOf(conversation.signatures[locale] ?? "", {
    agentName: isByRule || isAcknowledgement ? "" : message.authorName,
    brandName: conversation.brandName,
    teamName: conversation.teamName,
  });
  const promised = promises.map((promise) => promisedText(promise, locale, conversation.timeZone));
  // To somebody who only says that they are the customer nothing is told of what was said.
  const quoted = answered && !isInDoubt(before) ? quoteOf(answered, locale) : null;
  const ways =
    publicUrl && !isByRule ? waysOn({ secret, publicUrl }, workspaceId, conversation, message, locale) : [];
  const attachments = await Promise.all(
    files.map(async (file) => ({
      filename: file.filename,
      contentType: file.mimeType,
      content: await store.read(workspaceId, file.sha256),
      contentDisposition: "attachment" as const,
    })),
  );

  return {
    envelope: { from: back, to: [...to, ...cc, ...bcc].map(({ address }) => address) },
    from: {
      name:
        isByRule || isAcknowledgement
          ? conversation.brandName
          : `${message.authorName} · ${conversation.brandName}`,
      address: conversation.inboxAddress,
    },
    replyTo: { name: conversation.brandName, address: back },
    to,
    ...(cc.length && { cc }),
    subject: isAcknowledgement
      ? message.subject!
      : answered
        ? subjectOfReply(conversation.subject)
        : conversation.subject,
    date: message.sentAt,
    messageId: message.mailId ?? undefined,
    inReplyTo: (isAcknowledgement ? message.inReplyTo : answered?.mailId) ?? undefined,
    references: isAcknowledgement
      ? []
      : [
          // Where a program loses the address to answer to, this leads home.
          `<t${back.slice(back.lastIndexOf("+r-"))}>`,
          ...before
            .map((one) => one.mailId)
            .filter((id) => id !== null)
            .reverse(),
        ],
    text: [
      ...carried.map((one) => one.text),
      message.text,
      promised.join("\n"),
      ways.join("\n"),
      signature && `-- \n${signature}`,
      quoted?.text,
    ]
      .filter(Boolean)
      .join("\n\n"),
    html: page(locale, [...carried, message].map((one) => bodyOf(one, locale)).join(""), {
      promised,
      ways,
      signature,
      quoted: quoted?.html,
    }),
    attachments,
    textEncoding: "base64",
    headers: {
      "Content-Language": locale,
      // By this we know it when it comes back to us.
      [loopHeader]: conversation.inboxAddress,
      ...(isAcknowledgement && fromMachine),
      // RFC 3834: what a rule wrote says so, that no machine answers it.
      ...(isByRule && { "Auto-Submitted": "auto-generated" }),
    },
  };
}

interface Sent {
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  answering: string | null;
}

/** Whether the last who wrote may be somebody else than they say. */
const isInDoubt = (before: MailFacts["before"]) =>
  before.find((one) => one.authorKind === "customer")?.linked?.isUnverified === true;
