import { Marked } from "marked";
import type { CalloutKind } from "../../../contract/article-html.ts";
import { type Cleaned, cleanArticle } from "./clean.ts";
import { type Block, isBlock, type Piece, piece, readTree, wordsOf, writeTree } from "./tree.ts";

const marked = new Marked({
  gfm: true,
  breaks: false,
  // A list that was written as HTML is told from one that was written with numbers.
  walkTokens(token) {
    if (token.type === "html") token.text = token.text.replace(/<ol\b(?![^>]*\btype\b)/gi, '<ol type="1"');
  },
});

/** Markdown (CommonMark, tables, callouts as `> [!NOTE]`, `{#id}` behind headings) as the HTML of an article. */
export function fromMarkdown(markdown: string): Cleaned {
  const html = marked.parse(markdown, { async: false });
  return cleanArticle(writeTree(adapted(readTree(html), true)));
}

/** What Markdown says by custom rather than by a sign of its own. */
function adapted(pieces: readonly Piece[], isTop: boolean): Piece[] {
  return pieces.map((one): Piece => {
    if (typeof one === "string") return one;
    const of = adapted(one.of, false);
    if (one.tag === "blockquote") return callout({ ...one, of }) ?? { ...one, of };
    if (/^h[1-6]$/.test(one.tag)) return named({ ...one, of });
    // Written with numbers at the top of a text, what comes one after the other is to be done one after the other.
    if (one.tag === "ol" && isTop && !one.attributes.class && !("type" in one.attributes))
      return { ...one, of, attributes: { ...one.attributes, "data-steps": "" } };
    return { ...one, of };
  });
}

function named(heading: Block): Block {
  const last = heading.of.at(-1);
  const found = typeof last === "string" ? /^([\s\S]*?)\s*\{#([^\s{}]+)\}\s*$/.exec(last) : null;
  if (!found) return heading;
  return {
    ...heading,
    of: [...heading.of.slice(0, -1), found[1]!],
    attributes: { ...heading.attributes, id: found[2]! },
  };
}

const signs: Record<string, CalloutKind> = {
  note: "note",
  info: "note",
  tip: "tip",
  hint: "tip",
  important: "warning",
  warning: "warning",
  attention: "warning",
  caution: "danger",
  danger: "danger",
};

/** Words that people begin a warning with, bold and with a colon. */
const openings: Record<string, CalloutKind> = {
  note: "note",
  примечание: "note",
  примітка: "note",
  备注: "note",
  说明: "note",
  ملاحظة: "note",
  tip: "tip",
  совет: "tip",
  порада: "tip",
  提示: "tip",
  نصيحة: "tip",
  warning: "warning",
  important: "warning",
  внимание: "warning",
  важно: "warning",
  увага: "warning",
  важливо: "warning",
  注意: "warning",
  警告: "warning",
  تنبيه: "warning",
  تحذير: "warning",
  danger: "danger",
  опасно: "danger",
  небезпечно: "danger",
  危险: "danger",
  خطر: "danger",
};

/** A quotation that is a callout: `[!NOTE]` in its first line, or a bold word of warning and a colon. */
function callout(quote: Block): Block | null {
  const at = quote.of.findIndex((one) => isBlock(one));
  const first = quote.of[at];
  if (!isBlock(first, "p")) return null;
  const [opening, ...after] = first.of;
  const sign = typeof opening === "string" ? /^\s*\[!(\w+)\]\s*([\s\S]*)$/.exec(opening) : null;
  let kind = sign ? signs[sign[1]!.toLowerCase()] : undefined;
  let rest: Piece[] = sign ? [sign[2]!, ...after] : [];
  if (!kind && isBlock(opening, "strong")) {
    const words = wordsOf(opening.of);
    const next = typeof after[0] === "string" ? after[0] : "";
    const isLabel = /[:：]$/.test(words) || /^\s*[:：]/.test(next);
    kind = isLabel ? openings[words.replace(/\s*[:：]$/, "").toLowerCase()] : undefined;
    rest = [capital(next.replace(/^\s*[:：]?\s*/, "")), ...after.slice(1)];
  }
  if (!kind) return null;
  const paragraph = wordsOf(rest) ? [piece("p", rest)] : [];
  return piece("aside", [...paragraph, ...quote.of.slice(at + 1)], { "data-callout": kind });
}

const capital = (words: string) => words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
