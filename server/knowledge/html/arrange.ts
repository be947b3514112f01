import { anchorOf, calloutKinds, deepestArticle, isAnchor, videoOf } from "../../../contract/article-html.ts";
import { type Block, isBlock, isInline, type Piece, piece, walk, wordsOf } from "./tree.ts";

const directions = new Set(["ltr", "rtl", "auto"]);
const languageTag = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/;

/** Puts pieces where they may stand: words into paragraphs, items into lists, cells into rows; and names the headings. */
export function arrange(pieces: readonly Piece[]): Piece[] {
  const arranged = blocks(pieces, deepestArticle);
  nameHeadings(arranged);
  return arranged;
}

/** What may stand where blocks may: loose words become paragraphs. */
function blocks(pieces: readonly Piece[], left: number): Piece[] {
  const done: Piece[] = [];
  let loose: Piece[] = [];
  const endLoose = () => {
    done.push(...paragraph(loose, {}));
    loose = [];
  };
  for (const one of pieces) {
    if (typeof one === "string" || isInline(one.tag)) loose.push(one);
    else {
      endLoose();
      done.push(...block(one, left));
    }
  }
  endLoose();
  return done;
}

function block(one: Block, left: number): Piece[] {
  // Deeper than that nobody reads: the words stay.
  if (left <= 0) return paragraph([wordsOf(one.of)], {});
  const around = common(one);
  switch (one.tag) {
    case "p":
      return one.of.some((inner) => isBlock(inner) && !isInline(inner.tag))
        ? blocks(one.of, left)
        : paragraph(one.of, around);
    case "h2":
    case "h3":
    case "h4": {
      const words = inline(one.of);
      const { id = "" } = one.attributes;
      return wordsOf(words) ? [piece(one.tag, words, { ...(isAnchor(id) && { id }), ...around })] : [];
    }
    case "ul":
    case "ol":
      return list(one, left, around);
    case "li":
      return list(piece("ul", [one]), left, {});
    case "blockquote":
      return filled(piece("blockquote", blocks(one.of, left - 1), around));
    case "aside": {
      const kind = calloutKinds.find((known) => known === one.attributes["data-callout"]);
      const inner = blocks(one.of, left - 1);
      return kind ? filled(piece("aside", inner, { "data-callout": kind, ...around })) : inner;
    }
    case "pre":
      return code(one, around);
    case "hr":
      return [piece("hr", [])];
    case "details":
      return details(one, left, around);
    case "summary":
    case "figcaption":
    case "caption":
      return paragraph(one.of, around);
    case "figure":
      return figure(one, left, around);
    case "table":
      return table(one, left, around);
    default:
      // A row or a cell without its table.
      return blocks(one.of, left - 1);
  }
}

const filled = (one: Block): Piece[] => (one.of.length ? [one] : []);

/** A paragraph; of nothing but a picture, a figure; of nothing but the address of a video, that video. */
function paragraph(pieces: readonly Piece[], around: Record<string, string>): Piece[] {
  const words = inline(pieces);
  const [first, ...rest] = words;
  if (isBlock(first, "img") && !rest.length) return [piece("figure", [first], around)];
  if (isBlock(first, "a") && !rest.length && first.attributes.href === wordsOf(first.of)) {
    const video = videoOf(first.attributes.href);
    if (video?.address) return [piece("figure", [], { "data-video": video.address, ...around })];
  }
  const isEmpty = !words.some((one) => (typeof one === "string" ? one.trim() : one.tag !== "br"));
  return isEmpty ? [] : [piece("p", words, around)];
}

/** Words alone: what is a block loses its border but not its words. White space at both ends goes, inside it is one. */
function inline(pieces: readonly Piece[], within: readonly string[] = []): Piece[] {
  return trimmed(merged(pieces.flatMap((one): Piece[] => word(one, within))));
}

