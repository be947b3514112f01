/** A mail of our corpus: as a real program would have written it, and what a person would call its new words. */
export interface Letter {
  name: string;
  subject?: string;
  text?: string;
  html?: string;
  reply: string;
  /** Words that must end up among the quoted ones. */
  quotes?: string[];
}

/** The raw mail, encoded in one of the ways in which such mails travel. */
export function asMail(letter: Letter, encoding: "base64" | "quoted-printable" | "8bit" = "base64"): Buffer {
  const head = [
    "Return-Path: <ines@radsport.example>",
    "From: =?utf-8?B?SW7DqXM=?= <ines@radsport.example>",
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `Subject: =?utf-8?B?${Buffer.from(letter.subject ?? "Re: Order 1042").toString("base64")}?=`,
    "Date: Tue, 14 May 2024 09:30:00 +0300",
    "Message-ID: <letter-1@radsport.example>",
    "MIME-Version: 1.0",
  ];
  const { text, html } = letter;
  if (text !== undefined && html !== undefined) {
    const edge = "=_corpus_edge";
    head.push(`Content-Type: multipart/alternative; boundary="${edge}"`);
    const parts = [part("text/plain", text, encoding), part("text/html", html, encoding)];
    return Buffer.from(
      `${head.join("\r\n")}\r\n\r\n--${edge}\r\n${parts.join(`\r\n--${edge}\r\n`)}\r\n--${edge}--\r\n`,
    );
  }
  const single =
    html === undefined ? part("text/plain", text ?? "", encoding) : part("text/html", html, encoding);
  return Buffer.from(`${head.join("\r\n")}\r\n${single}`);
}

function part(type: string, content: string, encoding: string): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${encoded(content, encoding)}`;
}

function encoded(content: string, encoding: string): string {
  const lines = content.replace(/\r?\n/g, "\r\n");
  if (encoding === "base64") return Buffer.from(lines).toString("base64").replace(/.{76}/g, "$&\r\n");
  if (encoding === "8bit") return lines;
  const bytes = [...Buffer.from(lines)].map((byte) =>
    byte === 61 || byte > 126
      ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}`
      : String.fromCharCode(byte),
  );
  return bytes
    .join("")
    .split("\r\n")
    .map((line) => line.replace(/[^=]{60}(?=..)/g, "$&=\r\n"))
    .join("\r\n");
}
