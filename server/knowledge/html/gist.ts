import { articleLinkOf, videoOf } from "../../../contract/article-html.ts";
import { type Piece, piece, readTree, walk, wordsOf } from "./tree.ts";

/** What an article says and points to, told from its HTML. */
export interface Gist {
  /** Its words without marks, a line for each block. */
  text: string;
  headings: { id: string; level: 2 | 3 | 4; words: string }[];
  anchors: ReadonlySet<string>;
  /** To other articles, to places (in it, when `articleId` is null), to files of ours, to pages on the web. */
  articles: { articleId: string; anchor: string | null }[];
  ownAnchors: string[];
  files: string[];
  pages: string[];
}

export function gistOf(html: string): Gist {
  const tree = readTree(html);
  const headings: Gist["headings"] = [];
  const articles = new Map<string, Gist["articles"][number]>();
  const [ownAnchors, files, pages] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { tag, attributes, of } of walk(tree)) {
    if (/^h[2-4]$/.test(tag) && attributes.id)
      headings.push({ id: attributes.id, level: Number(tag[1]) as 2 | 3 | 4, words: wordsOf(of) });
    const link = attributes["data-article"] ? articleLinkOf(attributes["data-article"]) : null;
    if (link) articles.set(attributes["data-article"]!, link);
    if (attributes["data-file"]) files.add(attributes["data-file"]);
    const video = attributes["data-video"] ? videoOf(attributes["data-video"]) : null;
    if (video?.host === "file") files.add(video.id);
    if (video?.address) pages.add(video.address);
    if (attributes.href?.startsWith("#")) ownAnchors.add(attributes.href.slice(1));
    else if (/^https?:/i.test(attributes.href ?? "")) pages.add(attributes.href!);
  }
  return {
    text: linesOf(tree).join("\n"),
    headings,
    anchors: new Set(headings.map(({ id }) => id)),
    articles: [...articles.values()],
    ownAnchors: [...ownAnchors],
    files: [...files],
    pages: [...pages],
  };
}

/** The words of each block that holds words, in order. */
function linesOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((one) => {
    if (typeof one === "string") return one.trim() ? [one.trim()] : [];
    if (one.tag === "tr") {
      const cells = one.of.map((cell) => (typeof cell === "string" ? cell : wordsOf(cell.of)));
      return [cells.filter(Boolean).join(" · ")];
    }
    const holdsWords = /^(?:p|h[2-4]|summary|figcaption|caption|code)$/.test(one.tag);
    if (!holdsWords) return linesOf(one.of);
    const words = one.tag === "code" ? wordsOf([piece("pre", one.of)]) : wordsOf(one.of);
    return words ? [words] : [];
  });
}

/** An article as plain text for an answer: steps are numbered, items have a dash, links their address behind them. */
export function plainText(
  html: string,
  linkOf: (articleId: string, anchor: string | null) => string | null,
): string {
  return plainBlocks(readTree(html), linkOf, "")
    .join("\n\n")
    .replace(/\n{3,}/g, "\n\n");
}

type LinkOf = Parameters<typeof plainText>[1];

function plainBlocks(pieces: readonly Piece[], linkOf: LinkOf, indent: string): string[] {
  return pieces.flatMap((one): string[] => {
    if (typeof one === "string") return one.trim() ? [indent + one.trim()] : [];
    const { tag, attributes, of } = one;
    if (tag === "ul" || tag === "ol") {
      const first = Number(attributes.start ?? 1);
      const items = of.map((item, at) => {
        const mark = tag === "ol" ? `${first + at}. ` : "– ";
        const inner = typeof item === "string" ? [] : plainBlocks(item.of, linkOf, `${indent}   `);
        return indent + mark + inner.join("\n").trimStart();
      });
      return [items.join("\n")];
    }
    if (tag === "table")
      return [
        [...walk(of)]
          .filter((each) => each.tag === "tr")
          .map((row) =>
            row.of.map((cell) => (typeof cell === "string" ? "" : plainWords(cell.of, linkOf))).join(" | "),
          )
          .join("\n"),
      ];
    if (tag === "hr") return ["———"];
    if (tag === "pre") return [plainWords(of, linkOf)];
    if (tag === "figure") {
      const video = videoOf(attributes["data-video"] ?? "");
      return video?.address ? [[plainWords(of, linkOf), video.address].filter(Boolean).join(": ")] : [];
    }
    if (/^(?:blockquote|aside|details|li)$/.test(tag)) return plainBlocks(of, linkOf, indent);
    const words = plainWords(of, linkOf);
    return words ? [indent + words] : [];
  });
}

function plainWords(pieces: readonly Piece[], linkOf: LinkOf): string {
  return pieces
    .map((one) => {
      if (typeof one === "string") return one;
      if (one.tag === "br") return "\n";
      const words = plainWords(one.of, linkOf);
      if (one.tag !== "a") return words;
      const link = articleLinkOf(one.attributes["data-article"] ?? "");
      const address = link ? linkOf(link.articleId, link.anchor) : one.attributes.href;
      const says = address && !address.startsWith("#") && address !== words;
      return says ? `${words} (${address.replace(/^(?:mailto|tel):/, "")})` : words;
    })
    .join("")
    .trim();
}
