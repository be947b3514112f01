import {
  type Client,
  dateOf,
  filePart,
  gmt,
  hexOf,
  isReply,
  mailbox,
  marked,
  nrOf,
  rtl,
  subjectOf,
  textPart,
  threadOf,
} from "../client.ts";
import { continued, type Encoding, entity, escaped, multipart, words } from "../mime.ts";
import { type Language, languages, type Person, type Said } from "../said.ts";

type ByLanguage<T> = Record<Language, T>;
const divs = (lines: string[]) => lines.map((line) => `<div>${line ? escaped(line) : "<br>"}</div>`).join("");

interface Looks {
  head(said: Said, type: string[]): (string | null | false)[];
  plain(said: Said): string;
  html?(said: Said): string;
  boundary(said: Said): string;
  encoding: Encoding;
  /** Of a text/plain part, behind its charset. */
  more?: string;
  charset?: string;
  fileHead(name: string, type: string): string[];
}

/** Text alone or beside HTML, with a file or without: what the programs below have in common. */
const writer =
  (looks: Looks) =>
  (said: Said): Buffer => {
    const { charset = "utf-8", encoding } = looks;
    const text = textPart("text/plain", looks.plain(said), charset, encoding, looks.more);
    const edge = looks.boundary(said);
    let type = [
      `Content-Type: text/plain; charset=${charset}${looks.more ?? ""}`,
      `Content-Transfer-Encoding: ${encoding}`,
    ];
    let body = text.subarray(text.indexOf("\r\n\r\n") + 4);
    if (looks.html) {
      type = [`Content-Type: multipart/alternative;\r\n boundary="${edge}"`];
      body = multipart(edge, [text, textPart("text/html", looks.html(said), charset, encoding)]);
    }
    if (!said.file) return entity(looks.head(said, type), body);
    const outer = `${edge}_mixed`;
    return entity(
      looks.head(said, [`Content-Type: multipart/mixed;\r\n boundary="${outer}"`]),
      multipart(outer, [
        entity(type, body),
        filePart(looks.fileHead(said.file.name, said.file.type), said.file.content),
      ]),
    );
  };

const plainWith = (said: Said, intro: string, below: string) => {
  const mine = said.paragraphs.join("\n\n");
  return said.before && isReply(said)
    ? `${mine}${below}\n\n${intro}\n${marked(said.before.lines)}\n`
    : `${mine}\n`;
};

const ordinary = (name: string, type: string) => [
  `Content-Type: ${type}; name="${words(name)}"`,
  "Content-Transfer-Encoding: base64",
  `Content-Disposition: attachment; filename="${words(name)}"`,
];

/* Proton: the interface in English, whatever its people write. */

const protonBefore = (said: Said) => {
  const before = said.before!;
  return isReply(said)
    ? [`On Tuesday, May 14th, 2024 at 9:12 AM, ${mailbox(before.from)} wrote:`, ""]
    : [
        "------- Forwarded Message -------",
        `From: ${mailbox(before.from)}`,
        "Date: On Tuesday, May 14th, 2024 at 9:12 AM",
        `Subject: ${before.subject}`,
        `To: ${mailbox(before.to)}`,
        "",
        "",
      ];
};
const proton = writer({
  head: (said, type) => [
    `Date: ${dateOf(said).replace(/[+-]\d{4}$/, "+0000")}`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `From: ${words(said.from.name, "B", "utf-8")} <${said.from.address}>`,
    `Subject: ${words(subjectOf(said), "Q", "utf-8")}`,
    `Message-ID: <${hexOf(said, 40)}=@proton.example>`,
    threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
    threadOf(said) && `References: ${threadOf(said)}`,
    `Feedback-ID: ${nrOf(said)}:user:proton`,
    `X-Pm-Message-ID: ${hexOf(said, 40)}`,
    "MIME-Version: 1.0",
    ...type,
  ],
  boundary: (said) => `b1=_${hexOf(said, 40)}`,
  encoding: "base64",
  plain: (said) => {
    const mine = `${said.paragraphs.join("\n\n")}${isReply(said) ? "\n\nSent with [Proton Mail](https://proton.me/) secure email." : ""}`;
    if (!said.before) return `${mine}\n`;
    return `${mine}\n\n${protonBefore(said).join("\n")}\n${marked(said.before.lines)}\n`;
  },
  html: (said) => {
    const mine = said.paragraphs
      .map((text) => `<div style="font-family: Arial, sans-serif; font-size: 14px;">${escaped(text)}</div>`)
      .join('<div style="font-family: Arial, sans-serif; font-size: 14px;"><br></div>');
    if (!said.before) return mine;
    const sign = isReply(said)
      ? `<div class="protonmail_signature_block" style="font-family: Arial, sans-serif; font-size: 14px;"><div class="protonmail_signature_block-user protonmail_signature_block-empty"></div><div class="protonmail_signature_block-proton">Sent with <a target="_blank" href="https://proton.me/">Proton Mail</a> secure email.</div></div>`
      : "";
    return `${mine}${sign}<div class="protonmail_quote">${protonBefore(said).map(escaped).join("<br>")}<blockquote class="protonmail_quote" type="cite">${divs(said.before.lines)}</blockquote><br></div>`;
  },
  fileHead: (name, type) => [
    `Content-Type: ${type}; filename="${words(name)}"; name="${words(name)}"`,
    "Content-Transfer-Encoding: base64",
    `Content-Disposition: attachment; filename="${words(name)}"; name="${words(name)}"`,
  ],
});

