import { decodeBytes } from "./charsets.ts";

/**
 * Outlook's own envelope, `winmail.dat`, read by MS-OXTNEF: the attachments with their long names and the text that
 * Outlook hid there. Every length is checked against the bytes that are there, nothing is read twice, and what is
 * broken ends the reading with what was found so far.
 */
export interface Tnef {
  subject: string | null;
  text: string | null;
  html: Buffer | null;
  /** PidTagRtfCompressed, still compressed. */
  rtf: Buffer | null;
  charset: string;
  attachments: TnefAttachment[];
  /** What its messages are for Outlook, such as IPM.Note. */
  messageClass: string | null;
}

export interface TnefAttachment {
  name: string;
  mimeType: string | null;
  contentId: string | null;
  /** A mail within the mail is TNEF again. */
  isMessage: boolean;
  content: Buffer;
}

const signature = 0x223e9f78;
const mostAttachments = 1_000;
const mostProperties = 10_000;

const attribute = {
  subject: 0x8004,
  messageClass: 0x8008,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachRendData: 0x9002,
  messageProperties: 0x9003,
  attachProperties: 0x9005,
  codePage: 0x9007,
} as const;

const property = {
  messageClass: 0x001a,
  subject: 0x0037,
  body: 0x1000,
  rtfCompressed: 0x1009,
  bodyHtml: 0x1013,
  displayName: 0x3001,
  attachData: 0x3701,
  attachName: 0x3704,
  attachMethod: 0x3705,
  attachLongName: 0x3707,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
  internetCodePage: 0x3fde,
} as const;

const embeddedMessage = 5;

export function isTnef(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.readUInt32LE(0) === signature;
}

export function readTnef(bytes: Buffer): Tnef | null {
  if (!isTnef(bytes)) return null;
  const found: Tnef = {
    subject: null,
    text: null,
    html: null,
    rtf: null,
    charset: "windows-1252",
    attachments: [],
    messageClass: null,
  };
  let attachment: TnefAttachment | null = null;
  let plainBody: Buffer | null = null;
  let plainSubject: Buffer | null = null;
  for (const { id, data } of attributes(bytes)) {
    if (id === attribute.codePage && data.length >= 4) found.charset = codePage(data.readUInt32LE(0));
    else if (id === attribute.messageClass) found.messageClass = ansi(data, "windows-1252");
    else if (id === attribute.subject) plainSubject = data;
    else if (id === attribute.body) plainBody = data;
    else if (id === attribute.messageProperties) takeMessage(found, data);
    else if (id === attribute.attachRendData) {
      if (found.attachments.length >= mostAttachments) break;
      attachment = { name: "", mimeType: null, contentId: null, isMessage: false, content: Buffer.alloc(0) };
      found.attachments.push(attachment);
    } else if (attachment && id === attribute.attachTitle) attachment.name ||= ansi(data, found.charset);
    else if (attachment && id === attribute.attachData) attachment.content = data;
    else if (attachment && id === attribute.attachProperties) takeAttachment(attachment, data, found.charset);
  }
  found.text ??= plainBody && ansi(plainBody, found.charset);
  found.subject ??= plainSubject && ansi(plainSubject, found.charset);
  return found;
}

function* attributes(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  let at = 6;
  while (at + 11 <= bytes.length) {
    const level = bytes[at];
    if (level !== 1 && level !== 2) return;
    const id = bytes.readUInt16LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const start = at + 9;
    if (start + length > bytes.length) {
      // Cut on its way: of a file, what is there is better than nothing.
      if (id === attribute.attachData) yield { id, data: bytes.subarray(start) };
      return;
    }
    yield { id, data: bytes.subarray(start, start + length) };
    at = start + length + 2;
  }
}

