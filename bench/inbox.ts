import type { Agent } from "node:http";
import { callers, http } from "./callers.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

/** The inbox page of 50 in the largest workspace, and the same where there are only a thousand conversations. */
export async function inboxRows(bench: Bench): Promise<Row[]> {
  const { url, key, owner, large } = bench;
  const page =
    (query: string, of: "large" | "small" = "large") =>
    (agent: Agent) =>
      http(agent, `${url}/api/v1/conversations?limit=50&${query}`, { key: key[of] });
  const measure = (ask: (agent: Agent) => Promise<unknown>) => callers({ count: 1, seconds: 4 }, ask);

  const rows: Row[] = [];
  for (const [name, query] of [
    ["open", "view=open"],
    ["waiting longest", "view=waiting-for-us&sort=waiting"],
    ["all", "view=all"],
  ] as const) {
    const many = await measure(page(query));
    const few = await measure(page(query, "small"));
    const [p50, p95] = [percentile(many.milliseconds, 50), percentile(many.milliseconds, 95)];
    const few50 = percentile(few.milliseconds, 50);
    rows.push({
      what: `inbox page of 50 (${name}), HTTP, p50`,
      ours: p50,
      unit: "ms",
      limit: few50,
      limitIs: "the same at 1,000",
      bar: "p50 ≤ 5, p95 ≤ 15, ≤ 1.5 ×",
      met: p50 <= 5 && p95 <= 15 && p50 / few50 <= 1.5,
      note: `p95 ${p95.toFixed(1)} ms`,
    });
  }
  const counts = await measure((agent) => http(agent, `${url}/api/v1/views`, { key: key.large }));
  const bare: number[] = [];
  for (let i = 0; i < 200; i++) {
    const begun = performance.now();
    await owner.query("select status, sum(n) from conversation_counts where workspace_id = $1 group by 1", [
      large.workspaceId,
    ]);
    bare.push(performance.now() - begun);
  }
  rows.push({
    what: "counts of all views, HTTP, p50",
    ours: percentile(counts.milliseconds, 50),
    unit: "ms",
    limit: percentile(bare, 50),
    limitIs: "a bare sum",
  });
  return rows;
}
