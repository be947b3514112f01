import { anchorOf } from "../../../contract/article-html.ts";
import { type Block, isBlock, isInline, type Piece, readTree, wordsOf, writeTree } from "./tree.ts";

/** A stored article in Markdown (CommonMark with tables and callouts); what Markdown has no sign for stays HTML in it. */
export const markdownOf = (html: string): string =>
  `${blocksOf(readTree(html)).join("\n\n")}\n`.replace(/^\n$/, "");

const blocksOf = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((one) => (typeof one === "string" ? (one.trim() ? [inline([one])] : []) : [blockOf(one)]));

function blockOf(one: Block): string {
  const { tag, attributes, of } = one;
  // Direction, language and spans have no sign.
  if (attributes.dir || attributes.lang) return writeTree([one]);
  switch (tag) {
    case "p":
      return inline(of).replace(/^(\s*)([#>+*-]|\d+[.)])(?=\s)/, "$1\\$2");
    case "h2":
    case "h3":
    case "h4": {
      const id = attributes.id && attributes.id !== anchorOf(wordsOf(of)) ? ` {#${attributes.id}}` : "";
      return `${"#".repeat(Number(tag[1]))} ${inline(of)}${id}`;
    }
    case "ul":
    case "ol":
      return listOf(one);
    case "blockquote":
      return quoted(blocksOf(of));
    case "aside":
      return quoted([`[!${attributes["data-callout"]!.toUpperCase()}]\n${blocksOf(of).join("\n\n")}`]);
    case "pre": {
      const language = isBlock(of[0]) ? (of[0].attributes.class ?? "").replace("language-", "") : "";
      const text = wordsKept(of);
      const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)));
      return `${fence}${language}\n${text}\n${fence}`;
    }
    case "hr":
      return "---";
    case "figure":
      return figureOf(one);
    case "table":
      return tableOf(one) ?? writeTree([one]);
    default:
      return writeTree([one]);
  }
}

const quoted = (blocks: string[]) => blocks.join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">");

const wordsKept = (pieces: readonly Piece[]): string =>
  pieces.map((one) => (typeof one === "string" ? one : wordsKept(one.of))).join("");

function listOf({ tag, attributes, of }: Block): string {
  // A list that is no steps says so, since numbers alone are read as steps.
  if (tag === "ol" && attributes["data-steps"] === undefined) return writeTree([{ tag, attributes, of }]);
  const first = Number(attributes.start ?? 1);
  const items = of.filter((item): item is Block => isBlock(item, "li"));
  if (items.some((item) => item.attributes.dir || item.attributes.lang))
    return writeTree([{ tag, attributes, of }]);
  const isLoose = items.some((item) => item.of.filter((inner) => isBlock(inner, "p")).length > 1);
  return items
    .map((item, at) => {
      const mark = tag === "ol" ? `${first + at}. ` : "- ";
      const inner = blocksOf(item.of).join(isLoose ? "\n\n" : "\n");
      return mark + inner.replace(/\n(?=[^\n])/g, `\n${" ".repeat(mark.length)}`);
    })
    .join(isLoose ? "\n\n" : "\n");
}

function figureOf(one: Block): string {
  const caption = one.of.find((inner) => isBlock(inner, "figcaption")) as Block | undefined;
  const { "data-video": video } = one.attributes;
  if (video) return caption || video.startsWith("file:") ? writeTree([one]) : `<${video}>`;
  return caption ? writeTree([one]) : inline(one.of);
}

/** Null for what a table of Markdown cannot say: joined cells, several lines in one, heads at the side. */
function tableOf({ of }: Block): string | null {
  const [head, body, ...rest] = of.filter((inner): inner is Block => isBlock(inner));
  if (rest.length || !isBlock(head, "thead") || head.of.length !== 1 || (body && body.tag !== "tbody"))
    return null;
  const rows = [...head.of, ...(body?.of ?? [])].filter((row): row is Block => isBlock(row));
  const cells: string[][] = [];
  for (const [at, row] of rows.entries()) {
    const line: string[] = [];
    for (const cell of row.of) {
      if (!isBlock(cell, at ? "td" : "th") || cell.of.length > 1) return null;
      const { scope: _, ...others } = cell.attributes;
      const inner = cell.of[0];
      if (
        Object.keys(others).length ||
        (inner && (!isBlock(inner, "p") || Object.keys(inner.attributes).length))
      )
        return null;
      line.push(isBlock(inner) ? inline(inner.of).replaceAll("|", "\\|").replaceAll("\\\n", "<br>") : "");
    }
    cells.push(line);
  }
  if (cells.some((line) => line.length !== cells[0]!.length)) return null;
  const written = cells.map((line) => `| ${line.join(" | ")} |`);
  return [written[0], `|${" --- |".repeat(cells[0]!.length)}`, ...written.slice(1)].join("\n");
}

const inline = (pieces: readonly Piece[]): string => pieces.map(wordOf).join("");

function wordOf(one: Piece): string {
  if (typeof one === "string") return escaped(one);
  const { tag, attributes, of } = one;
  const inner = inline(of);
  switch (tag) {
    case "strong":
      return marked(inner, "**");
    case "em":
      return marked(inner, "*");
    case "s":
      return marked(inner, "~~");
    case "br":
      return "\\\n";
    case "code": {
      const text = wordsKept(of);
      const fence = text.includes("`") ? "``" : "`";
      return fence.length > 1 ? `${fence} ${text} ${fence}` : fence + text + fence;
    }
    case "img":
      return attributes.width || attributes.height
        ? writeTree([one])
        : `![${escaped(attributes.alt ?? "")}](file:${attributes["data-file"]})`;
    case "a": {
      const { href, "data-article": article, "data-file": file } = attributes;
      return `[${inner}](${article ? `article:${article}` : file ? `file:${file}` : address(href ?? "")})`;
    }
    default:
      return isInline(tag) ? writeTree([one]) : inner;
  }
}

const address = (href: string) =>
  /[\s()<>]/.test(href) ? `<${href.replace(/[<>\s]/g, encodeURIComponent)}>` : href;

/** Signs of emphasis cannot stand beside a space, or within a word of a script without spaces. */
function marked(words: string, sign: string): string {
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  if (!inner) return words;
  const isSafe =
    /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}]/u.test(inner) &&
    /[\p{L}\p{N}]$/u.test(inner) &&
    !/[\p{Script=Han}]/u.test(inner);
  if (isSafe) return before + sign + inner + sign + after;
  const tag = { "**": "strong", "*": "em", "~~": "s" }[sign];
  return `${before}<${tag}>${inner}</${tag}>${after}`;
}

/** Signs that would be read as marks. */
const escaped = (words: string): string =>
  words
    .replace(/[\\`*_[\]~]/g, "\\$&")
    .replace(/</g, "&lt;")
    .replace(/&(?=#?\w+;)/g, "&amp;");