/* Thunderbird: plain text in flowed lines. */

const birdIntro: ByLanguage<(from: Person) => string> = {
  en: ({ name }) => `On 14/05/2024 09:12, ${name} wrote:`,
  ru: ({ name }) => `14.05.2024 9:12, ${name} пишет:`,
  uk: ({ name }) => `14.05.24 09:12, ${name} пише:`,
  zh: ({ name }) => `在 2024/5/14 9:12, ${name} 写道:`,
  ar: ({ name }) => `في 14‏/5‏/2024 9:12 ص، كتب ${name}:`,
};
const birdForward: ByLanguage<[string, string, string, string, string]> = {
  en: ["Forwarded Message", "Subject", "Date", "From", "To"],
  ru: ["Перенаправленное сообщение", "Тема", "Дата", "От", "Кому"],
  uk: ["Переслане повідомлення", "Тема", "Дата", "Від", "Кому"],
  zh: ["转发的消息", "主题", "日期", "发件人", "收件人"],
  ar: ["الرسالة الممررة", "الموضوع", "التاريخ", "من", "إلى"],
};
const birdZone: ByLanguage<string> = { en: "+0100", ru: "+0500", uk: "+0300", zh: "+0800", ar: "+0300" };
const birdBlock = (said: Said): [string, string][] => {
  const [, subject, date, from, to] = birdForward[said.language];
  const before = said.before!;
  return [
    [subject, before.subject],
    [date, `Tue, 14 May 2024 09:12:33 ${birdZone[said.language]}`],
    [from, mailbox(before.from)],
    [to, before.to.address],
  ];
};
const birdHead = (said: Said, type: string[]) => [
  `Message-ID: <${hexOf(said, 8)}-${hexOf(said, 4)}-4c1f-9e2a-${hexOf(said, 12)}@${said.from.address.split("@")[1]}>`,
  `Date: ${dateOf(said)}`,
  "MIME-Version: 1.0",
  "User-Agent: Mozilla Thunderbird",
  `Subject: ${words(subjectOf(said))}`,
  `Content-Language: ${said.language}`,
  "To: Tandem Bikes <help@tandem-bikes.example>",
  threadOf(said) && `References: ${threadOf(said)}`,
  `From: ${words(said.from.name)} <${said.from.address}>`,
  threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
  ...type,
];
const birdFile = (name: string, type: string) => [
  `Content-Type: ${type}; name="${words(name)}"`,
  `Content-Disposition: attachment; ${continued(name)}`,
  "Content-Transfer-Encoding: base64",
];
const thunderbirdText = writer({
  head: birdHead,
  boundary: (said) => `------------${hexOf(said, 24)}`,
  encoding: "8bit",
  charset: "UTF-8",
  more: "; format=flowed",
  plain: (said) => {
    const soft = (text: string) => text.replace(/(.{50,70}?) /g, "$1 \n");
    const mine = said.paragraphs.map(soft).join("\n\n");
    if (said.before && !isReply(said)) {
      const [title] = birdForward[said.language];
      return `${mine}\n\n-------- ${title} --------\n${birdBlock(said)
        .map(([name, value]) => `${name}: \t${value}`)
        .join("\n")}\n\n\n\n${said.before.lines.join("\n\n")}\n`;
    }
    const reply = plainWith(
      { ...said, paragraphs: [mine] },
      said.before ? birdIntro[said.language](said.before.from) : "",
      "",
    );
    return said.signature.length ? `${reply}\n-- \n${said.signature.join("\n")}\n` : reply;
  },
  fileHead: birdFile,
});
const thunderbirdHtml = writer({
  head: birdHead,
  boundary: (said) => `------------${hexOf(said, 23)}h`,
  encoding: "8bit",
  charset: "UTF-8",
  plain: (said) =>
    said.before
      ? plainWith(said, birdIntro[said.language](said.before.from), "")
      : said.paragraphs.join("\n\n"),
  html: (said) => {
    const dir = rtl(said) === "rtl" ? ' dir="rtl"' : "";
    const mine = said.paragraphs.map((text) => `<p>${escaped(text)}</p>`).join("\n");
    const top = `<!DOCTYPE html>\n<html>\n  <head>\n    <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n  </head>\n  <body${dir}>\n`;
    if (!said.before) return `${top}${mine}</body></html>`;
    const intro = birdIntro[said.language](said.before.from);
    return `${top}<div class="moz-cite-prefix">${escaped(intro)}<br></div>\n<blockquote type="cite" cite="mid:out-1042@tandem-bikes.example">\n${said.before.lines.map((line) => `<p>${escaped(line)}</p>`).join("")}</blockquote>\n${mine}<div class="moz-signature">-- <br>${said.signature.map(escaped).join("<br>\n")}</div></body></html>`;
  },
  fileHead: birdFile,
});

