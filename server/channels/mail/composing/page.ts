import { html } from "ghtml";
import { directionOf, type Locale } from "../../../../contract/languages.ts";
import { directionOfText, running, startOf } from "./direction.ts";

export const bodyOf = (message: { html: string | null; text: string }, around: Locale): string =>
  message.html ? message.html : paragraphs(message.text, directionOf(around));

/** Words with the address at their end as a link. */
const linked = (words: string): string => {
  const at = words.indexOf("http");
  return html`${words.slice(0, at)}<a dir="ltr" href="${words.slice(at)}">${words.slice(at)}</a>`;
};

/** Plain text as HTML: empty lines part paragraphs, single ones break; each runs its own way. */
export const paragraphs = (words: string, around: "ltr" | "rtl"): string =>
  words
    .split(/\n{2,}/)
    .map(
      (part) =>
        html`<p !${running(directionOfText(part, around))} style="margin:0 0 1em">!${part
          .split("\n")
          .map((line) => html`${line}`)
          .join("<br>")}</p>`,
    )
    .join("");

interface Around {
  promised: string[];
  ways: string[];
  signature: string;
  quoted: string | undefined;
}

/**
 * A table within a table, since Outlook draws with Word, and 163 and QQ drop the body's own attributes: what says the
 * direction, the language and the type stands on the cell too. Colours are left to the reader's program, but for what
 * is quiet on both grounds, so that a dark one need not guess.
 */
export function page(locale: Locale, body: string, { promised, ways, signature, quoted }: Around): string {
  const direction = directionOf(locale);
  const start = startOf(direction);
  const runs = running(direction);
  const block = (style: string, inside: string) => html`<div !${runs} style="${style}">!${inside}</div>`;
  return html`<!doctype html>
<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head>
<body lang="${locale}" dir="${direction}" style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" !${runs}><tr>
<td lang="${locale}" !${runs} style="padding:12px;font-family:${fonts};font-size:15px;line-height:1.5;text-align:${start}">
<div !${runs}>!${body}</div>
!${promised.length ? block(`margin-top:1em;padding-${start}:0.8em;border-${start}:3px solid #999`, paragraphs(promised.join("\n"), direction)) : ""}
!${ways.length ? block("margin-top:1em;font-size:14px;color:#767676", ways.map(linked).join("<br>")) : ""}
!${signature ? block("margin-top:1.5em;color:#767676", paragraphs(signature, direction)) : ""}
!${quoted ? html`<br>!${quoted}` : ""}
</td></tr></table>
</body></html>`;
}

/** What is on every machine, for all our scripts; without names in quotes, which some programs cut the style at. */
const fonts = "Segoe UI,Helvetica Neue,Arial,PingFang SC,Microsoft YaHei,Tahoma,sans-serif";
