import { type ContentType, mediaType } from "./content-type.ts";
import type { Problem } from "./problems.ts";

/** One MIME part: where its bytes lie in `source`, never a copy of them. */
export interface Part {
  headers: Headers;
  type: ContentType;
  source: Buffer;
  /** First byte after the header's blank line, and the byte after the last one. */
  bodyStart: number;
  bodyEnd: number;
  children: Part[];
}

/** Header fields by lower-case name, unfolded, as they were on the wire (one character per byte). */
export type Headers = Map<string, string[]>;

/**
 * What a mail may cost us. Real mails stay far below; what goes beyond is kept as text or dropped with a
 * problem, so that a hostile mail costs no more than a large honest one.
 */
export const limits = { depth: 60, parts: 1_000, headerBytes: 1_000_000, headers: 5_000 };

interface Reading {
  problems: Set<Problem>;
  parts: number;
  headerBytes: number;
}

const LF = 10;
const CR = 13;
const DASH = 45;
const SPACE = 32;
const TAB = 9;

/**
 * Reads the structure of a mail byte by byte: every part as a range of the original, so that attachments keep
 * their exact bytes and a large mail is never held twice.
 */
export function readParts(raw: Buffer, problems: Set<Problem>): Part {
  const source = withLineFeeds(raw, problems);
  const reading: Reading = { problems, parts: 0, headerBytes: 0 };
  return readPart(reading, source, skipEnvelope(source), source.length, 0, "text/plain", true);
}

function readPart(
  reading: Reading,
  source: Buffer,
  start: number,
  end: number,
  depth: number,
  defaultType: string,
  isRoot: boolean,
): Part {
  reading.parts++;
  const { headers, bodyStart } = readHeaders(reading, source, start, end, isRoot);
  const type = mediaType(headers.get("content-type")?.[0], defaultType);
  const part: Part = { headers, type, source, bodyStart, bodyEnd: end, children: [] };
  if (type.value.startsWith("multipart/")) readChildren(reading, part, depth);
  return part;
}

function readChildren(reading: Reading, part: Part, depth: number): void {
  const encoding = part.headers.get("content-transfer-encoding")?.[0]?.trim().toLowerCase();
  if (encoding === "base64") unwrapEncodedMultipart(part);

  let ranges = splitAt(part, part.type.params.get("boundary") ?? "");
  if (ranges.length === 0) {
    const guess = guessBoundary(part);
    reading.problems.add("boundary-missing");
    if (guess) ranges = splitAt(part, guess);
  }
  if (ranges.length === 0) {
    part.type = mediaType("text/plain", "text/plain");
    return;
  }
  const defaultType = part.type.value === "multipart/digest" ? "message/rfc822" : "text/plain";
  for (const [start, end] of ranges) {
    if (reading.parts >= limits.parts) {
      reading.problems.add("too-many-parts");
      return;
    }
    if (depth + 1 >= limits.depth) {
      reading.problems.add("too-deep");
      part.children.push(deepestText(reading, part.source, start, end));
      continue;
    }
    part.children.push(readPart(reading, part.source, start, end, depth + 1, defaultType, false));
  }
}

/** The byte ranges between the delimiter lines of a multipart. The line break before a delimiter is the delimiter's. */
function splitAt(part: Part, boundary: string): [number, number][] {
  if (!boundary) return [];
  const { source, bodyStart, bodyEnd } = part;
  const delimiter = Buffer.from(`--${boundary}`, "latin1");
  const ranges: [number, number][] = [];
  let open = -1;
  let at = bodyStart;
  while (at < bodyEnd) {
    const found = source.indexOf(delimiter, at);
    if (found < 0 || found >= bodyEnd) break;
    at = found + delimiter.length;
    if (found > bodyStart && source[found - 1] !== LF) continue;
    const line = delimiterLine(source, at, bodyEnd);
    if (!line) continue;
    if (open >= 0) ranges.push([open, beforeLineBreak(source, open, found)]);
    open = line.closes ? -1 : line.next;
    at = line.next;
    // A hostile mail of nothing but delimiters would fill the memory with ranges nobody reads.
    if (ranges.length > limits.parts) break;
  }
  if (open >= 0 && open <= bodyEnd) ranges.push([open, bodyEnd]);
  return ranges;
}

function delimiterLine(source: Buffer, at: number, end: number): { closes: boolean; next: number } | null {
  let i = at;
  let closes = false;
  if (source[i] === DASH && source[i + 1] === DASH) {
    closes = true;
    i += 2;
  }
  while (i < end && (source[i] === SPACE || source[i] === TAB || source[i] === CR)) i++;
  if (i < end && source[i] !== LF) return null;
  return { closes, next: Math.min(i + 1, end) };
}

function beforeLineBreak(source: Buffer, start: number, at: number): number {
  let end = at;
  if (end > start && source[end - 1] === LF) end--;
  if (end > start && source[end - 1] === CR) end--;
  return end;
}

/** A multipart whose boundary is not named, or named wrongly: its first "--" line that headers follow tells. */
function guessBoundary(part: Part): string | null {
  const text = part.source.toString(
    "latin1",
    part.bodyStart,
    Math.min(part.bodyEnd, part.bodyStart + 100_000),
  );
  return /(?:^|\n)--(\S[^\r\n]{0,200}?)[ \t]*\r?\n(?:Content-|MIME-)/i.exec(text)?.[1] ?? null;
}

