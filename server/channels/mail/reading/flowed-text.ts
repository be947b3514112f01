/** Joins the soft line breaks of format=flowed (RFC 3676), quoted paragraphs included. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: { depth: number; pieces: string[] } | null = null;
  const close = () => {
    if (open) out.push(`${quoteMarks(open.depth)}${open.pieces.join("")}`);
    open = null;
  };

  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)![0].length;
    let content = line.slice(depth);
    if (content.startsWith(" ")) content = content.slice(1);
    const soft = content.endsWith(" ") && content !== "-- ";
    if (open && (open.depth !== depth || content === "-- ")) close();
    const piece = soft && deleteSpace ? content.slice(0, -1) : content;
    if (open) open.pieces.push(piece);
    else open = { depth, pieces: [piece] };
    if (!soft) close();
  }
  close();
  return out.join("\n");
}

function quoteMarks(depth: number): string {
  return depth === 0 ? "" : `${">".repeat(depth)} `;
}
