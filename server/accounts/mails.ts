import { html } from "ghtml";
import { directionOf, type Locale } from "../../contract/languages.ts";
import { type TextKey, text } from "../texts.ts";

/**
 * Sends what Tandem itself has to say to the people who work with it. It is called after the commit of what the mail
 * is about, and nobody waits for it: it tries in its own time, and reports what it gives up.
 */
export interface Mailer {
  send(mail: SystemMail): Promise<void>;
}

export interface SystemMail {
  workspaceId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  locale: Locale;
  /** In whose name it comes; the workspace's and its first inbox when left out. */
  from?: { name: string; address: string };
}

interface Letter {
  workspaceId: string;
  to: { name: string; address: string };
  locale: Locale;
  workspace: string;
  link: string;
}

export const invitationMail = (letter: Letter & { by: string }): SystemMail =>
  write("invitation", letter, { by: isolated(letter.by) });

export const resetMail = (letter: Letter): SystemMail => write("reset", letter, {});

/** A customer's link into the help centre of a brand, in the brand's name. */
export const customerLinkMail = ({ from, ...letter }: Letter & { from: SystemMail["from"] }): SystemMail => ({
  ...write("customerLink", letter, {}),
  from,
});

function write(
  kind: "invitation" | "reset" | "customerLink",
  letter: Letter,
  more: Record<string, string>,
): SystemMail {
  const { workspaceId, to, locale, link } = letter;
  const values = { name: isolated(to.name), workspace: isolated(letter.workspace), ...more };
  const say = (part: string) => text(locale, `mail.${kind}.${part}` as TextKey, values);
  const subject = withoutBreaks(say("subject"));
  const paragraphs = [text(locale, "mail.greeting", values), say("body")];
  const after = [say("ends"), say("unasked")];
  return {
    workspaceId,
    to,
    locale,
    subject,
    text: [...paragraphs, `${say("button")}:\n${link}`, ...after].join("\n\n"),
    html: page(locale, subject, paragraphs, { link, words: say("button") }, after),
  };
}

/** A name may run the other way than the sentence it stands in; U+2068 and U+2069 keep it in its place. */
const isolated = (name: string) => `\u2068${name}\u2069`;

/** A subject is a header: a line break in a name would begin another. Isolates there only confuse mail lists. */
const withoutBreaks = (line: string) => line.replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ");

/** Tables and inline styles, because Outlook draws mail with Word. */
function page(
  locale: Locale,
  title: string,
  before: string[],
  button: { link: string; words: string },
  after: string[],
): string {
  const dir = directionOf(locale);
  const start = dir === "rtl" ? "right" : "left";
  const font =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','PingFang SC','Microsoft YaHei',Arial,sans-serif";
  const said = before.map((words) => html`<p style="margin:0 0 16px">${words}</p>`).join("");
  const small = after
    .map(
      (words) => html`<p style="margin:0 0 8px;font-size:14px;line-height:20px;color:#5b6470">${words}</p>`,
    )
    .join("");
  return html`<!doctype html>
<html lang="${locale}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${title}</title></head>
<body dir="${dir}" style="margin:0;padding:24px 16px;background:#ffffff;color:#1f2933;text-align:${start};${font};font-size:16px;line-height:24px">
<table role="presentation" dir="${dir}" align="center" width="100%" style="max-width:520px;border-collapse:collapse"><tr><td style="text-align:${start}">
!${said}<p style="margin:0 0 24px"><a href="${button.link}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6e4f;color:#ffffff;text-decoration:none;font-weight:600">${button.words}</a></p>
!${small}<p dir="ltr" style="margin:16px 0 0;font-size:12px;line-height:18px;color:#5b6470;word-break:break-all;text-align:${start}">${button.link}</p>
</td></tr></table>
</body>
</html>
`;
}
