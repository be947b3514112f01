/** What a spreadsheet takes for the beginning of a formula, also behind white space. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;

/**
 * A line of a table as spreadsheets read it (RFC 4180). Words that came from outside could be a formula, which a
 * spreadsheet would carry out on its reader's machine: an apostrophe before them makes them words again (OWASP, "CSV
 * Injection").
 */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cell).join(",")}\r\n`;

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Says that what follows is UTF-8, without which spreadsheets take Cyrillic for something else. */
export const csvBegin = "\uFEFF";
