/** A block of a text: what kind it is, and what of it stays the same in another language. */
export interface Block {
  tag: string;
  /** Files, numbers, addresses, Latin names: what no translator changes. */
  fixed: readonly string[];
  length: number;
}

/**
 * For each block of a translation, which of its source it stands for; null for one that has none. The best order-keeping
 * pairing by what they are, what stays the same, and how long they are (Needleman & Wunsch 1970).
 */
export function aligned(source: readonly Block[], translation: readonly Block[]): (number | null)[] {
  const gap = -0.4;
  const width = source.length + 1;
  const score = new Float64Array(width * (translation.length + 1));
  const at = (row: number, column: number) => row * width + column;
  for (let column = 1; column < width; column++) score[column] = column * gap;
  for (let row = 1; row <= translation.length; row++) {
    score[at(row, 0)] = row * gap;
    for (let column = 1; column < width; column++)
      score[at(row, column)] = Math.max(
        score[at(row - 1, column - 1)]! + likeness(source[column - 1]!, translation[row - 1]!),
        score[at(row - 1, column)]! + gap,
        score[at(row, column - 1)]! + gap,
      );
  }
  const pairs: (number | null)[] = Array(translation.length).fill(null);
  let row = translation.length;
  let column = source.length;
  while (row > 0 && column > 0) {
    const here = score[at(row, column)]!;
    const paired = score[at(row - 1, column - 1)]! + likeness(source[column - 1]!, translation[row - 1]!);
    if (here === paired) {
      row -= 1;
      column -= 1;
      pairs[row] = column;
    } else if (here === score[at(row - 1, column)]! + gap) row -= 1;
    else column -= 1;
  }
  return pairs;
}

function likeness(a: Block, b: Block): number {
  if (a.tag !== b.tag) return -1;
  const common = a.fixed.filter((each) => b.fixed.includes(each)).length;
  const most = Math.max(a.fixed.length, b.fixed.length);
  const kept = most === 0 ? 0.5 : common / most;
  const longest = Math.max(a.length, b.length);
  const near = longest === 0 ? 1 : Math.min(a.length, b.length) / longest;
  return 0.4 + kept + near * 0.6;
}

/** The blocks of a text, as they are compared. */
export function blocksIn(html: string): Block[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.body.children].map((element) => ({
    tag: element.localName,
    fixed: [
      ...new Set([
        ...(element.textContent.match(/\p{N}+|[A-Za-z][\w.-]{2,}/gu) ?? []),
        ...[...element.querySelectorAll("[data-file], [data-article], [href]")].map(
          (each) =>
            each.getAttribute("data-file") ??
            each.getAttribute("data-article") ??
            each.getAttribute("href") ??
            "",
        ),
      ]),
    ],
    length: element.textContent.length,
  }));
}
