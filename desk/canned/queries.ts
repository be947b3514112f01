import { queryOptions } from "@tanstack/react-query";
import { listCannedReplies } from "../../contract/canned-replies.ts";
import { call } from "../app/call.ts";

export const cannedQuery = queryOptions({
  queryKey: ["canned-replies"],
  queryFn: async ({ signal }) => (await call(listCannedReplies, {}, { signal })).items,
  staleTime: 10 * 60_000,
});
