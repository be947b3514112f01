import type { Part } from "./parts.ts";

/** The decoded bytes of a part. Unencoded parts are a view of the mail itself, not a copy. */
export function decodeBody(part: Part): { bytes: Buffer; damaged: boolean } {
  const body = part.source.subarray(part.bodyStart, part.bodyEnd);
  const encoding = (part.headers.get("content-transfer-encoding")?.[0] ?? "").toLowerCase();
  if (encoding.includes("base64")) return decodeBase64(body);
  if (encoding.includes("quoted-printable")) return { bytes: decodeQuotedPrintable(body), damaged: false };
  if (/uue|uuencode/.test(encoding))
    return { bytes: decodeUu(body.toString("latin1").split(/\r?\n/)), damaged: false };
  return { bytes: body, damaged: false };
}

const sliceLength = 262_144;

/** Slice by slice, so that a large attachment never stands in memory a second time as a string. */
export function decodeBase64(body: Buffer): { bytes: Buffer; damaged: boolean } {
  const out = Buffer.allocUnsafeSlow(Math.ceil((body.length * 3) / 4) + 3);
  let written = 0;
  let carry = "";
  try {
    for (let at = 0; at < body.length; at += sliceLength) {
      const last = at + sliceLength >= body.length;
      const text = carry + body.toString("latin1", at, at + sliceLength);
      const step = out
        .subarray(written)
        .setFromBase64(text, { lastChunkHandling: last ? "loose" : "stop-before-partial" });
      written += step.written;
      carry = text.slice(step.read);
    }
    return { bytes: out.subarray(0, written), damaged: false };
  } catch {
    // Padding in the middle, foreign characters, a footer pasted below: read what can be read.
    return decodeTornBase64(body);
  }
}

function decodeTornBase64(body: Buffer): { bytes: Buffer; damaged: boolean } {
  const pieces: Buffer[] = [];
  let damaged = false;
  let open: string[] = [];
  const flush = () => {
    if (open.length) pieces.push(Buffer.from(open.join(""), "base64"));
    open = [];
  };
  for (const line of body.toString("latin1").split(/\r\n|\r|\n/)) {
    const text = line.trim();
    // A line of prose below the data is what list servers and virus scanners append.
    if (/[^A-Za-z0-9+/=]/.test(text)) {
      damaged = true;
      if (/ /.test(text) || /^--/.test(text)) continue;
    }
    open.push(text.replace(/[^A-Za-z0-9+/=]/g, ""));
    if (text.endsWith("=")) flush();
  }
  flush();
  return { bytes: Buffer.concat(pieces), damaged };
}

const EQUALS = 61;

export function decodeQuotedPrintable(body: Buffer): Buffer {
  if (!body.includes(EQUALS)) return body;
  const out = Buffer.allocUnsafe(body.length);
  let to = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!;
    if (byte !== EQUALS) {
      out[to++] = byte;
      continue;
    }
    const value = hex(body[i + 1]) * 16 + hex(body[i + 2]);
    if (value >= 0) {
      out[to++] = value;
      i += 2;
      continue;
    }
    const skip = softBreak(body, i + 1);
    if (skip) i += skip;
    else out[to++] = byte;
  }
  return out.subarray(0, to);
}

/** Length of a soft line break after "=", spaces before it included; 0 when there is none. */
function softBreak(body: Buffer, start: number): number {
  let at = start;
  while (at < start + 80 && (body[at] === 32 || body[at] === 9)) at++;
  if (at >= body.length) return at - start || 1;
  if (body[at] === 13 && body[at + 1] === 10) return at + 2 - start;
  return body[at] === 10 || body[at] === 13 ? at + 1 - start : 0;
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return Number.NaN;
}

/** What lines of uuencoded data hold; the lines that open and close a file may be among them. */
export function decodeUu(lines: string[]): Buffer {
  const out = Buffer.alloc(lines.reduce((sum, line) => sum + line.length, 0));
  let to = 0;
  for (const line of lines) {
    if (line.startsWith("begin ") || line === "end" || line === "") continue;
    // Spaces stand for zero, and servers cut them off where they end a line.
    const six = (at: number) => ((line.charCodeAt(at) || 32) - 32) & 63;
    let left = six(0);
    for (let i = 1; left > 0 && i < line.length; i += 4) {
      const bytes = (six(i) << 18) | (six(i + 1) << 12) | (six(i + 2) << 6) | six(i + 3);
      for (let shift = 16; shift >= 0 && left > 0 && to < out.length; shift -= 8, left--)
        out[to++] = (bytes >> shift) & 255;
    }
  }
  return out.subarray(0, to);
}
