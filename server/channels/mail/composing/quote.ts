import { html } from "ghtml";
import { directionOf, type Locale } from "../../../../contract/languages.ts";
import { text } from "../../../texts.ts";
import { directionOfText, startOf } from "./direction.ts";
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
  const direction = directionOfText(words, directionOf(answered.language));
  const start = startOf(direction);
  return {
    text: `${said}\n${words
      .split("\n")
      .map((line) => `> ${line}`)
      .join("\n")}`,
    html: html`<div class="gmail_quote"><div class="gmail_attr" dir="${directionOf(locale)}">${said}</div><blockquote type="cite" class="gmail_quote" lang="${languageTag(answered.language)}" dir="${direction}" style="margin:0;margin-${start}:0.8ex;border-${start}:1px solid #ccc;padding-${start}:1ex;text-align:${start}">!${paragraphs(words, direction)}</blockquote></div>`,
  };
}

/** `other` and `unknown` are words of ours; an empty tag says that nobody knows (HTML, 3.2.6.2). */
const languageTag = (language: string) => (language === "other" || language === "unknown" ? "" : language);
