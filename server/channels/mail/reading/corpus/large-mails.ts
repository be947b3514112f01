import { signedMessage } from "./cms.ts";
import { compressedRtf, winmail } from "./winmail.ts";

const lines = (text: string, bytes: number) => Buffer.from(text.repeat(Math.ceil(bytes / text.length)));
const folded = (bytes: Buffer) => bytes.toString("base64").replace(/.{76}/g, "$&\r\n");
const noise = (bytes: number) => {
  const out = Buffer.alloc(bytes);
  for (let i = 0, n = 1; i < bytes; i++) {
    n = (n * 1_103_515_245 + 12_345) & 0x7fffffff;
    out[i] = n >> 16;
  }
  return out;
};

const mail = (type: string, encoding: string, body: string | Buffer) =>
  Buffer.concat([
    Buffer.from(
      `From: ines@radsport.example\r\nSubject: Large\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`,
    ),
    Buffer.from(body),
  ]);

const parts = (...inside: (string | Buffer)[]) =>
  mail(
    "multipart/mixed; boundary=m",
    "8bit",
    Buffer.concat([
      ...inside.flatMap((one) => [Buffer.from("--m\r\n"), Buffer.from(one), Buffer.from("\r\n")]),
      Buffer.from("--m--\r\n"),
    ]),
  );

const attached = (type: string, bytes: Buffer) =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\n${folded(bytes)}`;

/** A mail of about so many bytes in each of the shapes that large mails have, and some that only hostile ones have. */
export const largeMails: Record<string, (bytes: number) => Buffer> = {
  "one file": (bytes) =>
    parts("Content-Type: text/plain\r\n\r\nSee the file.", attached("image/jpeg", noise(bytes * 0.73))),
  "twenty files": (bytes) =>
    parts(...Array.from({ length: 20 }, () => attached("application/pdf", noise((bytes / 20) * 0.73)))),
  "plain words": (bytes) =>
    mail("text/plain; charset=utf-8", "8bit", lines("Колесо скрипит, и цепь тоже.\r\n", bytes)),
  "quoted words": (bytes) =>
    mail(
      "text/plain; charset=utf-8",
      "quoted-printable",
      lines("> =D0=9A=D0=BE=D0=BB=D0=B5=D1=81=D0=BE squeaks\r\n", bytes),
    ),
  "a page": (bytes) =>
    mail(
      "text/html; charset=utf-8",
      "8bit",
      lines("<div>It <b>squeaks</b> <a href='https://x.example'>here</a></div>\r\n", bytes),
    ),
  "a file that is not encoded": (bytes) =>
    parts(
      Buffer.concat([
        Buffer.from("Content-Type: application/octet-stream; name=a.bin\r\n\r\n"),
        noise(bytes),
      ]),
    ),
  "winmail.dat": (bytes) =>
    parts(
      attached(
        "application/ms-tnef; name=winmail.dat",
        winmail({ text: "See the file.", files: [{ name: "a.bin", content: noise(bytes * 0.73) }] }),
      ).replace("Content-Disposition: attachment; filename=a.bin\r\n", ""),
    ),
  "an opaque signature": (bytes) =>
    mail(
      "application/pkcs7-mime; smime-type=signed-data",
      "base64",
      folded(
        signedMessage(
          `Content-Type: application/octet-stream; name=a.bin\r\n\r\n${"x".repeat(bytes * 0.73)}`,
          true,
        ),
      ),
    ),
  "a compressed text that grows": (bytes) =>
    parts(
      attached(
        "application/ms-tnef; name=winmail.dat",
        winmail({ rtf: compressedRtf(`{\\rtf1 ${"\\b x".repeat(bytes / 10)}}`) }),
      ).replace("Content-Disposition: attachment; filename=a.bin\r\n", ""),
    ),
  "a calendar": (bytes) =>
    mail(
      "text/calendar; method=REQUEST",
      "8bit",
      lines("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:a@b.example\r\n", bytes),
    ),
  uuencoded: (bytes) =>
    mail(
      "text/plain",
      "8bit",
      Buffer.concat([
        Buffer.from("begin 644 a.bin\r\n"),
        lines(`M${"A".repeat(60)}\r\n`, bytes),
        Buffer.from("`\r\nend\r\n"),
      ]),
    ),
};
