import type { Scorecard } from "../../contract/insights.ts";
import { type Line, lines } from "../../contract/lines.ts";
import { type MetricKey, metricKeys, metrics } from "../../contract/metrics.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";

/** Which metrics stand on each line's card. */
export function listScorecards(db: Db, caller: Caller): Promise<Scorecard[]> {
  return look(db, caller.workspaceId, (tx) => cards(tx, caller.workspaceId));
}

async function cards(tx: Tx, workspaceId: string): Promise<Scorecard[]> {
  const rows = await tx
    .selectFrom("scorecards")
    .select(["line", "metrics"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  return lines.map((line) => {
    const own = rows.find((row) => row.line === line);
    // A metric of a newer version that ran here before is not known to this one.
    const chosen = own?.metrics.filter((key): key is MetricKey => key in metrics);
    return chosen?.length
      ? { line, metrics: chosen, isPreset: false }
      : { line, metrics: presetOf(line), isPreset: true };
  });
}

const presetOf = (line: Line): MetricKey[] => metricKeys.filter((key) => metrics[key].cards.includes(line));

/** Says what stands on a line's card; null puts it back to what Tandem comes with. */
export function changeScorecard(
  db: Db,
  caller: Caller,
  line: Line,
  chosen: MetricKey[] | null,
): Promise<Scorecard> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    if (chosen)
      await tx
        .insertInto("scorecards")
        .values({ workspaceId, line, metrics: chosen })
        .onConflict((conflict) => conflict.columns(["workspaceId", "line"]).doUpdateSet({ metrics: chosen }))
        .execute();
    else
      await tx
        .deleteFrom("scorecards")
        .where("workspaceId", "=", workspaceId)
        .where("line", "=", line)
        .execute();
    await record(tx, {
      workspaceId,
      kind: "scorecard.changed",
      actor: actorOf(caller),
      data: { line, metrics: chosen },
    });
    return (await cards(tx, workspaceId)).find((card) => card.line === line)!;
  });
}
