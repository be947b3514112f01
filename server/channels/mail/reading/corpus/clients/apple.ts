import {
  type Client,
  dateOf,
  filePart,
  gmt,
  hexOf,
  isReply,
  mailbox,
  marked,
  subjectOf,
  textPart,
  threadOf,
} from "../client.ts";
import { continued, entity, escaped, multipart, words } from "../mime.ts";
import { type Language, languages, type Person, type Said } from "../said.ts";

const introductions: Record<Language, (from: Person) => string> = {
  en: (from) => `On 14 May 2024, at 09:12, ${mailbox(from)} wrote:`,
  ru: (from) => `14 мая 2024 г., в 09:12, ${mailbox(from)} написал(а):`,
  uk: (from) => `14 трав. 2024 р. о 09:12 ${mailbox(from)} пише:`,
  zh: (from) => `在 2024年5月14日，09:12，${mailbox(from)} 写道：`,
  ar: (from) => `في ١٤ مايو ٢٠٢٤، الساعة ٩:١٢ ص، كتب ${mailbox(from)}:`,
};
const forwards: Record<Language, { begins: string; names: [string, string, string, string]; date: string }> =
  {
    en: {
      begins: "Begin forwarded message:",
      names: ["From", "Subject", "Date", "To"],
      date: "14 May 2024 at 09:12:33",
    },
    ru: {
      begins: "Начало переадресованного сообщения:",
      names: ["От", "Тема", "Дата", "Кому"],
      date: "14 мая 2024 г. в 09:12:33",
    },
    uk: {
      begins: "Початок листа, що пересилається:",
      names: ["Від", "Тема", "Дата", "Кому"],
      date: "14 травня 2024 р. о 09:12:33",
    },
    zh: {
      begins: "下面是被转发的邮件：",
      names: ["发件人", "主题", "日期", "收件人"],
      date: "2024年5月14日 09:12:33",
    },
    ar: {
      begins: "بدء الرسالة المعاد توجيهها:",
      names: ["من", "الموضوع", "التاريخ", "إلى"],
      date: "١٤ مايو ٢٠٢٤ في ٩:١٢:٣٣ ص",
    },
  };
const sentFrom: Record<Language, string> = {
  en: "Sent from my iPhone",
  ru: "Отправлено с iPhone",
  uk: "Надіслано з iPhone",
  zh: "发自我的iPhone",
  ar: "أُرسلت من الـ iPhone",
};

function fields(said: Said): string[] {
  const { names, date } = forwards[said.language];
  const before = said.before!;
  const values = [mailbox(before.from), before.subject, `${date} ${gmt(said)}`, before.to.address];
  return names.map((name, i) => `${name}: ${values[i]}`);
}

function plain(said: Said, phone: boolean): string {
  const mine = said.paragraphs.join("\n\n") + (phone ? `\n\n${sentFrom[said.language]}` : "");
  const { before } = said;
  if (!before) return `${mine}\n`;
  if (isReply(said)) {
    const sign = phone ? "" : `\n\n-- \n${said.signature.join("\n")}`;
    return `${mine}${sign}\n\n> ${introductions[said.language](before.from)}\n> \n${phone ? "> \ufeff" : ""}${marked(before.lines).replace(/^> /, phone ? "" : "> ")}\n\n`;
  }
  const { begins } = forwards[said.language];
  return `${mine}\n\n> ${begins}\n> \n${marked(fields(said))}\n> \n${marked(before.lines)}\n\n`;
}

