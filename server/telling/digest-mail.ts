import { html } from "ghtml";
import { directionOf, type Locale } from "../../contract/languages.ts";
import { noticeWords, placeOfNotice } from "../../contract/notice-words.ts";
import { type TextKey, text, timeText } from "../texts.ts";
import type { Reader, Told } from "./readers.ts";
import { speakerFor } from "./speaker.ts";

interface Matter {
  name: string;
  link: string;
  lines: { words: string; when: string }[];
}

type Addressed = Pick<Reader, "name" | "locale" | "timeZone">;

/** What is new for somebody, by matter, each with a way to it. */
export function digestMail({
  reader,
  notices,
  publicUrl,
}: {
  reader: Addressed;
  notices: Told[];
  publicUrl: string;
}): { subject: string; text: string; html: string } {
  const { locale } = reader;
  const say = (key: TextKey, values?: Record<string, string | number>) => text(locale, key, values);
  const matters = byMatter(reader, notices, publicUrl);
  const settings = String(new URL("/settings/notices", publicUrl));
  const values = { count: notices.length, name: isolated(reader.name) };
  const subject = say("digest.subject", values).replace(/[\u2068\u2069]/g, "");
  const [greeting, opening, why] = [say("mail.greeting", values), say("digest.opening"), say("digest.why")];
  return {
    subject,
    text: [
      greeting,
      opening,
      ...matters.map(({ name, link, lines }) =>
        [name, ...lines.map(({ words, when }) => `- ${words} (${when})`), link].join("\n"),
      ),
      `${why}\n${say("digest.settings")}: ${settings}`,
    ].join("\n\n"),
    html: page({
      locale,
      subject,
      greeting,
      opening,
      why,
      matters,
      settings: { link: settings, words: say("digest.settings") },
    }),
  };
}

function byMatter({ locale, timeZone }: Addressed, notices: Told[], publicUrl: string): Matter[] {
  const speaker = speakerFor(locale, timeZone);
  const groups = Map.groupBy(notices, ({ id, conversation }) => conversation?.id ?? id);
  return [...groups.values()].map((group) => {
    const { conversation } = group[0]!;
    return {
      name: conversation
        ? `#${conversation.number} ${isolated(conversation.subject || text(locale, "conversation.noSubject"))}`
        : text(locale, "digest.other"),
      link: String(new URL(placeOfNotice(group[0]!), publicUrl)),
      lines: group.map((notice) => ({
        words: noticeWords({ ...notice, at: notice.at.toISOString() }, speaker),
        when: timeText(locale, notice.at, timeZone),
      })),
    };
  });
}

/** A name may run the other way than the sentence it stands in; U+2068 and U+2069 keep it in its place. */
const isolated = (name: string) => `\u2068${name}\u2069`;

type Page = {
  locale: Locale;
  subject: string;
  greeting: string;
  opening: string;
  why: string;
  matters: Matter[];
  settings: { link: string; words: string };
};

/** Tables and inline styles, because Outlook draws mail with Word. */
function page({ locale, subject, greeting, opening, why, matters, settings }: Page): string {
  const dir = directionOf(locale);
  const start = dir === "rtl" ? "right" : "left";
  const font =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','PingFang SC','Microsoft YaHei',Arial,sans-serif";
  const listed = matters
    .map(
      ({
        name,
        link,
        lines,
      }) => html`<tr><td dir="${dir}" style="padding:12px 0;border-top:1px solid #d9dee4;text-align:${start}">
<a href="${link}" style="color:#3d4fc4;font-weight:600;text-decoration:none">${name}</a>
!${lines
        .map(
          ({ words, when }) =>
            html`<p style="margin:4px 0 0">${words}<br><span style="font-size:13px;color:#5b6470">${when}</span></p>`,
        )
        .join("")}</td></tr>`,
    )
    .join("");
  return html`<!doctype html>
<html lang="${locale}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${subject}</title></head>
<body dir="${dir}" style="margin:0;padding:24px 16px;background:#ffffff;color:#1f2933;text-align:${start};${font};font-size:16px;line-height:24px">
<table role="presentation" dir="${dir}" align="center" width="100%" style="max-width:520px;border-collapse:collapse"><tr><td style="text-align:${start}">
<p style="margin:0 0 16px">${greeting}</p><p style="margin:0 0 16px">${opening}</p></td></tr>
!${listed}
<tr><td style="padding:16px 0 0;border-top:1px solid #d9dee4;font-size:14px;line-height:20px;color:#5b6470;text-align:${start}">${why}
<a href="${settings.link}" style="color:#3d4fc4">${settings.words}</a></td></tr>
</table>
</body>
</html>
`;
}
