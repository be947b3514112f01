import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { deleteScorecard, putScorecard, type Scorecard } from "../../contract/insights.ts";
import type { Line } from "../../contract/lines.ts";
import type { MetricKey } from "../../contract/metrics.ts";
import { call } from "../app/call.ts";
import { useLines } from "../app/lines.ts";
import { scorecardsQuery } from "./queries.ts";

/** Between the lines something passes only where there are two. */
const ofTwoLines: readonly MetricKey[] = ["handed_over", "taken_over"];

/** Whether a metric says anything in a workspace with so many lines. */
export const isTold = (key: MetricKey, lines: number): boolean => lines > 1 || !ofTwoLines.includes(key);

const none: MetricKey[] = [];

/** The metrics on a line's card, in their order. */
export function useCard(line: Line): MetricKey[] {
  const { data } = useQuery(scorecardsQuery);
  const lines = useLines();
  return (data?.find((card) => card.line === line)?.metrics ?? none).filter((key) =>
    isTold(key, lines.length),
  );
}

/** Says what stands on a line's card; null puts it back to how Tandem comes. The screen follows at once. */
export function useChangeCard(line: Line) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (metrics: MetricKey[] | null) =>
      metrics
        ? call(putScorecard, { params: { line }, body: { metrics } })
        : call(deleteScorecard, { params: { line } }),
    onSuccess: (card: Scorecard) =>
      cache.setQueryData(scorecardsQuery.queryKey, (cards) =>
        cards?.map((each) => (each.line === line ? card : each)),
      ),
  });
}
