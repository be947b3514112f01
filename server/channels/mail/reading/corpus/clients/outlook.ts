import iconv from "iconv-lite";
import {
  type Client,
  dateOf,
  filePart,
  hexOf,
  isReply,
  mailbox,
  rtl,
  subjectOf,
  textPart,
  threadOf,
} from "../client.ts";
import { entity, escaped, inCharset, multipart, words } from "../mime.ts";
import { type Language, languages, type Said } from "../said.ts";

/** From, Sent, To, Subject and the date between them, as Outlook says them in its own language. */
const blocks: Record<
  Language,
  { names: [string, string, string, string]; date: string; forward: string; reply: string }
> = {
  en: {
    names: ["From", "Sent", "To", "Subject"],
    date: "Tuesday, May 14, 2024 9:12 AM",
    forward: "FW: ",
    reply: "RE: ",
  },
  ru: {
    names: ["От", "Отправлено", "Кому", "Тема"],
    date: "вторник, 14 мая 2024 г. 9:12",
    forward: "FW: ",
    reply: "RE: ",
  },
  uk: {
    names: ["Від", "Надіслано", "Кому", "Тема"],
    date: "вівторок, 14 травня 2024 р. 9:12",
    forward: "FW: ",
    reply: "RE: ",
  },
  zh: {
    names: ["发件人", "发送时间", "收件人", "主题"],
    date: "2024年5月14日 9:12",
    forward: "转发: ",
    reply: "答复: ",
  },
  ar: {
    names: ["من", "تم الإرسال", "إلى", "الموضوع"],
    date: "الثلاثاء، 14 مايو، 2024 9:12 ص",
    forward: "إعادة توجيه: ",
    reply: "رد: ",
  },
};
/** What classic Outlook writes in when it is left to itself. */
const charsets: Record<Language, string> = {
  en: "us-ascii",
  ru: "koi8-r",
  uk: "windows-1251",
  zh: "gb2312",
  ar: "windows-1256",
};

/** Its usual one if all that is said can be written in it. */
function charsetOf(said: Said): string {
  const charset = charsets[said.language];
  const all = JSON.stringify([said.paragraphs, said.before, said.from.name, said.file?.name]);
  if (charset === "us-ascii") return charset;
  return iconv.decode(inCharset(all, charset), charset) === all ? charset : "utf-8";
}

const getOutlook: Record<Language, string> = {
  en: "Get Outlook for iOS",
  ru: "Скачать Outlook для iOS",
  uk: "Отримати Outlook для iOS",
  zh: "获取 Outlook for iOS",
  ar: "الحصول على Outlook لنظام iOS",
};

const subject = (said: Said) => subjectOf(said, blocks[said.language].forward, blocks[said.language].reply);

function fields(said: Said): [string, string][] {
  const { names, date } = blocks[said.language];
  const before = said.before!;
  const values = [mailbox(before.from), date, mailbox(before.to), before.subject];
  return names.map((name, i) => [name, values[i]!]);
}

const plainBlock = (said: Said) =>
  fields(said)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

function plain(said: Said, rule: string, below: string): string {
  const mine = `${said.paragraphs.join("\n\n")}${below}`;
  if (!said.before) return `${mine}\n`;
  return `${mine}\n\n${rule}${plainBlock(said)}\n\n${said.before.lines.join("\n\n")}\n`;
}

const word = (text: string, dir: string) =>
  `<p class="MsoNormal"${dir === "rtl" ? ' dir="RTL" style="text-align:right;direction:rtl;unicode-bidi:embed"' : ""}>${text}<o:p></o:p></p>`;

function wordPage(said: Said): string {
  const dir = rtl(said);
  const empty = word("<o:p>&nbsp;</o:p>", dir);
  const mine = said.paragraphs.map((text) => word(escaped(text), dir)).join(`\n${empty}\n`);
  const style =
    '<style><!--\n/* Style Definitions */\np.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;\n\tfont-size:11.0pt;\n\tfont-family:"Calibri",sans-serif;}\n--></style><!--[if gte mso 9]><xml>\n<o:shapedefaults v:ext="edit" spidmax="1026" />\n</xml><![endif]-->';
  const old = said.before
    ? `${empty}\n<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">${word(
        fields(said)
          .map(([name, value]) => `<b>${name}:</b> ${escaped(value)}`)
          .join(" <br>"),
        dir,
      )}</div></div>\n${empty}\n${said.before.lines.map((line) => word(escaped(line), dir)).join("\n")}`
    : "";
  return `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>\n<meta name="Generator" content="Microsoft Word 15 (filtered medium)">\n${style}</head><body lang="${said.language.toUpperCase()}" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">\n<div class="WordSection1">\n${mine}\n${old}\n</div></body></html>`;
}

