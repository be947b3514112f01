import type { BlockChange } from "../../../contract/knowledge.ts";

/** What became of each block between two texts: the longest that both have in the same order stays (Hunt & McIlroy 1976). */
export function changesBetween(before: readonly string[], after: readonly string[]): BlockChange[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column]
          ? common[(row + 1) * width + column + 1]! + 1
          : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!);

  const changes: BlockChange[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      changes.push({ kind: "same", html: after[column]! });
      row += 1;
      column += 1;
    } else if (
      row < before.length &&
      (column === after.length || common[(row + 1) * width + column]! >= common[row * width + column + 1]!)
    ) {
      changes.push({ kind: "removed", html: before[row]! });
      row += 1;
    } else {
      changes.push({ kind: "added", html: after[column]! });
      column += 1;
    }
  }
  return changes;
}

/** The blocks of a text, each as it is written. */
export const htmlBlocks = (html: string): string[] =>
  [...new DOMParser().parseFromString(html, "text/html").body.children].map(({ outerHTML }) => outerHTML);
