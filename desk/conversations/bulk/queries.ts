import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type BulkAct, deleteBulkAct, listBulkActs, postBulkAct } from "../../../contract/bulk-acts.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";
import { countsQuery } from "../queries.ts";

export const isGoingOn = ({ state }: BulkAct) => state === "running" || state === "undoing";
const lookAgainMs = 700;

/** The last ones; while one goes on, it is looked at again and again. */
export const bulkActsQuery = queryOptions({
  queryKey: ["bulk-acts"],
  queryFn: async ({ signal }) => (await call(listBulkActs, { query: { limit: 20 } }, { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some(isGoingOn) ? lookAgainMs : false),
});

export function useBulkActs() {
  const cache = useQueryClient();
  const keep = (act: BulkAct) => {
    cache.setQueryData(bulkActsQuery.queryKey, (acts) => [
      act,
      ...(acts ?? []).filter(({ id }) => id !== act.id),
    ]);
    cache.invalidateQueries(bulkActsQuery);
  };
  return {
    order: useMutation({
      mutationFn: (body: BodyIn<typeof postBulkAct>) => call(postBulkAct, { body }),
      onSuccess: keep,
    }),
    undo: useMutation({
      mutationFn: (id: string) => call(deleteBulkAct, { params: { id } }),
      onSuccess: keep,
    }),
    /** What was done is in the lists; events say so as well, but all of it at once is read at once. */
    readLists: () => {
      cache.invalidateQueries({ queryKey: ["conversations"] });
      cache.invalidateQueries(countsQuery);
    },
  };
}
