import {
  type Client,
  chineseSubject,
  dateOf,
  filePart,
  hexOf,
  isReply,
  nrOf,
  textPart,
  threadOf,
} from "../client.ts";
import { entity, escaped, multipart, words } from "../mime.ts";
import type { Person, Said } from "../said.ts";

const divs = (lines: string[]) => lines.map((line) => `<div>${line ? escaped(line) : "<br>"}</div>`).join("");
const tight = ({ name, address }: Person) => `"${name}"<${address}>`;
const isChinese = (said: Said) => said.language === "zh";

function qqBlock(said: Said): [string, string][] {
  const before = said.before!;
  return isChinese(said)
    ? [
        ["发件人:", `"${before.from.name}" <${before.from.address}>;`],
        ["发送时间:", "2024年5月14日(星期二) 上午9:12"],
        ["收件人:", `${tight(before.to)};`],
        ["主题:", before.subject],
      ]
    : [
        ["From:", `"${before.from.name}" <${before.from.address}>;`],
        ["Date:", "Tue, May 14, 2024 09:12 AM"],
        ["To:", `${tight(before.to)};`],
        ["Subject:", before.subject],
      ];
}

function qq(said: Said): Buffer {
  const edge = `----=_NextPart_${hexOf(said, 8).toUpperCase()}_${hexOf(said, 8).toUpperCase()}_${hexOf(said, 8)}`;
  const original = isChinese(said) ? "原始邮件" : "Original";
  const dashes = "-".repeat(18);
  const lines = said.paragraphs;
  const plain = said.before
    ? `${lines.join("\n\n")}\n\n\n\n\n${dashes}&nbsp;${original}&nbsp;${dashes}\n`.replaceAll("&nbsp;", " ") +
      `${qqBlock(said)
        .map(([name, value]) => `${name} ${value}`)
        .join("\n")}\n\n\n\n${said.before.lines.join("\n")}\n`
    : `${lines.join("\n\n")}\n`;
  const html = said.before
    ? `<meta http-equiv="Content-Type" content="text/html; charset=GB18030">${divs(lines.flatMap((line) => [line, ""]))}<div><br></div><div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">${dashes}&nbsp;${original}&nbsp;${dashes}</div><div style="font-size: 12px;background:#efefef;padding:8px;">${qqBlock(
        said,
      )
        .map(([name, value]) => `<div><b>${name}</b>&nbsp;${escaped(value)}</div>`)
        .join("")}</div><div><br></div>${divs(said.before.lines)}`
    : `<meta http-equiv="Content-Type" content="text/html; charset=GB18030">${divs(lines.flatMap((line) => [line, ""]))}`;
  const alternative = multipart(edge, [
    textPart("text/plain", plain, '"gb18030"', "base64"),
    textPart("text/html", html, '"gb18030"', "base64"),
  ]);
  const type = `Content-Type: multipart/alternative;\r\n\tboundary="${edge}"`;
  const thread = threadOf(said);
  const quotedName = (name: string) => `"${words(name, "B", "gb18030")}"`;
  const head = (contentType: string) => [
    `X-QQ-FEAT: ${hexOf(said, 20)}`,
    "X-QQ-SSF: 00000000000000F0000000000000",
    `X-HAS-ATTACH: ${said.file ? "yes" : "no"}`,
    "X-QQ-BUSINESS-ORIGIN: 2",
    thread && `In-Reply-To: ${thread}`,
    thread && `References: ${thread}`,
    `X-QQ-mid: webmail${nrOf(said)}t1715658021t${nrOf(said) % 9999}`,
    `From: ${quotedName(said.from.name)} <${said.from.address}>`,
    `To: ${quotedName("Tandem Bikes")} <help@tandem-bikes.example>`,
    `Subject: ${words(chineseSubject(said), "B", "gb18030")}`,
    "Mime-Version: 1.0",
    contentType,
    "Content-Transfer-Encoding: 8Bit",
    `Date: ${dateOf(said)}`,
    "X-Priority: 3",
    `Message-ID: <tencent_${hexOf(said, 36).toUpperCase()}@qq.example>`,
    "X-QQ-MIME: TCMime 1.0 by Tencent",
    "X-Mailer: QQMail 2.x",
  ];
  const preamble = "This is a multi-part message in MIME format.";
  if (!said.file) return entity(head(type), multipartWith(preamble, alternative));
  const outer = `${edge}1`;
  const name = words(said.file.name, "B", "gb18030");
  return entity(
    head(`Content-Type: multipart/mixed;\r\n\tboundary="${outer}"`),
    multipart(
      outer,
      [
        entity([type], alternative),
        filePart(
          [
            `Content-Type: application/octet-stream;\r\n\tcharset="gb18030";\r\n\tname="${name}"`,
            `Content-Disposition: attachment; filename="${name}"`,
            "Content-Transfer-Encoding: base64",
          ],
          said.file.content,
        ),
      ],
      preamble,
    ),
  );
}

