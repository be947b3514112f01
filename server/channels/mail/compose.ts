import { html } from "ghtml";
import { directionOf, type Locale, locales } from "../../../contract/languages.ts";
import type { MailAddress } from "../../../contract/mail.ts";
import type { Tx } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { helpAddress, makeRateToken } from "../../portal/index.ts";
import { promisesShown } from "../../promises/index.ts";
import type { Secret } from "../../secret.ts";
import { text } from "../../texts.ts";
import { loopHeader } from "./loop-sign.ts";
import { replyAddress } from "./reply-address.ts";
import type { OutgoingMail } from "./transport.ts";

interface Needs {
  store: FileStore;
  secret: Secret;
  /** Where people reach Tandem; without it mails lead nowhere. */
  publicUrl?: string;
}

/** How many of the mails before it a reply names; longer chains only make headers that servers refuse. */
const mostReferences = 20;
const longestQuote = 20_000;

/**
 * The mail for a message of ours: in the brand's name, as text and as HTML in the direction of its language, with
 * what it answers quoted below (an acknowledgement quotes nothing), from an address whose replies find their way back.
 */
export async function composeReply(
  { store, secret, publicUrl }: Needs,
  {
    workspaceId,
    message,
    carried,
    conversation,
    before,
    files,
    promises,
  }: Awaited<ReturnType<typeof mailFacts>>,
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
  const signature = (conversation.signatures[locale] ?? "").trim();
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
            .slice(0, mostReferences)
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
    html: page(locale, [...carried, message].map(bodyOf).join(""), {
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
const isInDoubt = (before: { authorKind: string; linked: { isUnverified?: boolean } | null }[]) =>
  before.find((one) => one.authorKind === "customer")?.linked?.isUnverified === true;

/** RFC 3834 and what Exchange asks for: no machine answers what a machine answered. */
const fromMachine = { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" };

/** What a mail is made of, asked for all at once. */
export async function mailFacts(
  tx: Tx,
  {
    workspaceId,
    conversationId,
    messageId,
  }: { workspaceId: string; conversationId: string; messageId: string },
) {
  const carried = await carriedBy(tx, workspaceId, messageId);
  const [message, conversation, before, files, promises] = await Promise.all([
    tx
      .selectFrom("messages")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", messageId)
      .executeTakeFirstOrThrow(),
    tx
      .selectFrom("conversations as c")
      .innerJoin("workspaces as w", "w.id", "c.workspaceId")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "c.workspaceId").onRef("i.id", "=", "c.inboxId"),
      )
      .innerJoin("brands as b", (join) =>
        join.onRef("b.workspaceId", "=", "c.workspaceId").onRef("b.id", "=", "c.brandId"),
      )
      .leftJoin("helpCentres as h", (join) =>
        join.onRef("h.workspaceId", "=", "c.workspaceId").onRef("h.brandId", "=", "c.brandId"),
      )
      .select([
        "c.id",
        "c.brandId",
        "c.status",
        "c.number",
        "c.subject",
        "c.language",
        "c.inboxId",
        "c.customerId",
      ])
      .select([
        "h.isOn",
        "h.showsRequests",
        "h.slug",
        "h.host",
        "h.locales as helpLocales",
        "h.locale as helpLocale",
      ])
      .select([
        "w.timeZone",
        "i.address as inboxAddress",
        "b.name as brandName",
        "b.locales as brandLocales",
        "b.signatures",
      ])
      .where("c.workspaceId", "=", workspaceId)
      .where("c.id", "=", conversationId)
      .executeTakeFirstOrThrow(),
    tx
      .selectFrom("messages")
      .select(["id", "linked", "mailId", "authorKind", "authorName", "reply", "sentAt", "language"])
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", conversationId)
      .where("kind", "=", "message")
      .where("id", "not in", [messageId, ...carried.map(({ id }) => id)])
      .where("sentAt", "<=", (eb) =>
        eb
          .selectFrom("messages as own")
          .select("own.sentAt")
          .where("own.workspaceId", "=", workspaceId)
          .where("own.id", "=", messageId),
      )
      .orderBy("sentAt", "desc")
      .orderBy("id", "desc")
      .limit(mostReferences)
      .execute(),
    tx
      .selectFrom("attachments")
      .select(["filename", "mimeType", "sha256"])
      .where("workspaceId", "=", workspaceId)
      .where("messageId", "in", [...carried.map(({ id }) => id), messageId])
      .orderBy("id")
      .execute(),
    promisesShown(tx, workspaceId, [...carried.map(({ id }) => id), messageId]),
  ]);
  return { workspaceId, message, carried, conversation, before, files, promises };
}

/** What was said in a chat before this message and not seen there: it goes in the same mail, above it. */
const carriedBy = (tx: Tx, workspaceId: string, messageId: string) =>
  tx
    .selectFrom("deliveries as d")
    .innerJoin("messages as m", (join) =>
      join.onRef("m.workspaceId", "=", "d.workspaceId").onRef("m.id", "=", "d.messageId"),
    )
    .select(["m.id", "m.text", "m.html"])
    .where("d.workspaceId", "=", workspaceId)
    .where("d.carriedBy", "=", messageId)
    .orderBy("m.sentAt")
    .orderBy("m.id")
    .execute();
/** Where its customer can follow the matter, and say what they think of an answer that ended it. */
function waysOn(
  { secret, publicUrl }: { secret: Secret; publicUrl: string },
  workspaceId: string,
  conversation: Awaited<ReturnType<typeof mailFacts>>["conversation"],
  message: { authorKind: string },
  locale: Locale,
): string[] {
  const { id, brandId, isOn, showsRequests, slug, host, helpLocales, helpLocale, number, status } =
    conversation;
  if (!isOn || !showsRequests || slug === null) return [];
  const spoken = helpLocales?.includes(locale) ? locale : helpLocale;
  const below = `${helpAddress({ slug, host }, publicUrl)}/${spoken}`;
  const follow = text(locale, "mail.follow", { link: `${below}/requests/${number}` });
  if (status !== "closed" || message.authorKind !== "agent") return [follow];
  const token = makeRateToken(secret, { workspaceId, brandId }, id);
  return [text(locale, "mail.rate", { link: `${below}/rate/${token}` }), follow];
}

/** The first of these that is a language we write in. */
function localeOf(...languages: (string | undefined)[]): Locale {
  for (const language of languages) {
    const known = locales.find((locale) => locale === language);
    if (known) return known;
  }
  return "en";
}

/** `Re:` once, whatever stood there before, in whichever language. */
function subjectOfReply(subject: string): string {
  const bare = subject.replace(
    /^(?:\s*(?:re|aw|sv|antw|odp|ответ|відп|回复|回覆|答复|رد)(?:\[\d+\])?\s*[:：]\s*)+/iu,
    "",
  );
  return `Re: ${bare}`;
}

/** What we promised and by when, in a line; the zone stands beside the hour, since it may not be the reader's. */
function promisedText(promise: { text: string; dueAt: Date }, locale: Locale, timeZone: string): string {
  const when = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(promise.dueAt);
  return text(locale, "mail.promised", { text: promise.text, when });
}

/** What we answer, for the end of the mail: folded by mail programs, there for who wants to look. */
function quoteOf(
  answered: { authorName: string; reply: string; sentAt: Date; language: string },
  locale: Locale,
): { text: string; html: string } {
  const when = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(answered.sentAt);
  const said = text(locale, "mail.wrote", { when: `${when} UTC`, name: answered.authorName });
  const words = answered.reply.slice(0, longestQuote);
  return {
    text: `${said}\n${words
      .split("\n")
      .map((line) => `> ${line}`)
      .join("\n")}`,
    html: html`<div class="gmail_quote"><div class="gmail_attr">${said}</div><blockquote type="cite" class="gmail_quote" dir="${directionOf(answered.language)}" style="margin-block:0;margin-inline:0.8ex 0;border-inline-start:1px solid #ccc;padding-inline-start:1ex">!${paragraphs(words)}</blockquote></div>`,
  };
}

const bodyOf = (message: { html: string | null; text: string }): string =>
  message.html ? message.html : paragraphs(message.text);

/** Words with the address at their end as a link. */
const linked = (words: string): string => {
  const at = words.indexOf("http");
  return html`${words.slice(0, at)}<a dir="ltr" href="${words.slice(at)}">${words.slice(at)}</a>`;
};

/** Plain text as HTML: empty lines part paragraphs, single ones break. */
const paragraphs = (words: string): string =>
  words
    .split(/\n{2,}/)
    .map(
      (part) =>
        html`<p style="margin:0 0 1em">!${part
          .split("\n")
          .map((line) => html`${line}`)
          .join("<br>")}</p>`,
    )
    .join("");

function page(
  locale: Locale,
  body: string,
  {
    promised,
    ways,
    signature,
    quoted,
  }: { promised: string[]; ways: string[]; signature: string; quoted: string | undefined },
): string {
  const direction = directionOf(locale);
  const align = direction === "rtl" ? "right" : "left";
  return html`<!doctype html>
<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"></head>
<body dir="${direction}" style="font-family:sans-serif;font-size:15px;line-height:1.5;text-align:${align}">
<div dir="${direction}">!${body}</div>
!${promised.length ? html`<div dir="${direction}" style="margin-top:1em;padding-inline-start:0.8em;border-inline-start:3px solid #bbb">!${paragraphs(promised.join("\n"))}</div>` : ""}
!${ways.length ? html`<div dir="${direction}" style="margin-top:1em;font-size:14px;color:#555">!${ways.map(linked).join("<br>")}</div>` : ""}
!${signature ? html`<div dir="${direction}" style="color:#666;margin-top:1.5em">!${paragraphs(signature)}</div>` : ""}
!${quoted ? html`<br>!${quoted}` : ""}
</body></html>`;
}