function page(said: Said, phone: boolean): string {
  const mine = said.paragraphs.map((text) => `<div>${escaped(text)}</div>`).join("<div><br></div>");
  const { before } = said;
  const charset = `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>`;
  const open = phone
    ? '<body dir="auto">'
    : '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">';
  const sign = phone
    ? `<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${sentFrom[said.language]}</div>`
    : said.signature.length
      ? `<br><div id="AppleMailSignature"><div>${said.signature.map(escaped).join("<br>")}</div></div>`
      : "";
  if (!before) return `${charset}${open}${mine}${sign}</body></html>`;
  const old = before.lines.map((line) => `<div>${escaped(line)}</div>`).join("");
  if (isReply(said)) {
    const intro = escaped(introductions[said.language](before.from));
    const quote = phone
      ? `<div dir="ltr"><br><blockquote type="cite">${intro}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff${old}</div></blockquote>`
      : `<div><br><blockquote type="cite"><div>${intro}</div><br class="Apple-interchange-newline"><div>${old}</div></blockquote></div><br>`;
    return `${charset}${open}${mine}${sign}${quote}</body></html>`;
  }
  const block = fields(said)
    .map((field) => field.split(": "))
    .map(
      ([name, ...rest]) =>
        `<div style="margin: 0px;"><span style="color:rgba(0, 0, 0, 1.0);"><b>${name}: </b></span><span>${escaped(rest.join(": "))}<br></span></div>`,
    )
    .join("");
  return `${charset}${open}${mine}${phone ? sign : ""}<div><br><blockquote type="cite"><div>${forwards[said.language].begins}</div><br class="Apple-interchange-newline">${block}<br><div>${old}</div></blockquote></div><br></body></html>`;
}

function write(said: Said, phone: boolean): Buffer {
  const upper = hexOf(said, 32)
    .toUpperCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const edge = phone ? `Apple-Mail-${upper}` : `Apple-Mail=_${upper}`;
  const encoding = said.language === "en" ? "quoted-printable" : "base64";
  const type = phone
    ? `Content-Type: multipart/alternative; boundary=${edge}`
    : `Content-Type: multipart/alternative;\r\n\tboundary="${edge}"`;
  const more = phone ? "" : "";
  const alternative = multipart(edge, [
    textPart("text/plain", plain(said, phone), "utf-8", encoding, more),
    textPart("text/html", page(said, phone), "utf-8", encoding),
  ]);
  const thread = threadOf(said);
  const from = `From: ${words(said.from.name, "B", "utf-8")} <${said.from.address}>`;
  const head = (contentType: string) =>
    phone
      ? [
          contentType,
          "Content-Transfer-Encoding: 7bit",
          from,
          "Mime-Version: 1.0 (1.0)",
          `Date: ${dateOf(said)}`,
          `Subject: ${words(subjectOf(said), "B", "utf-8")}`,
          `Message-Id: <${upper}@${said.from.address.split("@")[1]}>`,
          thread && `References: ${thread}`,
          thread && `In-Reply-To: ${thread}`,
          "To: Tandem Bikes <help@tandem-bikes.example>",
          "X-Mailer: iPhone Mail (21E236)",
        ]
      : [
          from,
          contentType,
          "Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3774.600.62\\))",
          `Subject: ${words(subjectOf(said), "Q", "utf-8")}`,
          `Date: ${dateOf(said)}`,
          thread && `References: ${thread}`,
          "To: Tandem Bikes <help@tandem-bikes.example>",
          thread && `In-Reply-To: ${thread}`,
          `Message-Id: <${upper}@${said.from.address.split("@")[1]}>`,
          "X-Mailer: Apple Mail (2.3774.600.62)",
        ];
  if (!said.file) return entity(head(type), alternative);
  const outer = `${edge}0`;
  return entity(
    head(
      phone
        ? `Content-Type: multipart/mixed; boundary=${outer}`
        : `Content-Type: multipart/mixed;\r\n\tboundary="${outer}"`,
    ),
    multipart(outer, [
      entity([type], alternative),
      filePart(
        [
          `Content-Type: ${said.file.type};\r\n\t${continued(said.file.name, "name").replaceAll("\r\n ", "\r\n\t")}`,
          `Content-Disposition: inline;\r\n\t${continued(said.file.name).replaceAll("\r\n ", "\r\n\t")}`,
          "Content-Transfer-Encoding: base64",
        ],
        said.file.content,
      ),
      textPart("text/plain", "\n\n", "us-ascii", "7bit"),
    ]),
  );
}

export const appleClients: Client[] = [
  {
    name: "Apple Mail (Mac)",
    languages,
    kinds: ["fresh", "reply", "forward"],
    write: (said) => write(said, false),
  },
  {
    name: "Apple Mail (iPhone)",
    languages,
    kinds: ["fresh", "reply", "forward"],
    write: (said) => write(said, true),
  },
];