function replyDivPage(said: Said, signature: string, mac: boolean): string {
  const dir = rtl(said);
  const mine = said.paragraphs
    .map(
      (text) =>
        `<div style="font-family: Aptos, Calibri, sans-serif; font-size: 12pt;" class="elementToProof"${dir === "rtl" ? ' dir="rtl"' : ""}>\n${escaped(text)}</div>`,
    )
    .join(`<div class="elementToProof"><br>\n</div>\n`);
  const page = (inside: string) =>
    `<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=${charsetOf(said) === "us-ascii" ? "iso-8859-1" : charsetOf(said)}">\n<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style>\n</head>\n<body dir="ltr">\n${inside}\n</body>\n</html>\n`;
  if (!said.before) return page(mine + signature);
  const block = fields(said)
    .map(([name, value]) => `<b>${name}:</b>&nbsp;${escaped(value)}`)
    .join("<br>\n");
  const old = said.before.lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");
  if (mac)
    return page(
      `${mine}<div><br></div><div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">${block}</p></div>${old}</div></div>`,
    );
  return page(
    `${mine}${signature}<div id="appendonsend"></div>\n<hr tabindex="-1" style="display:inline-block; width:98%">\n<div id="divRplyFwdMsg" dir="${dir}"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">${block}</font>\n<div>&nbsp;</div>\n</div>\n<div class="BodyFragment">${old}</div>`,
  );
}

function classic(said: Said): Buffer {
  const edge = `----=_NextPart_000_${hexOf(said, 4).toUpperCase()}_01DAA5F0.${hexOf(said, 8).toUpperCase()}`;
  const charset = charsetOf(said);
  const encoding = said.language === "en" ? "7bit" : said.language === "zh" ? "base64" : "quoted-printable";
  const rule = isReply(said) && said.language === "en" ? "-----Original Message-----\n" : "";
  const alternative = multipart(
    edge,
    [
      textPart("text/plain", plain(said, rule, ""), `"${charset}"`, encoding),
      textPart(
        "text/html",
        wordPage(said),
        `"${charset}"`,
        said.language === "en" ? "quoted-printable" : encoding,
      ),
    ],
    said.file ? "" : "This is a multipart message in MIME format.",
  );
  const type = `Content-Type: multipart/alternative;\r\n\tboundary="${edge}"`;
  const thread = threadOf(said);
  const q = (text: string) =>
    words(text, charset === "koi8-r" ? "B" : "Q", charset === "us-ascii" ? "iso-8859-1" : charset, "\r\n\t");
  const head = (contentType: string) => [
    `From: ${said.language === "en" ? `"${said.from.name}"` : q(said.from.name)} <${said.from.address}>`,
    "To: \"'Tandem Bikes'\" <help@tandem-bikes.example>",
    thread && `References: ${thread}`,
    thread && `In-Reply-To: ${thread}`,
    `Subject: ${q(subject(said))}`,
    `Date: ${dateOf(said)}`,
    `Message-ID: <000001daa5f0$${hexOf(said, 8)}$${hexOf(said, 8)}$@${said.from.address.split("@")[1]}>`,
    "MIME-Version: 1.0",
    contentType,
    "X-Mailer: Microsoft Outlook 16.0",
    `Thread-Index: AQ${hexOf(said, 20)}==`,
    `Content-Language: ${said.language}`,
  ];
  if (!said.file) return entity(head(type), alternative);
  const outer = `${edge}.OUT`;
  const name = q(said.file.name);
  return entity(
    head(`Content-Type: multipart/mixed;\r\n\tboundary="${outer}"`),
    multipart(
      outer,
      [
        entity([type], alternative),
        filePart(
          [
            `Content-Type: ${said.file.type};\r\n\tname="${name}"`,
            "Content-Transfer-Encoding: base64",
            `Content-Disposition: attachment;\r\n\tfilename="${name}"`,
          ],
          said.file.content,
        ),
      ],
      "This is a multipart message in MIME format.",
    ),
  );
}

