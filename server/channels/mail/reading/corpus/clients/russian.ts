import {
  type Client,
  dateOf,
  filePart,
  hexOf,
  isReply,
  mailbox,
  marked,
  nrOf,
  subjectOf,
  textPart,
  threadOf,
} from "../client.ts";
import { entity, escaped, multipart, words } from "../mime.ts";
import type { Person, Said } from "../said.ts";

const quoted = ({ name, address }: Person) => `"${name}" <${address}>`;
const offset = (said: Said) =>
  said.language === "ru" ? "+05:00" : said.language === "uk" ? "+03:00" : "+01:00";

/** Yandex writes HTML alone, and introduces what it quotes by date, name and a colon. */
function yandexPage(said: Said): string {
  const mine = said.paragraphs.map((text) => `<div>${escaped(text)}</div>`).join("<div> </div>");
  const { before } = said;
  if (!before) return mine;
  const intro = `14.05.2024, 09:12, ${quoted(before.from)}:`;
  const old = before.lines.map((line) => `<p>${escaped(line)}</p>`).join("");
  if (isReply(said))
    return `${mine}<div> </div><div>${escaped(intro)}</div><blockquote>${old}</blockquote><div> </div><div>-- </div>${said.signature.map((line) => `<div>${escaped(line)}</div>`).join("")}`;
  const [begins, ends] =
    said.language === "ru"
      ? ["Пересылаемое сообщение", "Завершение пересылаемого сообщения"]
      : ["Forwarded message", "End of forwarded message"];
  return `${mine}<div> </div><div>-------- ${begins} --------</div><div>${escaped(intro)}</div><div> </div>${old}<div>-------- ${ends} --------</div>`;
}

function yandex(said: Said): Buffer {
  const thread = threadOf(said);
  const head = (type: string[]) => [
    `Received: from mail-nwsmtp-smtp-production-main-${nrOf(said) % 90}.vla.yp-c.yandex.example`,
    `From: ${words(said.from.name, "B", "utf-8", " ")} <${said.from.address}>`,
    `Envelope-From: ${said.from.address.replace("@", "@")}`,
    "To: Tandem Bikes <help@tandem-bikes.example>",
    thread && `In-Reply-To: ${thread}`,
    thread && `References: ${thread}`,
    `Subject: ${words(subjectOf(said), "B", "utf-8", "\r\n\t")}`,
    "MIME-Version: 1.0",
    "X-Mailer: Yamail [ http://yandex.ru ] 5.0",
    `Date: ${dateOf(said)}`,
    `Message-Id: <${nrOf(said)}1715668821@mail.yandex.example>`,
    ...type,
  ];
  const html = textPart("text/html", yandexPage(said), "utf-8", "base64");
  if (!said.file) {
    const [top, ...rest] = html.toString("latin1").split("\r\n\r\n");
    return entity(head(top!.split("\r\n").toReversed()), Buffer.from(rest.join("\r\n\r\n"), "latin1"));
  }
  const edge = `----==--bound.${hexOf(said, 6)}.mail-nwsmtp.yandex.example`;
  const name = words(said.file.name, "B", "utf-8");
  return entity(
    head([`Content-Type: multipart/mixed;\r\n\tboundary="${edge}"`]),
    multipart(edge, [
      html,
      filePart(
        [
          `Content-Disposition: attachment;\r\n\tfilename="${name}"`,
          "Content-Transfer-Encoding: base64",
          `Content-Type: ${said.file.type};\r\n\tname="${name}"`,
        ],
        said.file.content,
      ),
    ]),
  );
}

function mailRuBlock(said: Said): string[] {
  const before = said.before!;
  const [date, names] =
    said.language === "en"
      ? [`Tuesday, May 14, 2024 9:12 AM ${offset(said)}`, ["From", "To", "Date", "Subject"]]
      : [`Вторник, 14 мая 2024, 9:12 ${offset(said)}`, ["От", "Кому", "Дата", "Тема"]];
  const values = [mailbox(before.from), mailbox(before.to), date, before.subject];
  return names.map((name, i) => `${name}: ${values[i]}`);
}

