import { html } from "ghtml";
import { directionOf, type Locale } from "../../../../contract/languages.ts";
import { text } from "../../../texts.ts";
import { paragraphs } from "./page.ts";

const longestQuote = 20_000;

/** What we answer, for the end of the mail: folded by mail programs, there for who wants to look. */
export function quoteOf(
  answered: { authorName: string; reply: string; sentAt: Date; language: string },
  locale: Locale,
): { text: string; html: string } {
  const when = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(answered.sentAt);
  const said = text(locale, "mail.wrote", { when: `${when} UTC`, name: answered.authorName });
  const words = answered.reply.slice(0, longestQuote);
  return {
    text: `${said}\n${words
      .split("\n")
      .map((line) => `> ${line}`)
      .join("\n")}`,
    html: html`<div class="gmail_quote"><div class="gmail_attr">${said}</div><blockquote type="cite" class="gmail_quote" dir="${directionOf(answered.language)}" style="margin-block:0;margin-inline:0.8ex 0;border-inline-start:1px solid #ccc;padding-inline-start:1ex">!${paragraphs(words)}</blockquote></div>`,
  };
}
