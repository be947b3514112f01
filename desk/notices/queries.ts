import { infiniteQueryOptions } from "@tanstack/react-query";
import { listNotices } from "../../contract/notices.ts";
import { call } from "../app/call.ts";

/** What one was told, the newest page first. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ["notices"],
  queryFn: ({ pageParam, signal }) =>
    call(listNotices, { query: { cursor: pageParam ?? undefined, limit: 20 } }, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});
