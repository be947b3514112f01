/** A cell of a table: a text, a number, or nothing. */
export type Cell = string | number | null;

/**
 * A table as RFC 4180 has it, with the mark by which spreadsheets know UTF-8. A text that a spreadsheet would take for a
 * formula is made a text: names of teams and tags are other people's words.
 */
export const asCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => row.map(written).join(",")).join("\r\n")}\r\n`;

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
