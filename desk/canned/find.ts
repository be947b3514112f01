import type { CannedReply } from "../../contract/canned-replies.ts";
import type { Conversation } from "../../contract/conversations.ts";
import { type Locale, locales } from "../texts/locales.ts";

/** A prepared answer as it would be used in a conversation. */
export interface Found {
  reply: CannedReply;
  /** The language it would be in, and whether that is the conversation's. */
  locale: Locale;
  isTranslated: boolean;
  /** What it says, as plain text in one line, with its variables. */
  words: string;
}

type For = Pick<Conversation, "brand" | "line" | "language">;

/**
 * The prepared answers that fit a conversation and what was typed. A shortcut that begins with it comes first, then a
 * name, then words that stand within; among equals what is used most. Answers of other brands and the other line are
 * not among them.
 */
export function findCanned(replies: readonly CannedReply[], text: string, of: For, reader: Locale): Found[] {
  const asked = folded(text).split(/\s+/).filter(Boolean);
  return replies
    .filter(({ brand, line }) => (!brand || brand.id === of.brand.id) && (!line || line === of.line))
    .map((reply) => ({ ...inLanguage(reply, of.language, reader), rank: rankOf(reply, asked) }))
    .filter(({ rank }) => rank < nowhere)
    .sort(
      (a, b) =>
        a.rank - b.rank || b.reply.uses - a.reply.uses || a.reply.shortcut.localeCompare(b.reply.shortcut),
    )
    .map(({ rank: _rank, ...found }) => found);
}

const nowhere = 4;

function rankOf({ shortcut, name, bodies }: CannedReply, asked: readonly string[]): number {
  if (asked.length === 0) return 0;
  const joined = asked.join("-");
  if (folded(shortcut) === joined) return 0;
  if (folded(shortcut).startsWith(joined)) return 1;
  if (asked.every((word) => begins(folded(name), word) || begins(folded(shortcut), word))) return 2;
  const all = folded([name, shortcut, ...Object.values(bodies).map(plain)].join(" "));
  return asked.every((word) => all.includes(word)) ? 3 : nowhere;
}

/** Its variant in the language of the conversation; else in the reader's own, else the first there is. */
function inLanguage(reply: CannedReply, language: string, reader: Locale): Found {
  const own = locales.find((each) => each === language && reply.bodies[each]);
  const locale = own ?? [reader, ...locales].find((each) => reply.bodies[each]) ?? reader;
  return { reply, locale, isTranslated: own !== undefined, words: plain(reply.bodies[locale] ?? "") };
}

/** HTML as one line of text, good enough to search and to show the beginning of. */
export function plain(html: string): string {
  const page = new DOMParser().parseFromString(
    html.replace(/<(br|\/p|\/li|\/div|\/h\d)\b[^>]*>/g, "$& "),
    "text/html",
  );
  return (page.body.textContent ?? "").replace(/\s+/g, " ").trim();
}

const begins = (text: string, word: string) =>
  text.startsWith(word) ||
  text.split(/[\s_-]+/).some((part) => part.startsWith(word)) ||
  (isHan.test(word) && text.includes(word));
const isHan = /\p{Script=Han}/u;

const folded = (text: string) =>
  text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/ё/g, "е");
