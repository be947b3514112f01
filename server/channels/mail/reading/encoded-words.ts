import { decodeBytes } from "./charsets.ts";
import { decodeQuotedPrintable } from "./transfer-encoding.ts";

const encodedWord = /=\?([^?\s]{1,80})\?([bq])\?([^?]*)\?=/gi;

type Run = { charset: string; encoding: string; data: string[] };

/**
 * Decodes a header value given as one character per byte: RFC 2047 words (a character split over two words
 * included) and the raw 8-bit bytes that some mailers send instead.
 */
export function decodeWords(value: string, charsetHint?: string): string {
  if (!value.includes("=?")) return decodeRaw(value, charsetHint);
  const out: string[] = [];
  let run: Run | null = null;
  let at = 0;
  encodedWord.lastIndex = 0;
  for (let match = encodedWord.exec(value); match; match = encodedWord.exec(value)) {
    const between = value.slice(at, match.index);
    const charset = match[1]!.replace(/\*.*$/, "").toLowerCase();
    const encoding = match[2]!.toLowerCase();
    const adjacent = run !== null && /^\s*$/.test(between);
    if (run && adjacent && run.charset === charset && run.encoding === encoding) {
      run.data.push(match[3]!);
    } else {
      if (run) out.push(decodeRun(run));
      if (!adjacent) out.push(decodeRaw(between, charsetHint));
      run = { charset, encoding, data: [match[3]!] };
    }
    at = match.index + match[0].length;
  }
  if (run) out.push(decodeRun(run));
  out.push(decodeRaw(value.slice(at), charsetHint));
  return out.join("");
}

/** The same value with every word rewritten as UTF-8, for a parser that must see words but not their charsets. */
export function asUtf8Words(value: string, charsetHint?: string): string {
  if (!value.includes("=?")) return decodeRaw(value, charsetHint);
  const words = /=\?[^?\s]{1,80}\?[bq]\?[^?]*\?=(?:\s{1,20}=\?[^?\s]{1,80}\?[bq]\?[^?]*\?=)*/gi;
  const out: string[] = [];
  let at = 0;
  for (let match = words.exec(value); match; match = words.exec(value)) {
    out.push(decodeRaw(value.slice(at, match.index), charsetHint));
    out.push(`=?utf-8?B?${Buffer.from(decodeWords(match[0])).toString("base64")}?=`);
    at = match.index + match[0].length;
  }
  out.push(decodeRaw(value.slice(at), charsetHint));
  return out.join("");
}

function decodeRun({ charset, encoding, data }: Run): string {
  return decodeBytes(encoding === "b" ? base64Words(data) : quotedWords(data), charset).text;
}

/** Each word is padded on its own, except from mailers that cut one long base64 text anywhere. */
function base64Words(data: string[]): Buffer {
  const cutAnywhere = data.slice(0, -1).some((word) => word.length % 4 !== 0 && !word.endsWith("="));
  if (cutAnywhere) return Buffer.from(data.join(""), "base64");
  return Buffer.concat(data.map((word) => Buffer.from(word, "base64")));
}

function quotedWords(data: string[]): Buffer {
  return decodeQuotedPrintable(Buffer.from(data.join("").replaceAll("_", " "), "latin1"));
}

function decodeRaw(value: string, charsetHint?: string): string {
  if (!/\P{ASCII}/u.test(value)) return value;
  return decodeBytes(Buffer.from(value, "latin1"), charsetHint).text;
}