/** Below the deepest level we follow, show the first text rather than the scaffolding around it. */
function deepestText(reading: Reading, source: Buffer, start: number, end: number): Part {
  const text = source.toString("latin1", start, Math.min(end, start + 1_000_000));
  const found = text.search(/^Content-Type:[ \t]*text\//im);
  const at = found < 0 ? start : start + found;
  const closing = source.indexOf(
    "\n--",
    source.indexOf("\n\n", at) < 0 ? source.indexOf("\r\n\r\n", at) : at,
  );
  const part = readPart(
    reading,
    source,
    at,
    closing > at && closing < end ? closing : end,
    0,
    "text/plain",
    false,
  );
  if (part.type.value.startsWith("multipart/")) part.type = mediaType("text/plain", "text/plain");
  part.children = [];
  return part;
}

/** Encoding a multipart is forbidden, and done nevertheless. */
function unwrapEncodedMultipart(part: Part): void {
  if (part.source.indexOf("--", part.bodyStart) >= 0) return;
  const decoded = Buffer.from(part.source.toString("latin1", part.bodyStart, part.bodyEnd), "base64");
  part.source = decoded;
  part.bodyStart = 0;
  part.bodyEnd = decoded.length;
}

const fieldName = /^([!-9;-~]{1,120})[ \t]*:/;
const knownField =
  /^(received|from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|return-path|reply-to|sender|x-[a-z0-9-]+|dkim-signature|in-reply-to|references|delivered-to)[ \t]*:/i;

function readHeaders(reading: Reading, source: Buffer, start: number, end: number, isRoot: boolean) {
  const headers: Headers = new Map();
  let name = "";
  let pieces: string[] = [];
  let count = 0;
  let at = start;
  const keep = () => {
    if (name && count <= limits.headers) add(headers, name, pieces.join("").trim());
    name = "";
    pieces = [];
  };

  while (at < end) {
    const next = lineEnd(source, at, end);
    const line = source.toString("latin1", at, trimmedLineEnd(source, at, next));
    if (line.length === 0) {
      keep();
      return { headers, bodyStart: next };
    }
    reading.headerBytes += next - at;
    const tooMuch = reading.headerBytes > limits.headerBytes || count > limits.headers;
    if (tooMuch) reading.problems.add("headers-too-large");

    const field = fieldName.exec(line);
    if ((line[0] === " " || line[0] === "\t") && name) {
      if (!tooMuch) pieces.push(line);
    } else if (field) {
      keep();
      count++;
      if (!tooMuch) {
        name = field[1]!.toLowerCase();
        pieces.push(line.slice(field[0].length));
      }
    } else if (bodyBegins(source, next, end, count, isRoot)) {
      keep();
      if (isRoot) reading.problems.add(count ? "blank-line-missing" : "headers-missing");
      return { headers, bodyStart: at };
    } else {
      keep();
      reading.problems.add("header-broken");
    }
    at = next;
  }
  keep();
  return { headers, bodyStart: end };
}

/** A line without a field name: noise between fields if known fields go on after it, else the body without its blank line. */
function bodyBegins(source: Buffer, next: number, end: number, fields: number, isRoot: boolean): boolean {
  if (!isRoot && fields === 0) return true;
  let at = next;
  for (let looked = 0; looked < 5 && at < end; looked++) {
    const stop = lineEnd(source, at, end);
    const line = source.toString("latin1", at, Math.min(trimmedLineEnd(source, at, stop), at + 200));
    if (line.length === 0) return true;
    if (knownField.test(line)) return false;
    at = stop;
  }
  return true;
}

function add(headers: Headers, name: string, value: string): void {
  const values = headers.get(name);
  if (values) values.push(value);
  else headers.set(name, [value]);
}

function lineEnd(source: Buffer, at: number, end: number): number {
  const found = source.indexOf(LF, at);
  return found < 0 || found >= end ? end : found + 1;
}

function trimmedLineEnd(source: Buffer, start: number, next: number): number {
  let end = next;
  if (end > start && source[end - 1] === LF) end--;
  if (end > start && source[end - 1] === CR) end--;
  return end;
}

/** A byte order mark, blank lines and the "From " line of a mailbox file come before the header in some files. */
function skipEnvelope(source: Buffer): number {
  let at = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0;
  while (at < source.length && (source[at] === LF || source[at] === CR)) at++;
  if (/^>?From /.test(source.toString("latin1", at, at + 6))) at = lineEnd(source, at, source.length);
  return at;
}

/** Old Mac files end lines with CR alone, and some tools save mails as UTF-16; then a copy is unavoidable. */
function withLineFeeds(raw: Buffer, problems: Set<Problem>): Buffer {
  let source = raw;
  if (raw.length > 3 && ((raw[0] === 0xff && raw[1] === 0xfe) || (raw[0] === 0xfe && raw[1] === 0xff))) {
    const label = raw[0] === 0xff ? "utf-16le" : "utf-16be";
    source = Buffer.from(new TextDecoder(label).decode(raw), "utf8");
    problems.add("line-breaks-broken");
  }
  const sample = source.subarray(0, 20_000);
  if (sample.includes(CR) && !sample.includes(LF)) {
    problems.add("line-breaks-broken");
    source = Buffer.from(source);
    for (let i = source.indexOf(CR); i >= 0; i = source.indexOf(CR, i + 1)) source[i] = LF;
  }
  return source;
}
