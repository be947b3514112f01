import { queryOptions } from "@tanstack/react-query";
import { listClockPolicies, listClocks } from "../../contract/clocks.ts";
import { call } from "../app/call.ts";

const everyMinuteMs = 60_000;

/** The clocks of a conversation. How much is spent moves on by itself, so whoever looks asks again each minute. */
export const clocksQuery = (id: string) =>
  queryOptions({
    queryKey: ["clocks", id],
    queryFn: async ({ signal }) => (await call(listClocks, { params: { id } }, { signal })).items,
    staleTime: 0,
    refetchInterval: everyMinuteMs,
  });

/** What is promised for which matters, in the order in which it is tried. */
export const policiesQuery = queryOptions({
  queryKey: ["clock-policies"],
  queryFn: async ({ signal }) => (await call(listClockPolicies, {}, { signal })).items,
});
