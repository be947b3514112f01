import type { Automatic, Bounce, Feedback, ReadMail } from "../index.ts";

export interface MachineLetter {
  name: string;
  raw: string;
  auto: Automatic | null;
  bounce?: Partial<Bounce>;
  receipt?: ReadMail["receipt"];
  feedback?: Feedback;
}

export const wire = (...all: string[]) => all.join("\r\n");

/** A mail of one text. */
export function plain(head: string[], ...body: string[]): string {
  return wire("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", ...head, "", ...body, "");
}

interface Report {
  head: string[];
  words: string[];
  status: string[];
  returned?: string[];
  /** How the returned mail is labelled. */
  as?: string;
  edge?: string;
}

/** A multipart/report of delivery, its parts in the order of RFC 3464. */
export function deliveryReport({
  head,
  words,
  status,
  returned,
  as = "message/rfc822",
  edge = "report-edge",
}: Report): string {
  return wire(
    "Return-Path: <>",
    ...head,
    "To: help@tandem-bikes.example",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="${edge}"`,
    "",
    `--${edge}`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    ...words,
    "",
    `--${edge}`,
    "Content-Type: message/delivery-status",
    "",
    ...status,
    "",
    ...(returned ? [`--${edge}`, `Content-Type: ${as}`, "", ...returned, ""] : []),
    `--${edge}--`,
    "",
  );
}

/** What we sent, as it comes back. */
export const ourMail = (id: string, references = "") => [
  "From: Tandem Bikes <help@tandem-bikes.example>",
  "To: ines@radsport.example",
  "Subject: Re: Order 1042",
  `Message-ID: <${id}@tandem-bikes.example>`,
  ...(references ? [`References: ${references}`] : []),
  "",
  "Hello Ines",
];
