import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getNoticeChoices, getPush, listNotices } from "../../contract/notices.ts";
import { call } from "../app/call.ts";

/** What one was told, the newest page first. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ["notices"],
  queryFn: ({ pageParam, signal }) =>
    call(listNotices, { query: { cursor: pageParam ?? undefined, limit: 20 } }, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

/** What one wants to be told. */
export const choicesQuery = queryOptions({
  queryKey: ["notice-choices"],
  queryFn: ({ signal }) => call(getNoticeChoices, {}, { signal }),
});

/** On which devices one is told. */
export const pushQuery = queryOptions({
  queryKey: ["push"],
  queryFn: ({ signal }) => call(getPush, {}, { signal }),
});