function exchange(said: Said, id: string, html: string, text: string): Buffer {
  const edge = `_000_${hexOf(said, 14).toUpperCase()}${id}_`;
  const charset = said.language === "en" ? "iso-8859-1" : charsetOf(said);
  const encoding = said.language === "zh" || said.language === "ar" ? "base64" : "quoted-printable";
  const alternative = multipart(edge, [
    textPart("text/plain", text, `"${charset}"`, encoding),
    textPart("text/html", html, `"${charset}"`, encoding),
  ]);
  const type = `Content-Type: multipart/alternative;\r\n\tboundary="${edge}"`;
  const thread = threadOf(said);
  const b = (value: string) => words(value, said.language === "ru" ? "B" : "Q", charset, "\r\n ");
  const head = (contentType: string) => [
    `From: ${b(said.from.name)} <${said.from.address}>`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    `Subject: ${b(subject(said))}`,
    `Thread-Topic: ${b(said.subject)}`,
    `Thread-Index: AQHapd${hexOf(said, 20)}==`,
    `Date: ${dateOf(said)}`,
    `Message-ID:\r\n <${hexOf(said, 12).toUpperCase()}@${id}>`,
    thread && `References: ${thread}`,
    thread && `In-Reply-To: ${thread}`,
    `Accept-Language: ${said.language}, en-US`,
    `Content-Language: ${said.language}`,
    `X-MS-Has-Attach: ${said.file ? "yes" : ""}`,
    "X-MS-TNEF-Correlator:",
    contentType,
    "MIME-Version: 1.0",
  ];
  if (!said.file) return entity(head(type), alternative);
  const outer = `_004_${hexOf(said, 14).toUpperCase()}${id}_`;
  const name = b(said.file.name);
  return entity(
    head(`Content-Type: multipart/mixed;\r\n\tboundary="${outer}"`),
    multipart(outer, [
      entity([type], alternative),
      filePart(
        [
          `Content-Type: ${said.file.type}; name="${name}"`,
          `Content-Description: ${name}`,
          `Content-Disposition: attachment; filename="${name}"; size=${said.file.content.length};\r\n\tcreation-date="Tue, 14 May 2024 06:40:00 GMT"`,
          "Content-Transfer-Encoding: base64",
        ],
        said.file.content,
      ),
    ]),
  );
}

const rule = "________________________________\n";
const mobile = (said: Said) => `\n\n${getOutlook[said.language]}<https://aka.ms/o0ukef>`;

export const outlookClients: Client[] = [
  { name: "Outlook (classic)", languages, kinds: ["fresh", "reply", "forward"], write: classic },
  {
    name: "Outlook (new, OWA)",
    languages,
    kinds: ["fresh", "reply", "forward"],
    write: (said) =>
      exchange(
        said,
        "AM0PR04MB1234eurprd04prod.outlook.example",
        replyDivPage(said, "", false),
        plain(said, rule, ""),
      ),
  },
  {
    name: "Outlook (phones)",
    languages,
    kinds: ["reply", "forward"],
    write: (said) =>
      exchange(
        said,
        "DB9P195MB0001.EURP195.PROD.OUTLOOK.EXAMPLE",
        replyDivPage(
          said,
          `<div id="ms-outlook-mobile-signature"><div><br></div>${getOutlook[said.language].replace(/Outlook.*$/, "")}<a href="https://aka.ms/o0ukef">${/Outlook.*$/.exec(getOutlook[said.language])![0]}</a></div>`,
          false,
        ),
        plain(said, rule, mobile(said)),
      ),
  },
  {
    name: "Outlook (Mac)",
    languages,
    kinds: ["reply", "forward"],
    write: (said) =>
      exchange(
        said,
        "VI1PR08MB5555eurprd08prod.outlook.example",
        replyDivPage(said, "", true),
        plain(said, "", ""),
      ),
  },
];