function takeMessage(found: Tnef, data: Buffer): void {
  const values = new Map(properties(data).map((one) => [one.id, one]));
  const pages = values.get(property.internetCodePage)?.value;
  if (pages && pages.length >= 4) found.charset = codePage(pages.readUInt32LE(0));
  const text = (id: number) => textOf(values.get(id), found.charset);
  found.subject = text(property.subject) ?? found.subject;
  found.text = text(property.body) ?? found.text;
  found.messageClass = text(property.messageClass) ?? found.messageClass;
  found.rtf = values.get(property.rtfCompressed)?.value ?? found.rtf;
  const html = values.get(property.bodyHtml);
  if (html) found.html = html.type === unicode ? Buffer.from(textOf(html, "") ?? "") : html.value;
}

function takeAttachment(attachment: TnefAttachment, data: Buffer, charset: string): void {
  const values = new Map(properties(data).map((one) => [one.id, one]));
  const text = (id: number) => textOf(values.get(id), charset);
  attachment.name =
    text(property.attachLongName) ||
    text(property.displayName) ||
    attachment.name ||
    text(property.attachName) ||
    "";
  attachment.mimeType = text(property.attachMimeTag)?.toLowerCase() || null;
  attachment.contentId = text(property.attachContentId)?.replace(/^<|>$/g, "") || null;
  const method = values.get(property.attachMethod)?.value;
  const content = values.get(property.attachData);
  if (!content) return;
  attachment.isMessage = Boolean(method && method.length >= 4 && method.readUInt32LE(0) === embeddedMessage);
  // An object begins with the id of its interface.
  attachment.content = content.type === object ? content.value.subarray(16) : content.value;
}

const [string8, unicode, object, binary] = [0x001e, 0x001f, 0x000d, 0x0102];
const fixedSizes = new Map([
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);

interface Property {
  id: number;
  type: number;
  value: Buffer;
}

/** MsgPropertyList (MS-OXTNEF 2.1.3.4): of several values the first. */
function properties(data: Buffer): Property[] {
  const found: Property[] = [];
  if (data.length < 4) return found;
  const count = Math.min(data.readUInt32LE(0), mostProperties);
  let at = 4;
  for (let nr = 0; nr < count && at + 4 <= data.length; nr++) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(data, at);
    const read = readValues(data, at, type);
    if (!read) return found;
    at = read.next;
    if (read.value) found.push({ id, type: type & 0x0fff, value: read.value });
  }
  return found;
}

function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length;
  return data.readUInt32LE(at + 16) === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20));
}

function readValues(
  data: Buffer,
  start: number,
  type: number,
): { value: Buffer | null; next: number } | null {
  const single = type & 0x0fff;
  const isVariable = [string8, unicode, object, binary].includes(single);
  let at = start;
  let count = 1;
  if (isVariable || type & 0x1000) {
    if (at + 4 > data.length) return null;
    count = data.readUInt32LE(at);
    at += 4;
  }
  const size = fixedSizes.get(single);
  if (!isVariable && size === undefined) return null;
  let value: Buffer | null = null;
  for (let nr = 0; nr < count; nr++) {
    let length = size ?? 0;
    if (isVariable) {
      if (at + 4 > data.length) return null;
      length = data.readUInt32LE(at);
      at += 4;
    }
    if (at + length > data.length) return null;
    value ??= data.subarray(at, at + length);
    at += padded(length);
  }
  return { value, next: at };
}

const padded = (length: number) => length + ((4 - (length % 4)) % 4);

function textOf(one: Property | undefined, charset: string): string | null {
  if (one?.type === unicode) return new TextDecoder("utf-16le").decode(one.value).replace(/\0[\s\S]*$/, "");
  return one?.type === string8 ? ansi(one.value, charset) : null;
}

function ansi(bytes: Buffer, charset: string): string {
  const end = bytes.indexOf(0);
  return decodeBytes(end < 0 ? bytes : bytes.subarray(0, end), charset).text;
}

function codePage(nr: number): string {
  if (nr === 65001) return "utf-8";
  if (nr === 20127 || nr === 28591) return "windows-1252";
  if (nr === 20866) return "koi8-r";
  if (nr === 21866) return "koi8-u";
  if (nr > 28590 && nr < 28606) return `iso-8859-${nr - 28590}`;
  if (nr === 936) return "gb18030";
  if (nr === 950) return "big5";
  return nr >= 1250 && nr <= 1258 ? `windows-${nr}` : "windows-1252";
}
