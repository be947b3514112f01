import type { Invitation, MailFacts } from "../../../../contract/mail.ts";
import { type Attaching, add, finishAttachments, type MailAttachment } from "./attachments.ts";
import { decodeBytes } from "./charsets.ts";
import { cmsKind, signedContent } from "./cms.ts";
import { parseParameters } from "./content-type.ts";
import { cleanFileName, fileName } from "./file-names.ts";
import { unflow } from "./flowed-text.ts";
import { type Forwarded, readAttachedMail } from "./forwarded.ts";
import { type HtmlText, metaCharset, readHtml } from "./html-text.ts";
import { readInvitations } from "./invitations.ts";
import { type Part, readParts } from "./parts.ts";
import { readArmour } from "./pgp-armour.ts";
import type { Problem } from "./problems.ts";
import { decodeBody } from "./transfer-encoding.ts";
import { takeUuencoded } from "./uuencoded.ts";
import { readWinmail } from "./winmail.ts";

/** What the parts of a mail say besides its words. */
export interface PartFacts {
  invitations: Invitation[];
  signed: MailFacts["signed"];
  encrypted: MailFacts["encrypted"];
  /** The first mail that hangs on this one. */
  attachedMail: Forwarded | null;
}

export interface Body extends PartFacts {
  text: string;
  html: string | null;
  /** The HTML read as lines, when there is HTML. */
  htmlText: HtmlText | null;
  /** Whether the sender wrote a plain text beside the HTML. */
  hasPlainText: boolean;
  attachments: MailAttachment[];
  charset: string | undefined;
}

/** One stretch of the visible mail, in the forms its sender gave. */
interface Block {
  plain: string | null;
  html: string | null;
  /** From Outlook's envelope: another form of what stands beside it. */
  ofWinmail?: boolean;
}

interface Collecting extends PartFacts {
  problems: Set<Problem>;
  attachments: Attaching[];
  charset: string | undefined;
  /** Envelopes opened so far: signed ones and Outlook's. */
  opened: number;
}

/** Sorts the parts of a mail into what is read (text and HTML) and what is attached. */
export function readBody(root: Part, problems: Set<Problem>): Body {
  const collecting: Collecting = {
    problems,
    attachments: [],
    charset: undefined,
    opened: 0,
    invitations: [],
    signed: null,
    encrypted: null,
    attachedMail: null,
  };
  const blocks = besideWinmail(collect(collecting, root, null));
  const htmls = blocks.map((block) => block.html);
  const html = htmls.some((one) => one !== null)
    ? blocks.map((block) => block.html ?? plainAsHtml(block.plain ?? "")).join("\n")
    : null;
  const htmlText = html === null ? null : readHtml(html);
  if (htmlText?.cut) problems.add("html-too-complex");

  const hasPlainText = blocks.some((block) => block.plain !== null && block.plain.trim() !== "");
  const text = hasPlainText
    ? blocks.map((block) => block.plain ?? readHtml(block.html ?? "").text).join("\n")
    : (htmlText?.text ?? "");
  const { invitations, signed, encrypted, attachedMail, charset } = collecting;
  return {
    text: tidy(text),
    html,
    htmlText,
    hasPlainText,
    attachments: finishAttachments(collecting.attachments, html),
    charset,
    invitations,
    signed,
    encrypted,
    attachedMail,
  };
}

function collect(collecting: Collecting, part: Part, parent: Part | null): Block[] {
  const type = part.type.value;
  if (part.children.length) {
    if (type === "multipart/encrypted") collecting.encrypted ??= protocolOf(part);
    if (type === "multipart/signed") collecting.signed ??= protocolOf(part);
    const perChild = part.children.map((child) => collect(collecting, child, part));
    return type === "multipart/alternative" ? chooseAlternative(perChild) : perChild.flat();
  }
  if (type.startsWith("multipart/")) return [];
  if (isBodyText(part, parent)) return [readTextPart(collecting, part)];
  if (isAlternativeNoise(type, parent)) return [];
  const decoded = decodeBody(part);
  return open(collecting, part, parent, decoded.bytes) ?? attach(collecting, part, parent, decoded);
}

