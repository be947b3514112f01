import { parseDocument } from "htmlparser2";

type Node = ReturnType<typeof parseDocument>["children"][number];
type Element = Extract<Node, { attribs: object }>;

const isElement = (node: Node): node is Element => "attribs" in node;
const isText = (node: Node): node is Extract<Node, { data: string }> => node.nodeType === 3;

/** A piece of an article: words, or an element of the closed set with what is in it. */
export type Piece = string | Block;
export interface Block {
  tag: string;
  attributes: Record<string, string>;
  of: Piece[];
}

export const piece = (tag: string, of: Piece[], attributes: Record<string, string> = {}): Block => ({
  tag,
  attributes,
  of,
});

export const isBlock = (one: Piece | undefined, ...tags: string[]): one is Block =>
  typeof one === "object" && (!tags.length || tags.includes(one.tag));

/** Reads HTML that was cleaned, or is about to be. What is deeper than `deepest` is read as if its tags were not there. */
export function readTree(html: string, deepest = 60): Piece[] {
  return childrenOf(parseDocument(html, { decodeEntities: true }).children, deepest);
}

function childrenOf(nodes: readonly Node[], left: number): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (isText(node)) return [node.data];
    if (!isElement(node)) return [];
    const of = left > 0 ? childrenOf(node.children, left - 1) : wordsBelow(node);
    return left > 0 ? [piece(node.name, of, { ...node.attribs })] : of;
  });
}

/** The words of a tree too deep to be kept, without going down by recursion. */
function wordsBelow(node: Element): string[] {
  const words: string[] = [];
  const waiting: Node[] = [...node.children].reverse();
  while (waiting.length) {
    const next = waiting.pop()!;
    if (isText(next)) words.push(next.data);
    else if (isElement(next)) waiting.push(...[...next.children].reverse());
  }
  return words;
}

const voidTags = new Set(["br", "hr", "img"]);

export const escapeText = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const escapeValue = (value: string) => escapeText(value).replaceAll('"', "&quot;");

export const writeTree = (pieces: readonly Piece[]): string => pieces.map(writePiece).join("");

function writePiece(one: Piece): string {
  if (typeof one === "string") return escapeText(one);
  const attributes = Object.entries(one.attributes)
    .map(([name, value]) =>
      value === "" && name !== "alt" ? ` ${name}` : ` ${name}="${escapeValue(value)}"`,
    )
    .join("");
  const open = `<${one.tag}${attributes}>`;
  return voidTags.has(one.tag) ? open : `${open}${writeTree(one.of)}</${one.tag}>`;
}

/** The words in it, without marks; pieces that stand apart are kept apart. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces
    .map((one) => {
      if (typeof one === "string") return one;
      if (one.tag === "br") return " ";
      return isInline(one.tag) ? wordsOf(one.of) : ` ${wordsOf(one.of)} `;
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

const inlineTags = new Set(["strong", "em", "u", "s", "code", "kbd", "sub", "sup", "span", "a", "img", "br"]);
export const isInline = (tag: string): boolean => inlineTags.has(tag);

/** Each element of a tree, those around before those within. */
export function* walk(pieces: readonly Piece[]): Generator<Block> {
  for (const one of pieces)
    if (typeof one === "object") {
      yield one;
      yield* walk(one.of);
    }
}
