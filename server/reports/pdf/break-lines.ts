/** What no line begins with, and what none ends with, in Chinese as elsewhere (GB/T 15834). */
const neverFirst = /^[\p{Pe}\p{Pf}，。、；：？！…—·%％‰]/u;
const neverLast = /[\p{Ps}\p{Pi}]$/u;
const han = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}，。、；：？！“”‘’（）《》「」…—]/u;

/**
 * Text in lines no wider than there is room, broken at spaces and between Chinese characters; a word that is too long
 * for a line by itself, such as a hash or an address, is broken where the line ends.
 */
export function breakLines(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.split("\n").flatMap((part, i) => [...(i ? ["\n"] : []), ...pieces(part)])) {
    if (piece === "\n") {
      lines.push(line.trimEnd());
      line = "";
    } else if (widthOf((line + piece).trimEnd()) <= room) line += piece;
    else {
      if (line) lines.push(line.trimEnd());
      line = piece;
      while (widthOf(line.trimEnd()) > room && [...line].length > 1) {
        const head = asMuchAsFits(line, room, widthOf);
        lines.push(head);
        line = line.slice(head.length);
      }
    }
  }
  return [...lines, line.trimEnd()];
}

/** The parts between which a line may end. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const character of text) {
    const last = found.at(-1);
    const mayEnd =
      last !== undefined &&
      !neverFirst.test(character) &&
      !neverLast.test(last) &&
      (/[ \u3000]$/.test(last) ? character !== " " : han.test(character) || han.test(last.at(-1)!));
    if (last === undefined || mayEnd) found.push(character);
    else found[found.length - 1] = last + character;
  }
  return found;
}

function asMuchAsFits(text: string, room: number, widthOf: (text: string) => number): string {
  const characters = [...text];
  let count = 1;
  while (count < characters.length && widthOf(characters.slice(0, count + 1).join("")) <= room) count++;
  return characters.slice(0, count).join("");
}

/** One line, its end left out where there is no room for it. */
export function clip(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  return `${asMuchAsFits(text, room - widthOf("…"), widthOf).trimEnd()}…`;
}