const protocolOf = (part: Part) => (/pkcs7/i.test(part.type.params.get("protocol") ?? "") ? "s/mime" : "pgp");

/** Exchange writes the words of a `winmail.dat` beside it once more as plain text. */
function besideWinmail(blocks: Block[]): Block[] {
  const packed = blocks.find((block) => block.ofWinmail);
  const beside = blocks.filter((block) => !block.ofWinmail);
  if (!packed || !beside.some((block) => (block.plain ?? block.html ?? "").trim())) return blocks;
  if (!packed.html || beside.some((block) => block.html !== null)) return beside;
  return [{ plain: beside.map((block) => block.plain ?? "").join("\n"), html: packed.html }];
}

/** Of the alternatives, the plainest text and the richest HTML (the last, says RFC 2046). */
function chooseAlternative(perChild: Block[][]): Block[] {
  let plain: string | null = null;
  let html: string | null = null;
  for (const blocks of perChild) {
    const plains = blocks.flatMap((block) => block.plain ?? []);
    if (plain === null && plains.length) plain = plains.join("\n");
    if (blocks.some((block) => block.html !== null)) {
      html = blocks.map((block) => block.html ?? plainAsHtml(block.plain ?? "")).join("\n");
    }
  }
  return plain === null && html === null ? [] : [{ plain, html }];
}

function isBodyText(part: Part, parent: Part | null): boolean {
  if (!/^text\/(plain|html|enriched|x-markdown|markdown)$/.test(part.type.value)) return false;
  const disposition = parseParameters(part.headers.get("content-disposition")?.[0] ?? "");
  if (disposition.value === "attachment") return parent === null && !disposition.params.has("filename");
  if (disposition.params.has("filename")) return parent === null;
  // A name without a disposition: a body that was saved as a file, unless another part is the body already.
  return !part.type.params.has("name") || parent === null || parent.children[0] === part;
}

/** Other renderings of the same text (for watches, AMP) say nothing the HTML does not. */
function isAlternativeNoise(type: string, parent: Part | null): boolean {
  return (
    parent?.type.value === "multipart/alternative" &&
    /^text\/(watch-html|x-amp-html|rtf|x-mime-nothing)$/.test(type)
  );
}

/** Nobody reads more; pages are longer since some carry their pictures in themselves. */
const longestPlain = 2_000_000;
const longestPage = 5_000_000;

function readTextPart(collecting: Collecting, part: Part): Block {
  const isHtml = part.type.value === "text/html";
  const longest = isHtml ? longestPage : longestPlain;
  // No encoding makes less than a third of a text's bytes out of it: what lies behind is not even decoded.
  const cut = { ...part, bodyEnd: Math.min(part.bodyEnd, part.bodyStart + longest * 3) };
  let { bytes, damaged } = decodeBody(cut);
  if (damaged) collecting.problems.add("attachment-damaged");
  if (bytes.length > longest || cut.bodyEnd < part.bodyEnd) {
    collecting.problems.add("text-too-long");
    bytes = betweenLines(bytes, longest);
  }
  const label = part.type.params.get("charset") ?? (isHtml ? metaCharset(bytes) : undefined);
  const { text, charset, guessed } = decodeBytes(bytes, label);
  if (guessed) collecting.problems.add("charset-guessed");
  collecting.charset ??= charset;
  if (isHtml) return { plain: null, html: text };
  const flowed = part.type.params.get("format")?.toLowerCase() === "flowed";
  const plain = flowed ? unflow(text, part.type.params.get("delsp")?.toLowerCase() === "yes") : text;
  return { plain: readPlain(collecting, plain.replace(/\r\n?/g, "\n")), html: null };
}

/** The beginning of a text, ended where a line does so that no character is torn. */
function betweenLines(bytes: Buffer, longest: number): Buffer {
  const lineEnd = bytes.lastIndexOf(10, longest);
  return bytes.subarray(0, lineEnd > longest / 2 ? lineEnd : longest);
}

/** What old programs hide in a plain text: files by uuencode, PGP armour. */
function readPlain(collecting: Collecting, plain: string): string {
  const armour = readArmour(plain);
  if (armour) collecting[armour.kind] ??= "pgp";
  const { text, files } = takeUuencoded(armour?.text ?? plain);
  for (const { name, content } of files)
    add(collecting.attachments, {
      filename: cleanFileName(name),
      mimeType: "application/octet-stream",
      content,
    });
  return text;
}