/* Samsung's mail on phones. */

const samsungNames: ByLanguage<[string, string, string, string, string, string, string]> = {
  en: ["Original message", "From", "Date", "To", "Subject", "14/05/2024  09:12", "Sent from my Galaxy"],
  ru: ["Исходное сообщение", "От", "Дата", "Кому", "Тема", "14.05.2024  09:12", "Отправлено с моего Galaxy"],
  uk: [
    "Оригінальне повідомлення",
    "Від",
    "Дата",
    "Кому",
    "Тема",
    "14.05.2024  09:12",
    "Надіслано з мого Galaxy",
  ],
  zh: ["原始邮件", "发件人", "日期", "收件人", "主题", "2024/5/14  09:12", "从我的 Galaxy 发送"],
  ar: [
    "الرسالة الأصلية",
    "من",
    "التاريخ",
    "إلى",
    "الموضوع",
    "14/5/2024  9:12 ص",
    "تم الإرسال من Galaxy الخاص بي",
  ],
};
const samsungLines = (said: Said) => {
  const [title, from, date, to, subject, at] = samsungNames[said.language];
  const before = said.before!;
  return [
    `-------- ${title} --------`,
    `${from}: ${mailbox(before.from)} `,
    `${date}: ${at}  (${gmt(said)}) `,
    `${to}: ${mailbox(before.to)} `,
    `${subject}: ${before.subject} `,
  ];
};
const samsung = writer({
  head: (said, type) => [
    `Date: ${dateOf(said)}`,
    `Subject: ${words(subjectOf(said))}`,
    `Message-ID: <${hexOf(said, 18)}.1715668821000@email.android.example>`,
    threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
    threadOf(said) && `References: ${threadOf(said)}`,
    "Importance: normal",
    `From: ${words(said.from.name)} <${said.from.address}>`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    "MIME-Version: 1.0",
    ...type,
  ],
  boundary: (said) => `--_com.samsung.android.email_${nrOf(said)}0`,
  encoding: "base64",
  plain: (said) => {
    const mine = `${said.paragraphs.join("\n\n")}\n\n\n\n${samsungNames[said.language][6]}\n`;
    return said.before
      ? `${mine}\n\n${samsungLines(said).join("\n")}\n\n${said.before.lines.join("\n")}\n`
      : mine;
  },
  html: (said) => {
    const mine = said.paragraphs
      .map((text) => `<div dir="auto">${escaped(text)}</div>`)
      .join('<div dir="auto"><br></div>');
    const sign = `<div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">${samsungNames[said.language][6]}</div></div>`;
    const old = said.before
      ? `<div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>${samsungLines(said).map(escaped).join("</div><div>")}</div><div><br></div></div>${divs(said.before.lines)}`
      : "";
    return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">${mine}${sign}${old}</body></html>`;
  },
  fileHead: ordinary,
});

/* K-9 Mail. */

