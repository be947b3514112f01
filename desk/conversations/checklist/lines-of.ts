/** So many items are added at once. */
const most = 100;

/** The lines of a text as items, without the dashes, numbers and boxes that stand before them in a list. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|[\n\r\u2028]/)
    .map((line) =>
      line
        .trim()
        .replace(/^(?:[-*–·]\s+|[•☐☑✓✔]\s*|\p{Nd}{1,3}[.)、．]\s*)?(?:\[[ xX]?\]\s*)?/u, "")
        .trim()
        .slice(0, 500),
    )
    .filter(Boolean)
    .slice(0, most);
