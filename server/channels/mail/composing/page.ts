import { html } from "ghtml";
import { directionOf, type Locale } from "../../../../contract/languages.ts";

export const bodyOf = (message: { html: string | null; text: string }): string =>
  message.html ? message.html : paragraphs(message.text);

/** Words with the address at their end as a link. */
const linked = (words: string): string => {
  const at = words.indexOf("http");
  return html`${words.slice(0, at)}<a dir="ltr" href="${words.slice(at)}">${words.slice(at)}</a>`;
};

/** Plain text as HTML: empty lines part paragraphs, single ones break. */
export const paragraphs = (words: string): string =>
  words
    .split(/\n{2,}/)
    .map(
      (part) =>
        html`<p style="margin:0 0 1em">!${part
          .split("\n")
          .map((line) => html`${line}`)
          .join("<br>")}</p>`,
    )
    .join("");

export function page(
  locale: Locale,
  body: string,
  {
    promised,
    ways,
    signature,
    quoted,
  }: { promised: string[]; ways: string[]; signature: string; quoted: string | undefined },
): string {
  const direction = directionOf(locale);
  const align = direction === "rtl" ? "right" : "left";
  return html`<!doctype html>
<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"></head>
<body dir="${direction}" style="font-family:sans-serif;font-size:15px;line-height:1.5;text-align:${align}">
<div dir="${direction}">!${body}</div>
!${promised.length ? html`<div dir="${direction}" style="margin-top:1em;padding-inline-start:0.8em;border-inline-start:3px solid #bbb">!${paragraphs(promised.join("\n"))}</div>` : ""}
!${ways.length ? html`<div dir="${direction}" style="margin-top:1em;font-size:14px;color:#555">!${ways.map(linked).join("<br>")}</div>` : ""}
!${signature ? html`<div dir="${direction}" style="color:#666;margin-top:1.5em">!${paragraphs(signature)}</div>` : ""}
!${quoted ? html`<br>!${quoted}` : ""}
</body></html>`;
}
