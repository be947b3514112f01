import {
  type Client,
  dateOf,
  filePart,
  hexOf,
  isReply,
  mailbox,
  marked,
  rtl,
  subjectOf,
  textPart,
  threadOf,
} from "../client.ts";
import { entity, escaped, multipart, words, wrapped } from "../mime.ts";
import { type Language, languages, type Person, type Said } from "../said.ts";

const introductions: Record<Language, (from: Person) => string> = {
  en: (from) => `On Tue, May 14, 2024 at 9:12 AM ${mailbox(from)} wrote:`,
  ru: (from) => `вт, 14 мая 2024 г. в 09:12, ${mailbox(from)}:`,
  uk: (from) => `вт, 14 трав. 2024 р. о 09:12 ${mailbox(from)} пише:`,
  zh: (from) => `${mailbox(from)} 于2024年5月14日周二 09:12写道：`,
  ar: (from) => `في الثلاثاء، 14 مايو 2024 في 9:12 ص تمت كتابة ما يلي بواسطة ${mailbox(from)}:`,
};
const forwards: Record<Language, { from: string; date: string }> = {
  en: { from: "From", date: "Tue, May 14, 2024 at 9:12 AM" },
  ru: { from: "От", date: "вт, 14 мая 2024 г. в 09:12" },
  uk: { from: "Від", date: "вт, 14 трав. 2024 р. о 09:12" },
  zh: { from: "发件人", date: "2024年5月14日周二 09:12" },
  ar: { from: "من", date: "الثلاثاء، 14 مايو 2024 في 9:12 ص" },
};

function head(said: Said): string[] {
  const thread = threadOf(said);
  return [
    `Return-Path: <${said.from.address}>`,
    `Received: from mail-ej1-f${hexOf(said, 2)}.google.example (mail.google.example [192.0.2.41]) by mx.tandem-bikes.example`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.example; s=20230601; h=to:subject:message-id:date:from:mime-version; bh=abc=; b=def=`,
    "MIME-Version: 1.0",
    ...(thread ? [`References: ${thread}`, `In-Reply-To: ${thread}`] : []),
    `From: ${words(said.from.name)} <${said.from.address}>`,
    `Date: ${dateOf(said)}`,
    `Message-ID: <CA+${hexOf(said, 30)}=${hexOf(said, 8)}@mail.gmail.example>`,
    `Subject: ${words(subjectOf(said))}`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
  ];
}

/** Base64 where most of it is no ASCII, as Gmail decides. */
const encodingOf = ({ language }: Said) => (language === "en" ? "quoted-printable" : "base64");

function plain(said: Said, blank: string): string {
  const mine = wrapped(said.paragraphs.join(blank), said.language === "zh" ? 400 : 76);
  const { before } = said;
  if (!before) return `${mine}\n`;
  if (isReply(said)) {
    const sign = said.signature.length ? `\n-- \n${said.signature.join("\n")}\n` : "";
    return `${mine}\n\n${wrapped(introductions[said.language](before.from), 76)}\n\n${marked(before.lines)}\n>${sign}`;
  }
  const { from, date } = forwards[said.language];
  return `${mine}\n\n---------- Forwarded message ---------\n${from}: ${mailbox(before.from)}\nDate: ${date}\nSubject: ${before.subject}\nTo: ${mailbox(before.to)}\n\n\n${before.lines.join("\n\n")}\n`;
}

function page(said: Said, paragraph: (text: string) => string): string {
  const dir = rtl(said);
  const mine = said.paragraphs.map((text) => paragraph(escaped(text))).join("<div><br></div>");
  const { before } = said;
  if (!before) return `<div dir="${dir}">${mine}</div>\n`;
  const linked = ({ name, address }: Person) =>
    `${escaped(name)} &lt;<a href="mailto:${address}">${address}</a>&gt;`;
  const old = before.lines.map((line) => `<div>${escaped(line)}</div>`).join("");
  if (isReply(said)) {
    const intro = escaped(introductions[said.language](before.from)).replace(
      `&lt;${before.from.address}&gt;`,
      `&lt;<a href="mailto:${before.from.address}">${before.from.address}</a>&gt;`,
    );
    const sign = `<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="${dir}" class="gmail_signature" data-smartmail="gmail_signature"><div dir="${dir}">${said.signature.map((line) => `<div>${escaped(line)}</div>`).join("")}</div></div>`;
    return `<div dir="${dir}">${mine}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${intro}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="${dir}">${old}</div>\n</blockquote></div>${sign}\n`;
  }
  const { from, date } = forwards[said.language];
  return `<div dir="${dir}">${mine}<br><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>${from}: <strong class="gmail_sendername" dir="auto">${escaped(before.from.name)}</strong> <span dir="auto">&lt;<a href="mailto:${before.from.address}">${before.from.address}</a>&gt;</span><br>Date: ${date}<br>Subject: ${escaped(before.subject)}<br>To: ${linked(before.to)}<br></div><br><br>${old}</div></div>\n`;
}

function write(said: Said, blank: string, paragraph: (text: string) => string): Buffer {
  const edge = `000000000000${hexOf(said, 16)}`;
  const encoding = encodingOf(said);
  const alternative = multipart(edge, [
    textPart("text/plain", plain(said, blank), '"UTF-8"', encoding),
    textPart("text/html", page(said, paragraph), '"UTF-8"', encoding),
  ]);
  const type = `Content-Type: multipart/alternative; boundary="${edge}"`;
  if (!said.file) return entity([...head(said), type], alternative);
  const outer = `000000000000${hexOf(said, 12)}ffff`;
  const name = words(said.file.name);
  return entity(
    [...head(said), `Content-Type: multipart/mixed; boundary="${outer}"`],
    multipart(outer, [
      entity([type], alternative),
      filePart(
        [
          `Content-Type: ${said.file.type}; name="${name}"`,
          `Content-Disposition: attachment; \r\n\tfilename="${name}"`,
          "Content-Transfer-Encoding: base64",
          `Content-ID: <f_${hexOf(said, 9)}0>`,
          `X-Attachment-Id: f_${hexOf(said, 9)}0`,
        ],
        said.file.content,
      ),
    ]),
  );
}

export const gmailClients: Client[] = [
  {
    name: "Gmail (web)",
    languages,
    kinds: ["fresh", "reply", "forward"],
    write: (said) => write(said, "\n\n", (text) => `<div>${text}</div>`),
  },
  {
    name: "Gmail (Android)",
    languages,
    kinds: ["fresh", "reply"],
    // The app ends a line where the screen did, and sets each paragraph apart as a block of its own.
    write: (said) => write(said, "\n\n", (text) => `<div dir="auto">${text}</div>`),
  },
  {
    name: "Gmail (iOS)",
    languages,
    kinds: ["fresh", "reply"],
    // No blocks at all: lines end with breaks inside one.
    write: (said) => write(said, "\n\n", (text) => `<span>${text}</span><br>`),
  },
];
