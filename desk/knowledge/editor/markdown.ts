const lines = [
  /^#{1,6} \S/m,
  /^(?:[-*+]|\d+[.)]) \S.*\n(?:[-*+]|\d+[.)]| {2,}) ?\S/m,
  /^> \S/m,
  /^```/m,
  /^\|.+\|\s*\n\|[\s:|-]+\|/m,
  /^(?:-{3,}|\*{3,})$/m,
];
const words = [/\[[^\]\n]+\]\([^)\s]+\)/, /\*\*[^*\n]+\*\*/, /(?:^|\s)`[^`\n]+`/];

/** Whether plain text is written in Markdown: one sign of a block is enough, one within a line is not. */
export const looksLikeMarkdown = (text: string): boolean =>
  lines.some((sign) => sign.test(text)) || words.filter((sign) => sign.test(text)).length > 1;

/** Markdown as HTML, as raw as it comes. */
export async function htmlOfMarkdown(text: string): Promise<string> {
  const { marked } = await import("marked");
  return marked.parse(text, { gfm: true, async: false });
}
