import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getLedger, listRequests } from "../../contract/ledger.ts";
import { call } from "../app/call.ts";
import type { Asked, Tab } from "./filters.ts";

/** The figures of a period; those before stay in sight while others come. */
export const ledgerQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ["ledger", asked],
    queryFn: ({ signal }) => call(getLedger, { query: asked }, { signal }),
    placeholderData: keepPreviousData,
  });

export const requestsQuery = (asked: Asked, which: Tab) =>
  infiniteQueryOptions({
    queryKey: ["requests", asked, which],
    queryFn: ({ pageParam, signal }) =>
      call(
        listRequests,
        { query: { ...asked, which, cursor: pageParam ?? undefined, limit: 50 } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