const multipartWith = (preamble: string, body: Buffer) =>
  Buffer.concat([Buffer.from(`${preamble}\r\n\r\n`), body]);

function netEaseBefore(said: Said): string[] {
  const before = said.before!;
  if (isReply(said))
    return [
      isChinese(said)
        ? `在 2024-05-14 09:12:33，"${before.from.name}" <${before.from.address}> 写道：`
        : `At 2024-05-14 09:12:33, "${before.from.name}" <${before.from.address}> wrote:`,
    ];
  const [begins, names] = isChinese(said)
    ? ["转发邮件信息", ["发件人：", "发送日期：", "收件人：", "主题："]]
    : ["Forwarding messages", ["From: ", "Date: ", "To: ", "Subject: "]];
  const values = [
    `"${before.from.name}" <${before.from.address}>`,
    "2024-05-14 09:12:33",
    `"${before.to.name}" <${before.to.address}>`,
    before.subject,
  ];
  return [`-------- ${begins} --------`, ...names.map((name, i) => `${name}${values[i]}`)];
}

function netEase(said: Said): Buffer {
  const edge = `----=_Part_${nrOf(said) % 900_000}_${nrOf(said)}.1715658021000`;
  const mine = said.paragraphs;
  const old = said.before?.lines ?? [];
  const below = said.before ? netEaseBefore(said) : [];
  const plain = said.before
    ? `${mine.join("\n\n")}\n\n\n\n\n\n\n\n\n\n\n\n\n\n${below.join("\n")}\n\n${old.join("\n")}\n`
    : `${mine.join("\n\n")}\n`;
  const shell = (inside: string) =>
    `<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">${inside}</div>`;
  const p = (line: string) => `<p style="margin: 0;">${line ? escaped(line) : "<br>"}</p>`;
  const own = mine
    .flatMap((line) => [line, ""])
    .map(p)
    .join("");
  const html = !said.before
    ? shell(own)
    : isReply(said)
      ? shell(
          `${own}<div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><p style="margin: 0;">${escaped(below[0]!)}</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">${divs(old)}</blockquote>`,
        )
      : shell(
          `${own}<div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><pre>${below.map(escaped).join("\n")}</pre><div>${divs(old)}</div>`,
        );
  const alternative = multipart(edge, [
    textPart("text/plain", plain, "GBK", "base64"),
    textPart("text/html", html, "GBK", "base64"),
  ]);
  const type = `Content-Type: multipart/alternative; \r\n\tboundary="${edge}"`;
  const thread = threadOf(said);
  const head = (contentType: string) => [
    `Received: from ${said.from.address.split("@")[0]}$163.example ( [192.0.2.9] ) by ajax-webmail-wmsvr-40-${nrOf(said) % 200} (Coremail)`,
    `X-Originating-IP: [192.0.2.9]`,
    `Date: ${dateOf(said)} (CST)`,
    `From: ${words(said.from.name, "Q", "GBK")} <${said.from.address}>`,
    'To: "Tandem Bikes" <help@tandem-bikes.example>',
    `Subject: ${words(chineseSubject(said), "Q", "GBK")}`,
    "X-Priority: 3",
    "X-Mailer: Coremail Webmail Server Version XT5.0.14 build 20230109(dcb5de15)",
    thread && `In-Reply-To: ${thread}`,
    thread && `References: ${thread}`,
    `X-NTES-SC: AL_Qu2a${hexOf(said, 30)}`,
    contentType,
    "MIME-Version: 1.0",
    `Message-ID: <${hexOf(said, 8)}.${hexOf(said, 4)}.18f75d.Coremail.${said.from.address}>`,
    "X-Coremail-Locale: zh_CN",
  ];
  if (!said.file) return entity(head(type), alternative);
  const outer = `${edge}.1`;
  const name = words(said.file.name, "B", "GBK");
  return entity(
    head(`Content-Type: multipart/mixed; \r\n\tboundary="${outer}"`),
    multipart(outer, [
      entity([type], alternative),
      filePart(
        [
          `Content-Type: ${said.file.type}; name="${name}"`,
          "Content-Transfer-Encoding: base64",
          `Content-Disposition: attachment; filename="${name}"`,
        ],
        said.file.content,
      ),
    ]),
  );
}

