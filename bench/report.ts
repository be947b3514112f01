/** One figure: ours, the machine's own limit in the same run, and the bar it is held to. */
export interface Row {
  what: string;
  ours: number;
  unit: string;
  /** The same work without us: the same SQL by a bare loop, an empty route, a raw socket. */
  limit?: number;
  limitIs?: string;
  bar?: string;
  met?: boolean;
  note?: string;
}

/** The value below which so many per cent of the samples lie, by the nearest-rank method. */
export function percentile(samples: number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

const short = (n: number) =>
  Math.abs(n) >= 100 ? Math.round(n).toLocaleString("en") : Number(n.toPrecision(3)).toString();

/** A figure in one line, as it is measured. */
export function asLine({ what, ours, unit, limit, note }: Row): string {
  const beside = limit === undefined ? "" : `, limit ${short(limit)}, ratio ${(ours / limit).toFixed(2)}`;
  return `${what}: ${short(ours)} ${unit}${beside}${note ? ` (${note})` : ""}`;
}

export function asTable({
  rows,
  size,
  machine,
}: {
  rows: Row[];
  size: number;
  machine: Record<string, unknown>;
}): string {
  const lines = rows.map((row) => [
    row.what,
    `${short(row.ours)} ${row.unit}`,
    row.limit === undefined ? "" : `${short(row.limit)} ${row.unit} (${row.limitIs})`,
    row.limit === undefined ? "" : (row.ours / row.limit).toFixed(2),
    row.bar ?? "",
    row.met === undefined ? "" : row.met ? "met" : "MISSED",
    row.note ?? "",
  ]);
  const head = ["what", "ours", "limit in the same run", "ratio", "bar", "", "note"];
  const table = [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `${size.toLocaleString("en")} conversations; ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}\n\n${table}\n`;
}
