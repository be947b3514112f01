import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { listMailDomains } from "../../../contract/mail-domains.ts";
import { getOutgoing } from "../../../contract/outgoing.ts";
import { listSuppressions } from "../../../contract/suppressions.ts";
import { call } from "../../app/call.ts";

export const domainsQuery = queryOptions({
  queryKey: ["mail-domains"],
  queryFn: async ({ signal }) => (await call(listMailDomains, {}, { signal })).items,
});

export const outgoingQuery = queryOptions({
  queryKey: ["outgoing"],
  queryFn: ({ signal }) => call(getOutgoing, {}, { signal }),
  refetchInterval: 30_000,
});

export const suppressionsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["suppressions", "list", search],
    queryFn: ({ pageParam, signal }) =>
      call(
        listSuppressions,
        { query: { search: search || undefined, cursor: pageParam ?? undefined } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