const k9Intro: ByLanguage<(said: Said, from: Person) => string> = {
  en: (said, from) => `On 14 May 2024 09:12:33 ${gmt(said)}, ${mailbox(from)} wrote:`,
  ru: (said, from) => `14 мая 2024 г. 9:12:33 ${gmt(said)}, ${mailbox(from)} пишет:`,
  uk: (said, from) => `14 травня 2024 р. 09:12:33 ${gmt(said)}, ${mailbox(from)} пише:`,
  zh: (said, from) => `于 2024年5月14日 ${gmt(said)} 09:12:33, ${mailbox(from)} 写到：`,
  ar: (said, from) => `في 14 مايو 2024 9:12:33 ص ${gmt(said)}، كتب ${mailbox(from)}:`,
};
const k9Forward: ByLanguage<[string, string, string, string, string, string]> = {
  en: ["Original Message", "From", "Sent", "To", "Subject", "14 May 2024 09:12:33"],
  ru: ["Исходное сообщение", "От", "Отправлено", "Кому", "Тема", "14 мая 2024 г. 9:12:33"],
  uk: ["Початкове повідомлення", "Від", "Надіслано", "Кому", "Тема", "14 травня 2024 р. 09:12:33"],
  zh: ["原始邮件", "发件人", "发送时间", "收件人", "主题", "2024年5月14日 09:12:33"],
  ar: ["الرسالة الأصلية", "من", "تاريخ الإرسال", "إلى", "الموضوع", "14 مايو 2024 9:12:33 ص"],
};
const k9Block = (said: Said) => {
  const [title, from, sent, to, subject, at] = k9Forward[said.language];
  const before = said.before!;
  return [
    `-------- ${title} --------`,
    `${from}: ${mailbox(before.from)}`,
    `${sent}: ${at} ${gmt(said)}`,
    `${to}: ${mailbox(before.to)}`,
    `${subject}: ${before.subject}`,
  ];
};
const k9 = writer({
  head: (said, type) => [
    `Date: ${dateOf(said)}`,
    `From: ${words(said.from.name)} <${said.from.address}>`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `Subject: ${words(subjectOf(said))}`,
    "User-Agent: K-9 Mail for Android",
    threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
    threadOf(said) && `References: ${threadOf(said)}`,
    `Message-ID: <${hexOf(said, 8).toUpperCase()}-${hexOf(said, 4).toUpperCase()}@${said.from.address.split("@")[1]}>`,
    "MIME-Version: 1.0",
    ...type,
  ],
  boundary: (said) => `----${hexOf(said, 30).toUpperCase()}`,
  encoding: "quoted-printable",
  plain: (said) => {
    const mine = said.paragraphs.join("\n\n");
    if (!said.before) return `${mine}\n`;
    if (isReply(said))
      return `${mine}\n\n${k9Intro[said.language](said, said.before.from)}\n${marked(said.before.lines.map((line) => line.replace(/^>/, ">>")))}\n\n-- \n${said.signature.join("\n")}\n`;
    return `${mine}\n\n\n${k9Block(said).join("\n")}\n\n${said.before.lines.join("\n")}\n`;
  },
  html: (said) => {
    const mine = `<div dir="auto">${said.paragraphs.map(escaped).join("<br><br>")}</div>`;
    const top = "<!DOCTYPE html><html><body>";
    if (!said.before) return `${top}${mine}</body></html>`;
    if (isReply(said))
      return `${top}${mine}<br><br><div class="gmail_quote"><div dir="auto">${escaped(k9Intro[said.language](said, said.before.from))}</div><blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid rgb(204, 204, 204); padding-left: 1ex;">\n${divs(said.before.lines)}</blockquote></div><div dir="auto"><div class='k9mail-signature'>-- <br>${said.signature.map(escaped).join("<br>")}</div></div></body></html>`;
    return `${top}${mine}<br><br><hr style="border: none; border-top: 1px solid"><div>${k9Block(said).slice(1).map(escaped).join("<br>\n")}<br><br>${divs(said.before.lines)}</div></body></html>`;
  },
  fileHead: birdFile,
});

/* Roundcube: plain text. */

