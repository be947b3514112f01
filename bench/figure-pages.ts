import type { Agent } from "node:http";
import { callers, http } from "./callers.ts";
import { percentile, type Row } from "./report.ts";

/** A page by what it shows, and what the desk asks for. */
export type Page = [name: string, path: string];

/** What the desk asks for on its pages of figures, over a year and the year before. */
export function figurePages({ brandId, narrowed }: { brandId: string; narrowed: string }): Page[] {
  const ask = "period=12_months&compare=year";
  return [
    ["both lines over a year, and the year before", `/figures?${ask}`],
    ["one line of one brand", `/figures?${ask}&line=support&brand=${brandId}`],
    ["narrowed down by language, channel and intent", `/figures?${ask}&${narrowed}`],
    ["in working time", `/figures?${ask}&time=working`],
    ["by agent", `/figures/breakdown?${ask}&by=agent`],
    ["by intent", `/figures/breakdown?${ask}&by=intent`],
    ["when messages come", `/figures/hours?${ask}`],
    ["how first replies are spread", `/figures/spread?${ask}`],
    ["backlog by age", `/figures/backlog?${ask}`],
    ["conversations behind “clocks kept”, missed", `/figures/clocks_kept/conversations?${ask}&part=rest`],
    ["conversations behind “resolution”, longest", `/figures/resolution/conversations?${ask}&order=longest`],
    ["the last 30 days", "/figures?period=30_days"],
  ];
}

/** How long each page takes, the first time and after that. */
export async function pageRows(
  what: string,
  pages: Page[],
  { url, key }: { url: string; key: string },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, path] of pages) {
    const ask = (agent: Agent) => http(agent, `${url}/api/v1${path}`, { key });
    const cold = await once(ask);
    const { milliseconds } = await callers({ count: 1, seconds: 3 }, ask);
    const [p50, p95] = [percentile(milliseconds, 50), percentile(milliseconds, 95)];
    rows.push({
      what: `${what}: ${name}, HTTP, p95`,
      ours: p95,
      unit: "ms",
      bar: "p95 ≤ 300",
      met: p95 <= 300,
      note: `p50 ${p50.toFixed(0)} ms, the first time ${cold.toFixed(0)} ms`,
    });
  }
  return rows;
}

async function once(ask: (agent: Agent) => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await callers({ count: 1, seconds: 0, warmUpSeconds: 0.001 }, ask);
  return performance.now() - begun;
}