function word(one: Piece, within: readonly string[]): Piece[] {
  if (typeof one === "string") return [one.replace(/[ \t\r\n\f]+/g, " ")];
  if (!isInline(one.tag)) return [" ", ...one.of.flatMap((inner) => word(inner, within)), " "];
  if (one.tag === "br") return [piece("br", [])];
  if (one.tag === "img") return one.attributes["data-file"] ? [piece("img", [], one.attributes)] : [];
  // Bold in bold says nothing, a link in a link leads nowhere.
  const inner = merged(one.of.flatMap((each) => word(each, [...within, one.tag])));
  if (within.includes(one.tag) || within.length > 8) return inner;
  const attributes = wordAttributes(one);
  const hasSense = attributes !== null && inner.some((each) => typeof each === "object" || each !== "");
  return hasSense ? [piece(one.tag, inner, attributes)] : inner;
}

/** Null for what means nothing without an attribute that it does not have. */
function wordAttributes({ tag, attributes }: Block): Record<string, string> | null {
  const { href, "data-article": article, "data-file": file, lang = "" } = attributes;
  if (tag === "a") {
    if (article) return { "data-article": article };
    if (file) return { "data-file": file };
    return href && isGoodAddress(href) ? { href } : null;
  }
  if (tag === "span") return languageTag.test(lang) ? { lang } : null;
  return {};
}

function isGoodAddress(href: string): boolean {
  if (href.startsWith("#")) return isAnchor(href.slice(1));
  return (
    href.length <= 2000 &&
    /^(?:https?|mailto|tel):/i.test(href) &&
    (URL.canParse(href) || /^tel:/i.test(href))
  );
}

function merged(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = [];
  for (const one of pieces) {
    const before = done.at(-1);
    if (typeof one === "string" && typeof before === "string")
      done[done.length - 1] = (before + one).replace(/ {2,}/g, " ");
    else if (one !== "") done.push(one);
  }
  return done;
}

function trimmed(pieces: Piece[]): Piece[] {
  const done = [...pieces];
  while (isBlock(done.at(-1), "br") || done.at(-1) === " ") done.pop();
  while (isBlock(done[0], "br") || done[0] === " ") done.shift();
  if (typeof done[0] === "string") done[0] = done[0].replace(/^ +/, "");
  const last = done.length - 1;
  if (typeof done[last] === "string") done[last] = (done[last] as string).replace(/ +$/, "");
  return done.filter((one) => one !== "");
}

function list(one: Block, left: number, around: Record<string, string>): Piece[] {
  const items: Block[] = [];
  for (const inner of one.of) {
    if (isBlock(inner, "li")) items.push(piece("li", blocks(inner.of, left - 2), common(inner)));
    else if (isBlock(inner, "ul", "ol") && items.length) items.at(-1)!.of.push(...block(inner, left - 1));
    else if (isBlock(inner) || inner.trim()) items.push(piece("li", blocks([inner], left - 2)));
  }
  const start = Number(one.attributes.start);
  const attributes: Record<string, string> = {};
  if (one.tag === "ol" && one.attributes["data-steps"] !== undefined) attributes["data-steps"] = "";
  if (one.tag === "ol" && Number.isInteger(start) && start > 1 && start < 10_000)
    attributes.start = String(start);
  return filled(
    piece(
      one.tag,
      items.filter((item) => item.of.length),
      { ...attributes, ...around },
    ),
  );
}

