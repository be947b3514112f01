import { articleLinkOf, type CalloutKind, type VideoHost, videoOf } from "../../../contract/article-html.ts";
import { type Locale, writtenDirection } from "../../../contract/languages.ts";
import { text } from "../../texts.ts";
import { type Block, type Piece, piece, readTree, wordsOf, writeTree } from "./tree.ts";

export interface Rendering {
  /** Where a link to another article leads; null makes words of it. */
  linkOf: (articleId: string, anchor: string | null) => string | null;
  /** Where the bytes of a file are; null leaves a picture out and makes words of a link. */
  fileOf: (fileId: string) => string | null;
  /** The language of the page around it. */
  locale: Locale;
}

/**
 * A stored article as its readers see it. The pieces keep their `data-` names for the page's style; callouts say in words
 * what they are, tables scroll by themselves and are reached by keyboard, videos are cards that lead there.
 */
export const renderArticle = (html: string, how: Rendering): string =>
  writeTree(turned(readTree(html)).flatMap((one) => shown(one, how)));

/** Where an article is written in both directions, each block of words says its own, unless it or what it stands in does. */
function turned(tree: Piece[]): Piece[] {
  const directions = new Set(blocksOfWords(tree).map(({ of }) => writtenDirection(wordsOf(of))));
  return directions.size > 1 ? tree.map(turn) : tree;
}

function turn(one: Piece): Piece {
  if (typeof one === "string" || one.attributes.dir || one.tag === "pre") return one;
  if (!holdsWords(one)) return { ...one, of: one.of.map(turn) };
  return { ...one, attributes: { ...one.attributes, dir: writtenDirection(wordsOf(one.of)) } };
}

const blocksOfWords = (tree: readonly Piece[]): Block[] =>
  tree.flatMap((one) =>
    typeof one === "string" || one.attributes.dir || one.tag === "pre"
      ? []
      : holdsWords(one)
        ? [one]
        : blocksOfWords(one.of),
  );

const holdsWords = ({ tag, of }: Block): boolean =>
  /^(?:p|h[2-4]|summary|caption|figcaption|t[hd])$/.test(tag) &&
  !of.some((inner) => typeof inner === "object" && /^(?:p|[uo]l)$/.test(inner.tag)) &&
  /\p{L}/u.test(wordsOf(of));

function shown(one: Piece, how: Rendering): Piece[] {
  if (typeof one === "string") return [one];
  const of = one.of.flatMap((inner) => shown(inner, how));
  switch (one.tag) {
    case "a":
      return link(one, of, how);
    case "img":
      return picture(one, how);
    case "figure":
      return one.attributes["data-video"]
        ? video(one, of, how)
        : of.some((inner) => isTag(inner, "img"))
          ? [{ ...one, of }]
          : [];
    case "aside":
      return [callout(one, of, how.locale)];
    case "table":
      return [table(one, of, how.locale)];
    case "pre":
      // What scrolls must be reached by who has no mouse.
      return [{ ...one, attributes: { ...one.attributes, tabindex: "0" }, of }];
    default:
      return [{ ...one, of }];
  }
}

const isTag = (one: Piece, tag: string) => typeof one === "object" && one.tag === tag;

function link({ attributes }: Block, of: Piece[], { linkOf, fileOf }: Rendering): Piece[] {
  const article = articleLinkOf(attributes["data-article"] ?? "");
  const file = attributes["data-file"];
  const href = article ? linkOf(article.articleId, article.anchor) : file ? fileOf(file) : attributes.href;
  if (!href) return of;
  const isElsewhere = !article && !file && /^https?:/i.test(href);
  return [piece("a", of, { href, ...(isElsewhere && { rel: "noopener nofollow" }) })];
}

function picture({ attributes }: Block, { fileOf }: Rendering): Piece[] {
  const { "data-file": file, alt = "", width, height } = attributes;
  const src = file ? fileOf(file) : null;
  if (!src) return [];
  const size = { ...(width && { width }), ...(height && { height }) };
  return [piece("img", [], { src, alt, ...size, loading: "lazy", decoding: "async" })];
}

const hostNames: Record<Exclude<VideoHost, "file">, string> = {
  youtube: "YouTube",
  vimeo: "Vimeo",
  bilibili: "Bilibili",
  vk: "VK",
  rutube: "Rutube",
};

function video({ attributes, of: stored }: Block, of: Piece[], { fileOf, locale }: Rendering): Piece[] {
  const found = videoOf(attributes["data-video"]!);
  if (!found) return [];
  if (found.host === "file") {
    const src = fileOf(found.id);
    return src
      ? [
          piece("figure", [piece("video", [], { controls: "", preload: "none", src }), ...of], {
            "data-video": "file",
          }),
        ]
      : [];
  }
  const words = wordsOf(stored) || text(locale, "article.video");
  const card = piece(
    "a",
    [
      piece("strong", [words]),
      " ",
      piece("span", [text(locale, "article.video.on", { host: hostNames[found.host] })]),
    ],
    { href: found.address!, rel: "noopener nofollow", target: "_blank" },
  );
  return [piece("figure", [card], { "data-video": found.host })];
}

function callout(one: Block, of: Piece[], locale: Locale): Block {
  const label = text(locale, `article.callout.${one.attributes["data-callout"] as CalloutKind}`);
  return {
    ...one,
    attributes: { ...one.attributes, role: "note" },
    of: [piece("p", [piece("strong", [label])], { "data-label": "" }), ...of],
  };
}

function table(one: Block, of: Piece[], locale: Locale): Block {
  const caption = of.find((inner) => isTag(inner, "caption")) as Block | undefined;
  const label = (caption && wordsOf(caption.of)) || text(locale, "article.table");
  return piece("div", [{ ...one, of }], {
    "data-table": "",
    role: "region",
    tabindex: "0",
    "aria-label": label,
  });
}

/** The same for an answer by mail: no pictures, no places within the article, nothing that opens; callouts say what they are. */
export const renderForAnswer = (html: string, how: Pick<Rendering, "linkOf" | "locale">): string =>
  writeTree(readTree(html).flatMap((one) => answered(one, how)));

function answered(one: Piece, how: Pick<Rendering, "linkOf" | "locale">): Piece[] {
  if (typeof one === "string") return [one];
  const of = one.of.flatMap((inner) => answered(inner, how));
  const { tag, attributes } = one;
  if (/^h[2-4]$/.test(tag)) return [piece("p", [piece("strong", of)])];
  if (tag === "a")
    return attributes.href?.startsWith("#") ? of : link(one, of, { ...how, fileOf: () => null });
  if (tag === "img") return [];
  if (tag === "figure") {
    const address = videoOf(attributes["data-video"] ?? "")?.address;
    return address ? [piece("p", [piece("a", [wordsOf(one.of) || address], { href: address })])] : [];
  }
  if (tag === "aside") {
    const label = text(how.locale, `article.callout.${attributes["data-callout"] as CalloutKind}`);
    return [piece("blockquote", [piece("p", [piece("strong", [label])]), ...of])];
  }
  if (tag === "details") return of;
  if (tag === "summary") return [piece("p", [piece("strong", of)])];
  if (tag === "ol") return [piece("ol", of, attributes.start ? { start: attributes.start } : {})];
  return [piece(tag, of, attributes)];
}