function mailRuTexts(said: Said): { plain: string; html: string } {
  const mine = said.paragraphs;
  const { before } = said;
  const paragraphs = mine.map((text) => `<div>${escaped(text)}</div>`).join("<div>&nbsp;</div>");
  if (!before)
    return { plain: `\n${mine.join("\n \n")}\n`, html: `\n<HTML><BODY>${paragraphs}</BODY></HTML>\n` };
  const sign = ["--", ...said.signature];
  const old = before.lines;
  if (isReply(said)) {
    const intro =
      said.language === "en"
        ? `Tuesday, May 14, 2024 9:12 AM ${offset(said)} from ${mailbox(before.from)}:`
        : `Вторник, 14 мая 2024, 9:12 ${offset(said)} от ${mailbox(before.from)}:`;
    return {
      plain: `\n${mine.join("\n \n")}\n \n${sign.join("\n")}\n \n \n${marked([intro, " ", ...old])}\n`,
      html: `\n<HTML><BODY>${paragraphs}<div>&nbsp;</div><div data-signature-widget="container"><div data-signature-widget="content"><div>${sign.map(escaped).join("<br>")}</div></div></div><div>&nbsp;</div><div>&nbsp;</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">${escaped(intro)}<br>&nbsp;<div id=""><div class="js-helper js-readmsg-msg"><div>${old.map((line) => `<div>${escaped(line)}</div>`).join("")}</div></div></div></blockquote></BODY></HTML>\n`,
    };
  }
  const begins = said.language === "en" ? "Forwarded message" : "Пересылаемое сообщение";
  const block = [`-------- ${begins} --------`, ...mailRuBlock(said)];
  return {
    plain: `\n${mine.join("\n \n")}\n \n \n${block.join("\n")}\n \n${old.join("\n")}\n`,
    html: `\n<HTML><BODY>${paragraphs}<div>&nbsp;</div><div>${block.map(escaped).join("<br>")}<br>&nbsp;<div><div>${old.map((line) => `<div>${escaped(line)}</div>`).join("")}</div></div></div></BODY></HTML>\n`,
  };
}

function mailRu(said: Said): Buffer {
  const edge = `--ALT--${hexOf(said, 8)}${hexOf(said, 8)}1715668821`;
  const { plain, html } = mailRuTexts(said);
  const alternative = multipart(edge, [
    textPart("text/plain", plain, "utf-8", "base64"),
    textPart("text/html", html, "utf-8", "base64"),
  ]);
  const thread = threadOf(said);
  const from = `${words(said.from.name)} <${said.from.address}>`;
  const head = (type: string) => [
    `Received: by f${nrOf(said) % 700}.i.mail.example with local (envelope-from <${said.from.address}>)`,
    `From: ${from}`,
    `To: ${words("Tandem Bikes")} <help@tandem-bikes.example>`,
    thread && `In-Reply-To: ${thread}`,
    thread && `References: ${thread}`,
    `Subject: ${words(subjectOf(said), "B", "UTF-8", "\r\n\t")}`,
    "MIME-Version: 1.0",
    "X-Mailer: Mail.Ru Mailer 1.0",
    `Date: ${dateOf(said)}`,
    `X-Letter-Fingerprint: ${hexOf(said, 32)}`,
    "X-Priority: 3 (Normal)",
    `Message-ID: <1715668821.${nrOf(said)}@f${nrOf(said) % 700}.i.mail.example>`,
    type,
    "Authentication-Results: f.i.mail.example; auth=pass",
    `Reply-To: ${from}`,
  ];
  const type = `Content-Type: multipart/alternative;\r\n\tboundary="${edge}"`;
  if (!said.file) return entity(head(type), alternative);
  const outer = `----${hexOf(said, 16)}:1715668821`;
  const name = words(said.file.name, "B", "UTF-8", "\r\n\t");
  return entity(
    head(`Content-Type: multipart/mixed;\r\n\tboundary="${outer}"`),
    multipart(outer, [
      entity([type], alternative),
      filePart(
        [
          `Content-Type: ${said.file.type}; name="${name}"`,
          `Content-Disposition: attachment; filename="${name}"`,
          "Content-Transfer-Encoding: base64",
        ],
        said.file.content,
      ),
    ]),
  );
}

export const russianClients: Client[] = [
  { name: "Yandex", languages: ["ru", "en"], kinds: ["fresh", "reply", "forward"], write: yandex },
  { name: "Mail.ru", languages: ["ru", "en"], kinds: ["fresh", "reply", "forward"], write: mailRu },
];
