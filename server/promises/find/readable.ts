import { foldWord } from "../../language/index.ts";

/** A text in the one shape in which rules read it, and where each unit of it stands in the text as written. */
export interface Readable {
  folded: string;
  /** For each unit of `folded` its place in the text; one more for the end. */
  at: number[];
}

const apostrophe = /[’‘ʼ`´]/;

/**
 * Case, widths, digits, Arabic and Han forms become one (`foldWord`); what is quoted becomes blank, since words of
 * others bind nobody.
 */
export function readable(text: string): Readable {
  const own = withoutQuotes(text);
  let folded = "";
  const at: number[] = [];
  for (let i = 0; i < own.length; ) {
    const character = String.fromCodePoint(own.codePointAt(i)!);
    const shape = apostrophe.test(character)
      ? "'"
      : /\s/.test(character)
        ? character.replace(/[^\n]/, " ")
        : foldWord(character);
    i += character.length;
    // A space beside Chinese parts nothing: 明天 9 点 is 明天9点.
    if (shape === " " && isInsideHan(folded, own[i])) continue;
    for (let unit = 0; unit < shape.length; unit++) at.push(i - character.length);
    folded += shape;
  }
  at.push(text.length);
  return { folded, at };
}

const han = /\p{Script=Han}/u;
const isInsideHan = (before: string, after: string | undefined): boolean => {
  const last = before.at(-1) ?? "";
  return (
    (han.test(last) && /[\p{Script=Han}\d]/u.test(after ?? "")) || (/\d/.test(last) && han.test(after ?? ""))
  );
};

const quotes =
  /«[^»\n]{0,2000}»|“[^”\n]{0,2000}”|„[^“”\n]{0,2000}[“”]|"[^"\n]{0,2000}"|「[^」\n]{0,2000}」|『[^』\n]{0,2000}』/g;
const quotedLine = /^[ \t]*>.*$/gm;

const withoutQuotes = (text: string): string => text.replace(quotes, blank).replace(quotedLine, blank);

const blank = (quoted: string): string => " ".repeat(quoted.length);

/** From where to before where each sentence goes. */
export function sentencesOf(folded: string): { from: number; to: number }[] {
  const sentences: { from: number; to: number }[] = [];
  const add = (from: number, to: number) => {
    const words = folded.slice(from, to);
    const start = from + words.length - words.trimStart().length;
    const end = start + words.trim().length;
    if (end > start) sentences.push({ from: start, to: end });
  };
  let from = 0;
  for (const { 0: mark, index } of folded.matchAll(ends)) {
    if (mark === "." && !endsHere(folded, index)) continue;
    if (mark === "\n" && goesOn(folded, from, index)) continue;
    add(from, index + mark.length);
    from = index + mark.length;
  }
  add(from, folded.length);
  return sentences;
}

const ends = /[!?…。؟]+|\.(?!\d)|\n/g;

/** `3 p.m. tomorrow`, `т. д.`, `12.03. до обеда`: what goes on in the same breath with a short word before the point. */
function endsHere(folded: string, point: number): boolean {
  const after = folded.slice(point + 1);
  if (after && !/^[\s"')\]]/.test(after)) return false;
  const before = folded.slice(Math.max(0, point - 8), point);
  return !/(?:^|[\s(.])(?:[ap]\.?m|no|mr|mrs|ms|dr|approx|e\.g|i\.e|т\.\s?[еодпк]|г|гг|р|рр|ул|вул|им|ім|тел|руб|грн|№|чис|год|хв|мин|ч)$/.test(
    before,
  );
}

/** A line that was broken in the middle of a sentence, as mail programs do. */
function goesOn(folded: string, from: number, lineEnd: number): boolean {
  const line = folded.slice(Math.max(from, folded.lastIndexOf("\n", lineEnd - 1) + 1), lineEnd);
  return (
    line.trimEnd().length > 55 &&
    /[\p{L}\p{N},]\s*$/u.test(line) &&
    /^[^\S\n]*[\p{L}\p{N}]/u.test(folded.slice(lineEnd + 1))
  );
}
