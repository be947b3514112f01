import { hash } from "node:crypto";
import { decodeBytes } from "./charsets.ts";
import { parseParameters } from "./content-type.ts";
import { decodeWords } from "./encoded-words.ts";
import { unflow } from "./flowed-text.ts";
import { type HtmlText, readHtml } from "./html-text.ts";
import { type Part, readParts } from "./parts.ts";
import type { Problem } from "./problems.ts";
import { decodeBody } from "./transfer-encoding.ts";

export interface MailAttachment {
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  /** Shown inside the text: an image the HTML refers to, or one placed between paragraphs. */
  inline: boolean;
  contentId: string | null;
  content: Uint8Array;
}

export interface Body {
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
}

interface Collecting {
  problems: Set<Problem>;
  attachments: (MailAttachment & { disposition: string })[];
  charset: string | undefined;
}

/** Sorts the parts of a mail into what is read (text and HTML) and what is attached. */
export function readBody(root: Part, problems: Set<Problem>): Body {
  const collecting: Collecting = { problems, attachments: [], charset: undefined };
  const blocks = collect(collecting, root, null);
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
  const attachments = collecting.attachments.map(({ disposition, ...attachment }) => ({
    ...attachment,
    inline: isInline(attachment, disposition, html),
  }));
  return { text: tidy(text), html, htmlText, hasPlainText, attachments, charset: collecting.charset };
}

function collect(collecting: Collecting, part: Part, parent: Part | null): Block[] {
  const type = part.type.value;
  if (part.children.length) {
    if (type === "multipart/encrypted") collecting.problems.add("encrypted");
    const perChild = part.children.map((child) => collect(collecting, child, part));
    return type === "multipart/alternative" ? chooseAlternative(perChild) : perChild.flat();
  }
  if (type.startsWith("multipart/")) return [];
  if (isBodyText(part, parent)) return [readTextPart(collecting, part)];
  if (isAlternativeNoise(type, parent)) return [];
  attach(collecting, part, parent);
  return [];
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

const longestText = 5_000_000;

function readTextPart(collecting: Collecting, part: Part): Block {
  let { bytes, damaged } = decodeBody(part);
  if (damaged) collecting.problems.add("attachment-damaged");
  if (bytes.length > longestText) {
    collecting.problems.add("text-too-long");
    bytes = bytes.subarray(0, longestText);
  }
  const isHtml = part.type.value === "text/html";
  const label = part.type.params.get("charset") ?? (isHtml ? metaCharset(bytes) : undefined);
  const { text, charset, guessed } = decodeBytes(bytes, label);
  if (guessed) collecting.problems.add("charset-guessed");
  collecting.charset ??= charset;
  if (isHtml) return { plain: null, html: text };
  const flowed = part.type.params.get("format")?.toLowerCase() === "flowed";
  const plain = flowed ? unflow(text, part.type.params.get("delsp")?.toLowerCase() === "yes") : text;
  return { plain: plain.replace(/\r\n?/g, "\n"), html: null };
}

function metaCharset(bytes: Buffer): string | undefined {
  return /<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,30})/i.exec(bytes.toString("latin1", 0, 2_000))?.[1];
}

function attach(collecting: Collecting, part: Part, parent: Part | null): void {
  const { bytes, damaged } = decodeBody(part);
  if (damaged) collecting.problems.add("attachment-damaged");
  const disposition = parseParameters(part.headers.get("content-disposition")?.[0] ?? "");
  const contentId =
    part.headers
      .get("content-id")?.[0]
      ?.replace(/^\s*<|>\s*$/g, "")
      .trim() || null;
  if (/pkcs7-mime$/.test(part.type.value) && part.type.params.get("smime-type") !== "signed-data") {
    collecting.problems.add("encrypted");
  }
  collecting.attachments.push({
    filename: fileName(part, disposition.params.get("filename"), collecting.attachments.length + 1, parent),
    mimeType: part.type.value,
    size: bytes.length,
    sha256: hash("sha256", bytes),
    inline: false,
    contentId,
    content: bytes,
    disposition: disposition.value,
  });
}

function isInline(attachment: MailAttachment, disposition: string, html: string | null): boolean {
  if (attachment.contentId && html && mentions(html, attachment.contentId)) return true;
  // Apple Mail marks every file "inline"; only pictures are meant to be seen in place.
  return disposition === "inline" && attachment.mimeType.startsWith("image/");
}

function mentions(html: string, contentId: string): boolean {
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}

const extensions: Record<string, string> = {
  "application/gzip": "gz",
  "application/msword": "doc",
  "application/octet-stream": "bin",
  "application/pdf": "pdf",
  "application/pgp-encrypted": "asc",
  "application/pgp-keys": "asc",
  "application/pgp-signature": "asc",
  "application/pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "application/x-pkcs7-mime": "p7m",
  "application/x-pkcs7-signature": "p7s",
  "application/zip": "zip",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "image/bmp": "bmp",
  "image/gif": "gif",
  "image/heic": "heic",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/svg+xml": "svg",
  "image/tiff": "tif",
  "image/webp": "webp",
  "text/calendar": "ics",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
  "text/vcard": "vcf",
  "text/x-vcard": "vcf",
  "video/mp4": "mp4",
};

function fileName(part: Part, fromDisposition: string | undefined, nr: number, parent: Part | null): string {
  const given = cleanFileName(fromDisposition ?? part.type.params.get("name") ?? "");
  if (given) return given;
  const type = part.type.value;
  if (type === "message/rfc822" || type === "message/global")
    return `${attachedSubject(part) || "message"}.eml`;
  if (type === "message/delivery-status") return "delivery-status.txt";
  if (type.startsWith("message/") || type === "text/rfc822-headers") return `${type.split("/")[1]}.txt`;
  if (type === "text/calendar") return "invite.ics";
  if (/-signature$/.test(type)) return `signature.${extensions[type]}`;
  if (type === "application/ms-tnef") return "winmail.dat";
  const stem =
    parent?.type.value === "multipart/encrypted"
      ? "encrypted"
      : type.split("/")[0] === "image"
        ? "image"
        : "attachment";
  const known = extensions[type] ?? /^[a-z]+\/([a-z0-9]{1,5})$/.exec(type)?.[1] ?? "bin";
  return `${stem}-${nr}.${known}`;
}

function attachedSubject(part: Part): string {
  const ignored = new Set<Problem>();
  const head = part.source.subarray(part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 20_000));
  const subject = readParts(head, ignored).headers.get("subject")?.[0];
  return cleanFileName(decodeWords(subject ?? "").replace(/[\\/:*?"<>|]+/g, " ")).slice(0, 100);
}

/** The last piece of a path, without control and direction-override characters that disguise an extension. */
function cleanFileName(name: string): string {
  return name
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^.*[\\/]/, "")
    .trim()
    .slice(0, 255);
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
