import iconv from "iconv-lite";

export type Encoding = "base64" | "quoted-printable" | "8bit" | "7bit";

/** Lines as they go over the wire. */
export const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");

export const inCharset = (text: string, charset: string) =>
  /^utf-8$/i.test(charset) ? Buffer.from(text) : iconv.encode(text, charset);

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** RFC 2047 words of a header, none longer than 75 characters, folded as their program folds. */
export function words(text: string, kind: "B" | "Q" = "B", charset = "UTF-8", fold = "\r\n "): string {
  if (isAscii(text)) return text;
  const out: string[] = [];
  let piece = "";
  const room = kind === "B" ? 42 : 52;
  for (const character of text) {
    const longer = piece + character;
    if (sizeOf(longer, kind, charset) > room) {
      out.push(word(piece, kind, charset));
      piece = character;
    } else piece = longer;
  }
  out.push(word(piece, kind, charset));
  return out.join(fold);
}

const sizeOf = (text: string, kind: "B" | "Q", charset: string) => {
  const bytes = inCharset(text, charset).length;
  return kind === "B" ? Math.ceil(bytes / 3) * 4 : bytes * 3;
};

function word(text: string, kind: "B" | "Q", charset: string): string {
  const bytes = inCharset(text, charset);
  const data =
    kind === "B"
      ? bytes.toString("base64")
      : [...bytes]
          .map((byte) =>
            byte === 32
              ? "_"
              : /[a-zA-Z0-9]/.test(String.fromCharCode(byte))
                ? String.fromCharCode(byte)
                : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
          )
          .join("");
  return `=?${charset}?${kind}?${data}?=`;
}

/** A file name by RFC 2231, in pieces where it is long. */
export function continued(name: string, key = "filename"): string {
  const bytes = [...Buffer.from(name)]
    .map((byte) =>
      /[a-zA-Z0-9._-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");
  if (bytes.length < 60) return `${key}*=UTF-8''${bytes}`;
  const pieces = bytes.match(/(?:%[0-9A-F]{2}|[^%]){1,18}/g) ?? [];
  return pieces.map((piece, i) => `${key}*${i}*=${i ? "" : "UTF-8''"}${piece}`).join(";\r\n ");
}

export function encoded(text: string, encoding: Encoding, charset: string): Buffer {
  const bytes = inCharset(crlf(text), charset);
  if (encoding === "base64")
    return Buffer.from(bytes.toString("base64").replace(/.{76}/g, "$&\r\n"), "latin1");
  return encoding === "quoted-printable" ? quotedPrintable(bytes) : bytes;
}

function quotedPrintable(bytes: Buffer): Buffer {
  const out: string[] = [];
  let line = "";
  const push = (text: string) => {
    if (line.length + text.length > 75) {
      out.push(`${line}=\r\n`);
      line = "";
    }
    line += text;
  };
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === 13 && bytes[i + 1] === 10) {
      out.push(`${line}\r\n`);
      line = "";
      i++;
    } else if (byte === 61 || byte > 126 || byte < 32 || (byte === 32 && bytes[i + 1] === 13))
      push(`=${byte.toString(16).toUpperCase().padStart(2, "0")}`);
    else push(String.fromCharCode(byte));
  }
  return Buffer.from(out.join("") + line, "latin1");
}

/** A mail or a part: its header lines in their program's order, then its body. */
export function entity(head: (string | null | false)[], body: Buffer | string): Buffer {
  const lines = head.filter((line): line is string => Boolean(line));
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), Buffer.from(body)]);
}

export function multipart(boundary: string, parts: Buffer[], preamble = ""): Buffer {
  const pieces: Buffer[] = preamble ? [Buffer.from(`${preamble}\r\n\r\n`)] : [];
  for (const part of parts) pieces.push(Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n"));
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Long lines as programs break them that still wrap plain text. */
export function wrapped(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => line.replace(new RegExp(`(.{1,${width}})(?: +|$)`, "g"), "$1\n").replace(/\n$/, ""))
    .join("\n");
}

export const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
