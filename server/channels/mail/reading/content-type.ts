import { decodeBytes } from "./charsets.ts";
import { decodeWords } from "./encoded-words.ts";

/** A structured header such as Content-Type: its lower-case value and its parameters, decoded. */
export interface ContentType {
  value: string;
  params: Map<string, string>;
}

/** Content-Type of a part; what is missing or no type at all becomes the default. */
export function mediaType(header: string | undefined, defaultType: string): ContentType {
  const parsed = parseParameters(header ?? "");
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(parsed.value)) {
    // "Content-Type: text" and "text/" were common once.
    parsed.value = /^html$/.test(parsed.value) ? "text/html" : defaultType;
  }
  return parsed;
}

/**
 * Parameters by RFC 2045 and RFC 2231 (parts, charsets), and as found in the wild: encoded words inside quotes,
 * raw 8-bit names, names with spaces but no quotes.
 */
export function parseParameters(header: string): ContentType {
  const semicolon = header.indexOf(";");
  const value = (semicolon < 0 ? header : header.slice(0, semicolon))
    .replace(/\([^()]*\)/g, "")
    .trim()
    .replace(/^"|"$/g, "")
    .toLowerCase();
  const raw = semicolon < 0 ? new Map<string, string>() : splitParameters(header.slice(semicolon + 1));
  return { value, params: joinParameters(raw) };
}

function splitParameters(text: string): Map<string, string> {
  const params = new Map<string, string>();
  let at = 0;
  while (at < text.length && params.size < 200) {
    while (at < text.length && /[\s;]/.test(text[at]!)) at++;
    const equals = text.indexOf("=", at);
    const semicolon = text.indexOf(";", at);
    if (equals < 0) break;
    if (semicolon >= 0 && semicolon < equals) {
      at = semicolon + 1;
      continue;
    }
    const key = text.slice(at, equals).trim().toLowerCase();
    const { value, next } = readValue(text, equals + 1);
    // The first occurrence wins, so that two readers of one mail cannot be told two things.
    if (key && !params.has(key)) params.set(key, value);
    at = next;
  }
  return params;
}

function readValue(text: string, start: number): { value: string; next: number } {
  let at = start;
  while (text[at] === " " || text[at] === "\t") at++;
  if (text[at] !== '"') {
    const semicolon = text.indexOf(";", at);
    const end = semicolon < 0 ? text.length : semicolon;
    return { value: text.slice(at, end).trim(), next: end + 1 };
  }
  const pieces: string[] = [];
  for (at++; at < text.length && text[at] !== '"'; at++) {
    // Windows paths come with bare backslashes, so only quotes and backslashes are escapes.
    if (text[at] === "\\" && (text[at + 1] === '"' || text[at + 1] === "\\")) at++;
    pieces.push(text[at]!);
  }
  const semicolon = text.indexOf(";", at);
  return { value: pieces.join(""), next: semicolon < 0 ? text.length : semicolon + 1 };
}

function joinParameters(raw: Map<string, string>): Map<string, string> {
  const params = new Map<string, string>();
  const continued = new Map<string, { nr: number; value: string; encoded: boolean }[]>();
  for (const [key, value] of raw) {
    const star = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(key);
    if (!star) {
      params.set(key, /^[\x20-\x7e]*$/.test(value) && !value.includes("=?") ? value : decodeWords(value));
      continue;
    }
    const pieces = continued.get(star[1]!) ?? [];
    pieces.push({ nr: Number(star[2] ?? 0), value, encoded: star[2] === undefined || star[3] === "*" });
    continued.set(star[1]!, pieces);
  }
  for (const [key, pieces] of continued) params.set(key, joinPieces(pieces));
  return params;
}

function joinPieces(pieces: { nr: number; value: string; encoded: boolean }[]): string {
  pieces.sort((a, b) => a.nr - b.nr);
  let charset = "utf-8";
  const first = pieces[0]!;
  const prefix = first.encoded ? /^([^']*)'[^']*'/.exec(first.value) : null;
  if (prefix) {
    charset = prefix[1] || charset;
    first.value = first.value.slice(prefix[0].length);
  }
  // Bytes of one character may be split over two pieces: join first, decode once.
  const bytes = pieces.map((piece) => (piece.encoded ? percentBytes(piece.value) : piece.value)).join("");
  if (bytes.includes("=?")) return decodeWords(bytes);
  return decodeBytes(Buffer.from(bytes, "latin1"), charset).text;
}

function percentBytes(value: string): string {
  return value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