/** The mail apps of two makers of phones: their own line, then the fields of the original. */
const phone =
  (line: Record<"zh" | "en", string>, names: string[]) =>
  (said: Said): Buffer => {
    const edge = `_${hexOf(said, 8)}-${hexOf(said, 4)}-phone`;
    const own = line[isChinese(said) ? "zh" : "en"];
    const before = said.before;
    const title = isChinese(said) ? "-------- 原始邮件 --------" : "-------- Original Message --------";
    const values = before ? [before.subject, mailbox(before.from), mailbox(before.to)] : [];
    const fields = (isChinese(said) ? names : ["Subject: ", "From: ", "To: "]).map(
      (name, i) => name + values[i],
    );
    const plain = `${said.paragraphs.join("\n\n")}\n\n${own}\n${before ? `\n${title}\n${fields.join("\n")}\n\n${before.lines.join("\n")}\n` : ""}`;
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>${divs(said.paragraphs.flatMap((text) => [text, ""]))}<div>${own}</div>${before ? `<div id="quoted_original"><div>${title}</div>${divs(fields)}<div><br></div>${divs(before.lines)}</div>` : ""}</body></html>`;
    const thread = threadOf(said);
    return entity(
      [
        `Date: ${dateOf(said)}`,
        `Subject: ${words(chineseSubject(said))}`,
        `Message-ID: <${hexOf(said, 8)}-${hexOf(said, 4)}-4a5e@email.android.example>`,
        thread && `In-Reply-To: ${thread}`,
        `From: ${words(said.from.name)} <${said.from.address}>`,
        "To: help@tandem-bikes.example",
        "MIME-Version: 1.0",
        `Content-Type: multipart/alternative; boundary="${edge}"`,
      ],
      multipart(edge, [
        textPart("text/plain", plain, "utf-8", "base64"),
        textPart("text/html", html, "utf-8", "base64"),
      ]),
    );
  };

const mailbox = ({ name, address }: Person) => `${name} <${address}>`;

export const chineseClients: Client[] = [
  { name: "QQ", languages: ["zh", "en"], kinds: ["fresh", "reply", "forward"], write: qq },
  { name: "163 (NetEase)", languages: ["zh", "en"], kinds: ["fresh", "reply", "forward"], write: netEase },
  {
    name: "Huawei",
    languages: ["zh", "en"],
    kinds: ["reply"],
    write: phone({ zh: "来自我的华为手机", en: "Sent from my HUAWEI phone" }, [
      "主题：",
      "发件人：",
      "收件人：",
    ]),
  },
  {
    name: "Xiaomi",
    languages: ["zh", "en"],
    kinds: ["reply", "forward"],
    write: phone({ zh: "发自我的小米手机", en: "Sent from my Xiaomi" }, ["主题：", "发件人：", "收件人："]),
  },
];
