import { directionOf, type TextDirection } from "../ui/direction.ts";
import { toldLanguage } from "./words.ts";

export type Piece = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

// A full stop, a bracket or a quotation mark after an address belongs to the sentence, in Chinese and Arabic too.
const address =
  /\bhttps?:\/\/[^\s<>"“”«»，。；！？、）】》،؛؟]+[^\s<>"“”«»，。；！？、）】》،؛؟.,;:!?)\]'’]/giu;

/** Text cut into words and web addresses. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > at) pieces.push({ kind: "text", text: text.slice(at, match.index) });
    pieces.push({ kind: "link", text: match[0], href: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
}

/** The paragraphs of a text, each with its own direction; one without letters follows the message. */
export function paragraphsOf(text: string, language: string): { text: string; dir: TextDirection }[] {
  const whole = directionOf(text, toldLanguage(language));
  return text
    .trim()
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => ({
      text: paragraph,
      dir: /\p{L}/u.test(paragraph) ? directionOf(paragraph) : whole,
    }));
}