function code(one: Block, around: Record<string, string>): Piece[] {
  const inner = one.of.find((each) => isBlock(each, "code")) as Block | undefined;
  const text = rawText(one.of).replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const language = /^language-[\w+#-]{1,30}$/.exec(inner?.attributes.class ?? "")?.[0];
  return text.trim()
    ? [piece("pre", [piece("code", [text], language ? { class: language } : {})], around)]
    : [];
}

const rawText = (pieces: readonly Piece[]): string =>
  pieces.map((one) => (typeof one === "string" ? one : one.tag === "br" ? "\n" : rawText(one.of))).join("");

function details(one: Block, left: number, around: Record<string, string>): Piece[] {
  const summary = one.of.find((inner) => isBlock(inner, "summary")) as Block | undefined;
  const words = summary ? inline(summary.of) : [];
  const inner = blocks(
    one.of.filter((each) => each !== summary),
    left - 1,
  );
  if (!wordsOf(words)) return inner;
  return [
    piece("details", [piece("summary", words), ...inner], {
      ...(one.attributes.open !== undefined && { open: "" }),
      ...around,
    }),
  ];
}

function figure(one: Block, left: number, around: Record<string, string>): Piece[] {
  const caption = one.of.find((inner) => isBlock(inner, "figcaption")) as Block | undefined;
  const words = caption ? inline(caption.of) : [];
  const below = wordsOf(words) ? [piece("figcaption", words)] : [];
  const video = videoOf(one.attributes["data-video"] ?? "");
  if (video)
    return [piece("figure", below, { "data-video": video.address ?? `file:${video.id}`, ...around })];
  const picture = [...walk(one.of)].find((inner) => inner.tag === "img" && inner.attributes["data-file"]);
  if (picture) return [piece("figure", [piece("img", [], picture.attributes), ...below], around)];
  return blocks(one.of, left - 1);
}

const widest = 30;

function table(one: Block, left: number, around: Record<string, string>): Piece[] {
  const rows: Block[] = [];
  let caption: Piece[] = [];
  const gather = (pieces: readonly Piece[]) => {
    for (const inner of pieces) {
      if (isBlock(inner, "tr")) rows.push(row(inner, left - 3));
      else if (isBlock(inner, "thead", "tbody")) gather(inner.of);
      else if (isBlock(inner, "caption")) caption = inline(inner.of);
    }
  };
  gather(one.of);
  const full = rows.filter((each) => each.of.length);
  if (!full.length)
    return blocks(
      one.of.filter((inner) => !isBlock(inner, "caption")),
      left - 1,
    );
  const isHead = (each: Block) => each.of.every((cell) => isBlock(cell, "th"));
  const firstOfBody = full.findIndex((each) => !isHead(each));
  const headRows = firstOfBody < 0 ? full.slice(0, 1) : full.slice(0, firstOfBody);
  const bodyRows = full.slice(headRows.length);
  for (const each of headRows) scoped(each, "col");
  for (const each of bodyRows) scoped(each, "row");
  return [
    piece(
      "table",
      [
        ...(wordsOf(caption) ? [piece("caption", caption)] : []),
        ...filled(piece("thead", headRows)),
        ...filled(piece("tbody", bodyRows)),
      ],
      around,
    ),
  ];
}

function row(one: Block, left: number): Block {
  const cells = one.of.filter((inner): inner is Block => isBlock(inner, "td", "th")).slice(0, widest);
  return piece(
    "tr",
    cells.map((cell) => {
      const inner = blocks(cell.of, left);
      return piece(cell.tag, inner.length ? inner : [piece("p", [])], { ...spans(cell), ...common(cell) });
    }),
  );
}

function spans({ attributes }: Block): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ["colspan", "rowspan"]) {
    const many = Number(attributes[name]);
    if (Number.isInteger(many) && many > 1 && many <= 100) kept[name] = String(many);
  }
  return kept;
}

function scoped(row: Block, scope: "col" | "row") {
  for (const cell of row.of) if (isBlock(cell, "th")) cell.attributes = { scope, ...cell.attributes };
}

function common({ attributes: { dir = "", lang = "" } }: Block): Record<string, string> {
  return { ...(directions.has(dir) && { dir }), ...(languageTag.test(lang) && { lang }) };
}

/** A heading keeps its id, whatever its words become; one without gets that of its words. None occurs twice. */
function nameHeadings(pieces: readonly Piece[]): void {
  const headings = [...walk(pieces)].filter((one) => /^h[2-4]$/.test(one.tag));
  const taken = new Set<string>();
  for (const heading of headings) {
    const { id } = heading.attributes;
    if (id && taken.has(id)) delete heading.attributes.id;
    else if (id) taken.add(id);
  }
  for (const heading of headings)
    if (!heading.attributes.id) {
      const wanted = anchorOf(wordsOf(heading.of)) || "part";
      let id = wanted;
      for (let nr = 2; taken.has(id); nr++) id = `${wanted}-${nr}`;
      taken.add(id);
      heading.attributes = { id, ...heading.attributes };
    }
}