const roundIntro: ByLanguage<(from: Person) => string> = {
  en: ({ name }) => `On 2024-05-14 09:12, ${name} wrote:`,
  ru: ({ name }) => `${name} писал(а) 2024-05-14 09:12:`,
  uk: ({ name }) => `2024-05-14 09:12 ${name} писав:`,
  zh: ({ name }) => `在 2024-05-14 09:12，${name} 写道：`,
  ar: ({ name }) => `في 2024-05-14 09:12، كتب ${name}:`,
};
const roundForward: ByLanguage<[string, string, string, string, string]> = {
  en: ["Original Message", "Subject", "Date", "From", "To"],
  ru: ["Исходное сообщение", "Тема", "Дата", "От", "Кому"],
  uk: ["Оригінальне повідомлення", "Тема", "Дата", "Від", "До"],
  zh: ["原始信息", "主题", "日期", "发件人", "收件人"],
  ar: ["الرسالة الأصلية", "الموضوع", "التاريخ", "من", "إلى"],
};
const roundcube = writer({
  head: (said, type) => [
    "MIME-Version: 1.0",
    `Date: ${dateOf(said)}`,
    `From: ${words(said.from.name, "Q")} <${said.from.address}>`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `Subject: ${words(subjectOf(said), "Q")}`,
    threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
    threadOf(said) && `References: ${threadOf(said)}`,
    "User-Agent: Roundcube Webmail/1.6.6",
    `Message-ID: <${hexOf(said, 32)}@${said.from.address.split("@")[1]}>`,
    `X-Sender: ${said.from.address}`,
    ...type,
  ],
  boundary: (said) => `=_${hexOf(said, 32)}`,
  encoding: "8bit",
  charset: "UTF-8",
  more: ";\r\n format=flowed",
  plain: (said) => {
    if (!said.before || isReply(said))
      return plainWith(said, said.before ? roundIntro[said.language](said.before.from) : "", "");
    const [title, subject, date, from, to] = roundForward[said.language];
    const { before } = said;
    return `${said.paragraphs.join("\n\n")}\n\n-------- ${title} --------\n${subject}: ${before.subject}\n${date}: 2024-05-14 09:12\n${from}: ${mailbox(before.from)}\n${to}: ${mailbox(before.to)}\n\n${before.lines.join("\n")}\n`;
  },
  fileHead: (name, type) => [
    "Content-Transfer-Encoding: base64",
    `Content-Type: ${type};\r\n ${continued(name, "name")}`,
    `Content-Disposition: attachment;\r\n ${continued(name)};\r\n size=711`,
  ],
});

/* Zimbra. */

const zimbraNames: Partial<ByLanguage<[string, string, string, string, string, string]>> = {
  en: ["Original Message", "From", "To", "Sent", "Subject", "Tuesday, 14 May, 2024 09:12:33"],
  ru: ["Исходное сообщение", "От", "Кому", "Отправленные", "Тема", "Вторник, 14 Май 2024 г 9:12:33"],
  zh: ["原始邮件", "发件人", "收件人", "发送时间", "主题", "星期二, 2024年 5 月 14日 上午 9:12:33"],
};
const zimbraBlock = (said: Said) => {
  const [, from, to, sent, subject, at] = zimbraNames[said.language]!;
  const before = said.before!;
  return [
    `${from}: "${before.from.name}" <${before.from.address}>`,
    `${to}: "${before.to.name}" <${before.to.address}>`,
    `${sent}: ${at}`,
    `${subject}: ${before.subject}`,
  ];
};
const zimbra = writer({
  head: (said, type) => [
    `Date: ${dateOf(said)} (MSK)`,
    `From: ${words(said.from.name, "B", "utf-8")} <${said.from.address}>`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `Message-ID: <${nrOf(said)}.${nrOf(said) % 99999}.1715668821000.JavaMail.zimbra@${said.from.address.split("@")[1]}>`,
    threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
    threadOf(said) && `References: ${threadOf(said)}`,
    `Subject: ${words(subjectOf(said), "B", "utf-8")}`,
    "MIME-Version: 1.0",
    ...type,
    "X-Originating-IP: [192.0.2.77]",
    "X-Mailer: Zimbra 8.8.15_GA_4562 (ZimbraWebClient - GC124 (Win)/8.8.15_GA_4562)",
    `Thread-Topic: ${words(said.subject, "B", "utf-8")}`,
  ],
  boundary: (said) => `=_${hexOf(said, 8)}-${hexOf(said, 4)}-4b1a`,
  encoding: "quoted-printable",
  plain: (said) => {
    const mine = said.paragraphs.join("\n\n");
    if (!said.before) return `${mine}\n`;
    return `${mine}\n\n----- ${zimbraNames[said.language]![0]} -----\n${zimbraBlock(said).join("\n")}\n\n${said.before.lines.join("\n")}\n`;
  },
  html: (said) => {
    const mine = divs(said.paragraphs.flatMap((text) => [text, ""]));
    const shell = (inside: string) =>
      `<html><body><div style="font-family: arial, helvetica, sans-serif; font-size: 12pt; color: #000000">${inside}</div></body></html>`;
    if (!said.before) return shell(mine);
    return shell(
      `${mine}<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">${zimbraBlock(said)
        .map(
          (line) =>
            `<b>${escaped(line.slice(0, line.indexOf(":") + 1))} </b>${escaped(line.slice(line.indexOf(":") + 2))}<br>`,
        )
        .join("")}</div><div data-marker="__QUOTED_TEXT__">${divs(said.before.lines)}</div>`,
    );
  },
  fileHead: (name, type) => [
    `Content-Type: ${type}; name="${words(name, "B", "utf-8")}"`,
    `Content-Disposition: attachment; filename="${words(name, "B", "utf-8")}"`,
    "Content-Transfer-Encoding: base64",
  ],
});

