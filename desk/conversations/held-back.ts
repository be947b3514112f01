import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { deleteSuppression, listSuppressions } from "../../contract/suppressions.ts";
import { call } from "../app/call.ts";

const heldBackQuery = (address: string) =>
  queryOptions({
    queryKey: ["suppressions", "of", address],
    queryFn: async ({ signal }) =>
      (await call(listSuppressions, { query: { address } }, { signal })).items.find(
        ({ kind }) => kind === "all",
      ) ?? null,
  });

/** Why nothing goes to an address; null when mail goes there. */
export const useHeldBack = (address: string | null) =>
  useQuery({ ...heldBackQuery(address ?? ""), enabled: Boolean(address) }).data ?? null;

/** Lets mail go to an address again. */
export function useLift() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (address: string) => call(deleteSuppression, { params: { address } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["suppressions"] }),
  });
}
