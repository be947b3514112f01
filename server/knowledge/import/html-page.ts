import { type Block, isBlock, type Piece, readTree, walk, wordsOf, writeTree } from "../html/tree.ts";

export interface FoundPage {
  title: string | null;
  summary: string | null;
  locale: string | null;
  html: string;
}

const aside = new Set([
  "nav",
  "header",
  "footer",
  "aside",
  "form",
  "script",
  "style",
  "noscript",
  "template",
  "dialog",
  "head",
]);
const asideWords =
  /(?:^|[\s_-])(?:nav|menu|sidebar|footer|header|breadcrumbs?|cookie|banner|share|social|comments?|related|toc|search|advert|promo)(?:[\s_-]|$)/i;
const deepest = 80;

/**
 * The article in a whole page: what stands in `main`, `article` or the like, else the part with most words in paragraphs, lists
 * and tables beside few links. Menus, heads and feet are left out. A piece of a page is taken as it is.
 */
export function pageOf(source: string): FoundPage {
  const tree = readTree(source, deepest);
  const html = [...walk(tree)].find(({ tag }) => tag === "html");
  const body = [...walk(tree)].find(({ tag }) => tag === "body");
  const isPage = Boolean(html ?? body);
  const content = isPage ? mainOf(body ? body.of : tree) : tree;
  const kept = isPage ? withoutAsides(content) : content;
  const heading = [...walk(kept)].find(({ tag }) => tag === "h1");
  const title = heading ? wordsOf(heading.of) : titleOf(tree);
  return {
    title: title || null,
    summary: metaOf(tree, "description"),
    locale: html?.attributes.lang?.slice(0, 2).toLowerCase() ?? null,
    html: writeTree(heading ? without(kept, heading) : kept),
  };
}

function titleOf(tree: Piece[]): string {
  const title = [...walk(tree)].find(({ tag }) => tag === "title");
  // What stands behind the bar is the site's name.
  return title ? wordsOf(title.of).replace(/\s+[|–—·-]\s+[^|–—·]+$/, "") : "";
}

const metaOf = (tree: Piece[], name: string): string | null =>
  [...walk(tree)]
    .find(({ tag, attributes }) => tag === "meta" && attributes.name?.toLowerCase() === name)
    ?.attributes.content?.trim() || null;

function mainOf(pieces: Piece[]): Piece[] {
  const all = [...walk(pieces)];
  const said =
    all.find(({ tag, attributes }) => tag === "main" || attributes.role === "main") ??
    all.find(({ tag }) => tag === "article") ??
    all.find(({ attributes }) => /articleBody/.test(attributes.itemprop ?? ""));
  if (said) return [said];
  let best: Block | null = null;
  let most = 0;
  for (const one of all) {
    if (!/^(?:div|section|td|body)$/.test(one.tag) || isAside(one)) continue;
    const worth = worthOf(one);
    if (worth > most) [best, most] = [one, worth];
  }
  return best ? [best] : pieces;
}

/** The words that stand right in it, in paragraphs and the like, less those that are links. */
function worthOf(one: Block): number {
  let worth = 0;
  for (const inner of one.of) {
    if (!isBlock(inner, "p", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "dl"))
      continue;
    const linked = [...walk(inner.of)]
      .filter(({ tag }) => tag === "a")
      .reduce((sum, { of }) => sum + wordsOf(of).length, 0);
    worth += wordsOf(inner.of).length - 2 * linked;
  }
  return worth;
}

const isAside = ({ tag, attributes }: Block): boolean =>
  aside.has(tag) ||
  "hidden" in attributes ||
  attributes["aria-hidden"] === "true" ||
  /^(?:navigation|banner|contentinfo|search|complementary)$/.test(attributes.role ?? "") ||
  (/^(?:div|section|ul)$/.test(tag) && asideWords.test(`${attributes.class ?? ""} ${attributes.id ?? ""}`));

const withoutAsides = (pieces: Piece[]): Piece[] =>
  pieces.flatMap((one): Piece[] => {
    if (!isBlock(one)) return [one];
    // Callouts are asides too.
    if (isAside(one) && !("data-callout" in one.attributes)) return [];
    return [{ ...one, of: withoutAsides(one.of) }];
  });

const without = (pieces: Piece[], gone: Block): Piece[] =>
  pieces.flatMap((one): Piece[] =>
    one === gone ? [] : isBlock(one) ? [{ ...one, of: without(one.of, gone) }] : [one],
  );
