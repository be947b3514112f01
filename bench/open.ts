import { callers, http } from "./callers.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

/** Opening a conversation as the desk does: the conversation, its messages and its events at once. */
export async function openRows({ url, key, owner, large }: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [messages, id] of [
    [20, large.of20],
    [100, large.of100],
  ] as const) {
    const base = `${url}/api/v1/conversations/${id}`;
    const ours = await callers({ count: 1, seconds: 4 }, (agent) =>
      Promise.all(
        [base, `${base}/messages?limit=100`, `${base}/events`].map((one) =>
          http(agent, one, { key: key.large }),
        ),
      ),
    );
    const bare: number[] = [];
    for (let i = 0; i < 200; i++) {
      const begun = performance.now();
      await owner.query("select * from conversations where workspace_id = $1 and id = $2", [
        large.workspaceId,
        id,
      ]);
      await owner.query(
        "select * from messages where workspace_id = $1 and conversation_id = $2 order by sent_at desc, id desc limit 100",
        [large.workspaceId, id],
      );
      bare.push(performance.now() - begun);
    }
    const [p50, p95] = [percentile(ours.milliseconds, 50), percentile(ours.milliseconds, 95)];
    rows.push({
      what: `open a conversation of ${messages} messages, HTTP, p50`,
      ours: p50,
      unit: "ms",
      limit: percentile(bare, 50),
      limitIs: "two bare queries",
      bar: "p50 ≤ 7, p95 ≤ 20",
      met: p50 <= 7 && p95 <= 20,
      note: `p95 ${p95.toFixed(1)} ms`,
    });
  }
  return rows;
}
