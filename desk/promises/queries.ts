import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { listPromises, listPromisesOf, postPromiseSuggestions } from "../../contract/promises.ts";
import type { QueryIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";

/** What was promised in a conversation: what is owed first. */
export const promisesOfQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["promises-of", conversation],
    queryFn: async ({ signal }) =>
      (await call(listPromisesOf, { params: { id: conversation } }, { signal })).items,
  });

/** What was promised to a customer, the newest first. */
export const promisesToQuery = (customer: string) =>
  queryOptions({
    queryKey: ["promises-to", customer],
    queryFn: async ({ signal }) =>
      (await call(listPromises, { query: { customer, state: "all", limit: 6 } }, { signal })).items,
  });

export type PromiseFilters = Pick<QueryIn<typeof listPromises>, "state" | "whose" | "brand">;

export const promisesQuery = (filters: PromiseFilters) =>
  infiniteQueryOptions({
    queryKey: ["promises", filters],
    queryFn: ({ pageParam, signal }) =>
      call(listPromises, { query: { ...filters, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** What a draft promises. The same words promise the same, but not for long: "today" passes. */
export const suggestionsQuery = (conversation: string, html: string) =>
  queryOptions({
    queryKey: ["promise-suggestions", conversation, html],
    queryFn: async ({ signal }) =>
      (await call(postPromiseSuggestions, { params: { id: conversation }, body: { html } }, { signal }))
        .suggestions,
    staleTime: 60_000,
    gcTime: 60_000,
  });
