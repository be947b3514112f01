/**
 * Reading mail: from the raw bytes of a message to what a person and the desk need to know of it. A pure library:
 * no database, no network, no clock.
 *
 * It promises to answer for any bytes whatsoever, in time and memory that grow with their number and no faster:
 * what is broken is read as far as possible and named in `problems`. Attachments keep their exact bytes.
 */
import type { MailFacts } from "../../../../contract/mail.ts";
import { type Address, readAddresses } from "./addresses.ts";
import type { MailAttachment } from "./attachments.ts";
import { type Body, readBody } from "./body.ts";
import type { Bounce } from "./bounces.ts";
import { readDate } from "./dates.ts";
import { decodeWords } from "./encoded-words.ts";
import { type Forwarded, readForwarded } from "./forwarded.ts";
import { type Automatic, recogniseMachine } from "./machines.ts";
import { readMessageIds } from "./message-ids.ts";
import { type Headers, type Part, readParts } from "./parts.ts";
import type { Problem } from "./problems.ts";
import { isForwardSubject } from "./quote-headers.ts";
import { splitLines, type VisiblePart, visiblePart } from "./quoted-text.ts";
import type { Feedback, Receipt } from "./reports.ts";

export type { Address } from "./addresses.ts";
export type { MailAttachment } from "./attachments.ts";
export type { BounceKind } from "./bounce-kinds.ts";
export type { Bounce } from "./bounces.ts";
export { type CleanHtmlOptions, cleanHtml, closeHtmlCleaner } from "./clean-html.ts";
export { textOfHtml } from "./html-text.ts";
export type { Automatic } from "./machines.ts";
export type { Problem } from "./problems.ts";
export { visiblePart } from "./quoted-text.ts";
export type { Feedback, Receipt } from "./reports.ts";

export interface ReadMail {
  subject: string;
  from: Address | null;
  to: Address[];
  cc: Address[];
  replyTo: Address[];
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** ISO 8601 in UTC. */
  date: string | null;
  text: string;
  /** As sent: decoded, not cleaned. */
  html: string | null;
  /** The new words, apart from quoted history and signature. */
  reply: string;
  quoted: string;
  attachments: MailAttachment[];
  auto: Automatic | null;
  /** Of a mail that failed for good: which, with whom, and why. */
  bounce: Bounce | null;
  /** What became of a mail of ours, where it did not fail: arrived, delayed, read. */
  receipt: Receipt | null;
  feedback: Feedback | null;
  /** Whose mail was passed on: in the text, or as a file. */
  forwarded: Forwarded | null;
  invitations: MailFacts["invitations"];
  /** Told, not verified. */
  signed: MailFacts["signed"];
  encrypted: MailFacts["encrypted"];
  /** Every header by lower-case name, in order, unfolded and decoded. */
  headers: ReadonlyMap<string, readonly string[]>;
  problems: Problem[];
}

/** Reads a raw mail. Never throws: what cannot be read at all comes back as its text, with the problem "unreadable". */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  try {
    return read(bytes);
  } catch {
    // A mistake of ours must not cost a customer's mail: show its beginning and say that we failed.
    return unreadable(bytes);
  }
}

function read(bytes: Buffer): ReadMail {
  const problems = new Set<Problem>();
  const root = readParts(bytes, problems);
  const body = readBody(root, problems);
  const { headers } = root;
  const line = (name: string) =>
    oneLine(decodeWords(headers.get(name)?.[0]?.slice(0, 20_000) ?? "", body.charset));

  const subject = line("subject");
  const from = sender(headers, body.charset);
  if (!from) problems.add("sender-missing");
  const date = readDate(headers.get("date")?.[0]);
  if (!date && headers.has("date")) problems.add("date-unreadable");
  if (body.text === "" && body.html === null && body.attachments.length === 0) problems.add("body-missing");

  const to = readAddresses(headers.get("to"), body.charset);
  const { reply, quoted } = newWords(body, subject);
  const machine = recogniseMachine({ root, headers, from, to, subject, text: body.text });
  return {
    subject,
    from,
    to,
    cc: readAddresses(headers.get("cc"), body.charset),
    replyTo: readAddresses(headers.get("reply-to"), body.charset),
    messageId: readMessageIds(headers.get("message-id")?.slice(0, 1))[0] ?? null,
    inReplyTo: readMessageIds(headers.get("in-reply-to"))[0] ?? null,
    references: readMessageIds(headers.get("references")),
    date,
    text: body.text,
    html: body.html,
    reply,
    quoted,
    attachments: body.attachments,
    ...machine,
    forwarded: speaksForItself(machine.auto)
      ? null
      : (readForwarded(reply, subject, headers.get("date")?.[0]) ?? body.attachedMail),
    invitations: body.invitations,
    signed: body.signed,
    encrypted: body.encrypted,
    headers: decodedHeaders(root, body.charset),
    problems: [...problems],
  };
}

/** From, or whoever else the envelope names: forms and old programs leave From out. */
function sender(headers: Headers, charset: string | undefined): Address | null {
  for (const name of ["from", "sender", "x-sender", "return-path", "x-original-from", "reply-to"]) {
    const found = readAddresses(headers.get(name), charset)[0];
    if (found) return found;
  }
  return null;
}

/** What a report carries is its evidence, passed on by nobody. */
const speaksForItself = (auto: Automatic | null) => auto !== null && auto !== "list";

/** Markup that says what is quoted is believed first; otherwise the plain text the sender's program made. */
function newWords(body: Body, subject: string): VisiblePart {
  const forwarded = isForwardSubject(subject);
  const { htmlText } = body;
  const byMarkup =
    htmlText && (htmlText.marksQuotes || !body.hasPlainText || htmlText.lines.some((line) => line.signature));
  if (byMarkup) {
    const parts = splitLines(htmlText.lines, { forwarded: forwarded || htmlText.forwarded });
    if (parts.reply) return parts;
  }
  return visiblePart(body.text, { forwarded });
}

function decodedHeaders(root: Part, charset: string | undefined): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, readonly string[]>();
  for (const [name, values] of root.headers)
    headers.set(
      name,
      values.map((value) => decodeWords(value, charset)),
    );
  return headers;
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function unreadable(bytes: Buffer): ReadMail {
  const text = bytes
    .toString("utf8", 0, 100_000)
    .replace(/\p{Cc}+/gu, (run) => (run.includes("\n") ? "\n" : " "))
    .trim();
  return {
    subject: "",
    from: null,
    to: [],
    cc: [],
    replyTo: [],
    messageId: null,
    inReplyTo: null,
    references: [],
    date: null,
    text,
    html: null,
    reply: text,
    quoted: "",
    attachments: [],
    auto: null,
    bounce: null,
    receipt: null,
    feedback: null,
    forwarded: null,
    invitations: [],
    signed: null,
    encrypted: null,
    headers: new Map(),
    problems: ["unreadable"],
  };
}
