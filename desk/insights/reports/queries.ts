import { infiniteQueryOptions } from "@tanstack/react-query";
import { listReports } from "../../../contract/reports.ts";
import { call } from "../../app/call.ts";

export const reportsQuery = infiniteQueryOptions({
  queryKey: ["reports"],
  queryFn: ({ pageParam, signal }) =>
    call(listReports, { query: { limit: 24, ...(pageParam && { cursor: pageParam }) } }, { signal }),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next ?? undefined,
});
