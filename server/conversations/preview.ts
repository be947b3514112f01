/** The newest words in one line, as lists show them: at most 200 characters. */
export function previewOf(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, " ").trim();
  const cut = line.length > 200 ? `${line.slice(0, 199).trimEnd()}…` : line;
  return cut.isWellFormed() ? cut : cut.toWellFormed().replaceAll("\uFFFD", "");
}