/* Yahoo: what it quotes bears no marks in plain text. */

const yahooIntro = (said: Said, { name, address }: Person) =>
  said.language === "ru"
    ? `вторник, 14 мая 2024 г. в 09:12:33 ${gmt(said)}, ${name} <${address}> написал(а):`
    : `On Tuesday, May 14, 2024 at 09:12:33 AM ${gmt(said)}, ${name} <${address}> wrote:`;
const yahooForward = (said: Said) => {
  const before = said.before!;
  return [
    "----- Forwarded Message -----",
    `From: ${mailbox(before.from)}`,
    `To: ${mailbox(before.to)}`,
    `Sent: Tuesday, May 14, 2024 at 09:12:33 AM ${gmt(said)}`,
    `Subject: ${before.subject}`,
  ];
};
const yahoo = writer({
  head: (said, type) => [
    `Date: ${dateOf(said).replace(/[+-]\d{4}$/, "+0000")} (UTC)`,
    `From: ${words(said.from.name)} <${said.from.address}>`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `Message-ID: <${nrOf(said)}.${nrOf(said) % 99999}.1715668821000@mail.yahoo.example>`,
    threadOf(said) && `In-Reply-To: ${threadOf(said)}`,
    threadOf(said) && `References: ${threadOf(said)}`,
    `Subject: ${words(subjectOf(said))}`,
    "MIME-Version: 1.0",
    ...type,
    "X-Mailer: WebService/1.1.22321 YMailNorrin",
  ],
  boundary: (said) => `----=_Part_${nrOf(said) % 999_999}_${nrOf(said)}.1715668821000`,
  encoding: "base64",
  plain: (said) => {
    const mine = ` ${said.paragraphs.join("\n\n")}`;
    if (!said.before) return `${mine}\n`;
    const before = isReply(said) ? [yahooIntro(said, said.before.from)] : yahooForward(said);
    return `${mine}\n\n    ${before.join("\n ")}  \n \n ${said.before.lines.join("\n")}  \n`;
  },
  html: (said) => {
    const mine = `<div class="ydp${hexOf(said, 8)}yahoo-style-wrap" style="font-family:Helvetica Neue, Helvetica, Arial, sans-serif;font-size:13px;">${said.paragraphs.map((text) => `<div dir="${rtl(said)}" data-setdir="false">${escaped(text)}</div>`).join("<div><br></div>")}</div>`;
    if (!said.before) return `<html><head></head><body>${mine}</body></html>`;
    const before = isReply(said) ? [yahooIntro(said, said.before.from)] : yahooForward(said);
    return `<html><head></head><body>${mine}<div><br></div><div id="yahoo_quoted_${nrOf(said)}" class="yahoo_quoted"><div style="font-family:'Helvetica Neue', Helvetica, Arial, sans-serif;font-size:13px;color:#26282a;">${divs(before)}<div><br></div><div><br></div>${divs(said.before.lines)}</div></div></body></html>`;
  },
  fileHead: ordinary,
});

const all: Said["kind"][] = ["fresh", "reply", "forward"];

export const otherClients: Client[] = [
  { name: "Proton", languages, kinds: all, write: proton },
  { name: "Thunderbird (text)", languages, kinds: all, write: thunderbirdText },
  { name: "Thunderbird (HTML, below)", languages, kinds: ["fresh", "reply"], write: thunderbirdHtml },
  { name: "Samsung", languages, kinds: all, write: samsung },
  { name: "K-9 Mail", languages, kinds: all, write: k9 },
  { name: "Roundcube", languages, kinds: all, write: roundcube },
  { name: "Zimbra", languages: ["en", "ru", "zh"], kinds: all, write: zimbra },
  { name: "Yahoo", languages: ["en", "ru"], kinds: all, write: yahoo },
];
