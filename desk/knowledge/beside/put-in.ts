import type { FoundArticle } from "../../../contract/knowledge.ts";

/** An article as it is put into an answer: the title that leads to it, or all it says. */
export function wordsToPutIn(
  { title, url, html }: Pick<FoundArticle, "title" | "url" | "html">,
  how: "link" | "text",
): string {
  if (how === "text") return html;
  return `<a href="${escaped(url ?? "")}">${escaped(title)}</a> `;
}

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (words: string) => words.replace(/[&<>"]/g, (sign) => signs[sign]!);

/** A text in pieces, those that were looked for marked. */
export function marked(
  text: string,
  marks: readonly (readonly [number, number])[],
): { words: string; isMarked: boolean }[] {
  const pieces: { words: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks.toSorted(([a], [b]) => a - b)) {
    if (from < at || to <= from) continue;
    if (from > at) pieces.push({ words: text.slice(at, from), isMarked: false });
    pieces.push({ words: text.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ words: text.slice(at), isMarked: false });
  return pieces;
}
