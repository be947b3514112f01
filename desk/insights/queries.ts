import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type Dimension,
  getFigureBacklog,
  getFigureBreakdown,
  getFigureHours,
  getFigureSpread,
  getFigures,
  listCounted,
  listScorecards,
} from "../../contract/insights.ts";
import type { MetricKey } from "../../contract/metrics.ts";
import type { QueryIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import type { Question } from "./filters.ts";

/** While another period is read, the former figures stay where they are. */
const calm = { placeholderData: keepPreviousData, staleTime: 30_000 };

export const figuresQuery = (asked: Question) =>
  queryOptions({
    queryKey: ["figures", "all", asked],
    queryFn: ({ signal }) => call(getFigures, { query: asked }, { signal }),
    ...calm,
  });

export const breakdownQuery = (asked: Question, by: Dimension) =>
  queryOptions({
    queryKey: ["figures", "breakdown", asked, by],
    queryFn: ({ signal }) => call(getFigureBreakdown, { query: { ...asked, by } }, { signal }),
    ...calm,
  });

export const hoursQuery = (asked: Question) =>
  queryOptions({
    queryKey: ["figures", "hours", asked],
    queryFn: ({ signal }) => call(getFigureHours, { query: asked }, { signal }),
    ...calm,
  });

export type Spreadable = NonNullable<QueryIn<typeof getFigureSpread>["of"]>;

export const spreadQuery = (asked: Question, of: Spreadable) =>
  queryOptions({
    queryKey: ["figures", "spread", asked, of],
    queryFn: ({ signal }) => call(getFigureSpread, { query: { ...asked, of } }, { signal }),
    ...calm,
  });

export const backlogQuery = (asked: Question) =>
  queryOptions({
    queryKey: ["figures", "backlog", asked],
    queryFn: ({ signal }) => call(getFigureBacklog, { query: asked }, { signal }),
    ...calm,
  });

export const countedQuery = (key: MetricKey, query: QueryIn<typeof listCounted>) =>
  infiniteQueryOptions({
    queryKey: ["figures", "counted", key, query],
    queryFn: ({ signal, pageParam }) =>
      call(
        listCounted,
        { params: { metric: key }, query: { ...query, limit: 30, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const scorecardsQuery = queryOptions({
  queryKey: ["scorecards"],
  queryFn: async ({ signal }) => (await call(listScorecards, {}, { signal })).items,
  staleTime: 10 * 60_000,
});