/** How many envelopes of a mail are opened, inside each other or side by side. */
const mostOpened = 10;

/** What wraps a mail rather than hangs on it: what an opaque signature covers, and Outlook's `winmail.dat`. */
function open(collecting: Collecting, part: Part, parent: Part | null, bytes: Buffer): Block[] | null {
  const type = part.type.value;
  const isCms = /^application\/(?:x-)?pkcs7-mime$/.test(type);
  const mayBeTnef =
    /^application\/(?:vnd\.)?ms-tnef$/.test(type) ||
    /^winmail\.dat$/i.test(part.type.params.get("name") ?? "");
  if ((!isCms && !mayBeTnef) || collecting.opened >= mostOpened) return null;
  if (mayBeTnef) return openWinmail(collecting, bytes);
  const kind =
    cmsKind(bytes) ?? (part.type.params.get("smime-type") === "signed-data" ? "signed" : "encrypted");
  if (kind === "encrypted") collecting.encrypted ??= "s/mime";
  if (kind === "signed") collecting.signed ??= "s/mime";
  const content = kind === "signed" ? signedContent(bytes) : null;
  if (!content) return null;
  collecting.opened++;
  return collect(collecting, readParts(content, collecting.problems), parent);
}

function openWinmail(collecting: Collecting, bytes: Buffer): Block[] | null {
  const winmail = readWinmail(bytes);
  if (!winmail) return null;
  collecting.opened++;
  const { plain, html, files, attachedSubject, isUnread } = winmail;
  if (isUnread) collecting.problems.add("text-too-long");
  for (const file of files) add(collecting.attachments, file);
  if (attachedSubject !== null)
    collecting.attachedMail ??= { from: null, subject: attachedSubject, sentAt: null };
  if (plain || html) return [{ plain, html, ofWinmail: true }];
  // Of what could not be opened wholly the envelope itself stays.
  return isUnread ? null : [];
}

function attach(
  collecting: Collecting,
  part: Part,
  parent: Part | null,
  { bytes, damaged }: { bytes: Buffer; damaged: boolean },
): Block[] {
  const type = part.type.value;
  if (damaged) collecting.problems.add("attachment-damaged");
  const disposition = parseParameters(part.headers.get("content-disposition")?.[0] ?? "");
  const contentId =
    part.headers
      .get("content-id")?.[0]
      ?.replace(/^\s*<|>\s*$/g, "")
      .trim() || null;
  // Exchange turns multipart/encrypted into an ordinary mail with two files.
  if (type === "application/pgp-encrypted") collecting.encrypted ??= "pgp";
  if (type === "message/rfc822" || type === "message/global")
    collecting.attachedMail ??= readAttachedMail(part);
  const filename = fileName(
    part,
    disposition.params.get("filename"),
    collecting.attachments.length + 1,
    parent,
  );
  const isCalendar = type === "text/calendar" || type === "application/ics" || /\.ics$/i.test(filename);
  const uids = isCalendar ? invite(collecting, part, bytes) : undefined;
  add(collecting.attachments, {
    filename,
    mimeType: type,
    contentId,
    content: bytes,
    disposition: disposition.value,
    uids,
  });
  return [];
}

function invite(collecting: Collecting, part: Part, bytes: Buffer): string[] {
  const calendar = decodeBytes(bytes.subarray(0, 1_000_000), part.type.params.get("charset")).text;
  const found = readInvitations(calendar, part.type.params.get("method")) ?? [];
  for (const one of found) {
    const known = collecting.invitations.some(
      (other) => other.uid === one.uid && other.startsAt === one.startsAt,
    );
    if (!known && collecting.invitations.length < 20) collecting.invitations.push(one);
  }
  return found.map((one) => one.uid);
}

function plainAsHtml(text: string): string {
  if (text.trim() === "") return "";
  return `<div style="white-space:pre-wrap">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</div>`;
}

/** NUL and other control characters break databases and screens, and never carry meaning in a text. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .trim();
}
