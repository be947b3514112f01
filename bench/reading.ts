import { hash } from "node:crypto";
import { readMail } from "../server/channels/mail/reading/index.ts";
import type { Row } from "./report.ts";

const seconds = 2;

/** Words such as customers write, in a script that takes two bytes a letter. */
const sentence = "Здравствуйте, колесо погнуто, пришлите, пожалуйста, новое до пятницы. ";

const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/.{76}/g, "$&\r\n");

const head = (type: string) =>
  `Return-Path: <ines@people.example>\r\nFrom: =?utf-8?B?${Buffer.from("Инес").toString("base64")}?= <ines@people.example>\r\nTo: help@shop.example\r\nSubject: =?utf-8?B?${Buffer.from("Заказ 1042").toString("base64")}?=\r\nDate: Tue, 14 May 2024 09:30:00 +0300\r\nMessage-ID: <bench@people.example>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n`;

function plainMail(bytes: number): Buffer {
  const words = sentence.repeat(Math.ceil(bytes / 170));
  return Buffer.from(
    `${head("text/plain; charset=utf-8")}Content-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(words))}\r\n`,
  );
}

function htmlReply(bytes: number): Buffer {
  const old = `<div style="margin:0 0 8px">${sentence}</div>`.repeat(Math.ceil(bytes / 300));
  const page = `<html><head><style>p{margin:0}</style></head><body><div dir="ltr">${sentence}</div><br><div class="gmail_quote"><div class="gmail_attr">вт, 14 мая 2024 г. в 09:12, Shop &lt;help@shop.example&gt;:<br></div><blockquote class="gmail_quote">${old}</blockquote></div></body></html>`;
  return Buffer.from(
    `${head("text/html; charset=utf-8")}Content-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(page))}\r\n`,
  );
}

function withPhoto(bytes: number): Buffer {
  const photo = Buffer.alloc(Math.round(bytes * 0.73), "a picture of a bicycle, byte by byte ");
  return Buffer.from(
    `${head("multipart/mixed; boundary=edge")}\r\n--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${sentence}\r\n--edge\r\nContent-Type: image/jpeg; name=photo.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(photo)}\r\n--edge--\r\n`,
  );
}

const mails: [string, Buffer][] = [
  ["2 KB of plain text", plainMail(2_000)],
  ["30 KB, an answer in HTML", htmlReply(30_000)],
  ["1 MB with a photo", withPhoto(1_000_000)],
  ["25 MB with one file", withPhoto(25_000_000)],
];

/** Mails read per second by size, on one core, beside hashing the same bytes, which nobody can keep mail without. */
export async function readingRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, raw] of mails) {
    const ours = await perSecond(() => readMail(raw));
    const limit = await perSecond(() => hash("sha256", raw));
    rows.push({
      what: `reading mail: ${what}`,
      ours,
      unit: "mails/s",
      limit,
      limitIs: "SHA-256 of the same bytes",
      note: `${(raw.length / 1_000_000).toFixed(raw.length > 100_000 ? 1 : 3)} MB, ${((ours * raw.length) / 1_000_000).toFixed(0)} MB/s`,
    });
  }
  return rows;
}

async function perSecond(work: () => unknown): Promise<number> {
  const warm = performance.now() + 300;
  while (performance.now() < warm) await work();
  let done = 0;
  const begun = performance.now();
  while (performance.now() - begun < seconds * 1000) {
    await work();
    done++;
  }
  return done / ((performance.now() - begun) / 1000);
}
