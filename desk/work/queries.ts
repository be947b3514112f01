import { queryOptions, useQuery } from "@tanstack/react-query";
import {
  getBoard,
  getPlace,
  getPresence,
  getRoutingSettings,
  listQueues,
  listSkills,
  listWorkProfiles,
} from "../../contract/routing.ts";
import { call } from "../app/call.ts";

const everyMinuteMs = 60_000;

/** Whether the person at this desk counts as here. Asking shows the server that the desk is still open. */
export const presenceQuery = queryOptions({
  queryKey: ["presence"],
  queryFn: ({ signal }) => call(getPresence, {}, { signal }),
  refetchInterval: everyMinuteMs,
  refetchIntervalInBackground: true,
});

export const boardQuery = queryOptions({
  queryKey: ["board"],
  queryFn: ({ signal }) => call(getBoard, {}, { signal }),
});

export const placeQuery = (id: string) =>
  queryOptions({
    queryKey: ["place", id],
    queryFn: ({ signal }) => call(getPlace, { params: { id } }, { signal }),
    // Others come and go before it all the time.
    staleTime: 0,
  });

export const queuesQuery = queryOptions({
  queryKey: ["queues"],
  queryFn: async ({ signal }) => (await call(listQueues, {}, { signal })).items,
});

export const skillsQuery = queryOptions({
  queryKey: ["skills"],
  queryFn: async ({ signal }) => (await call(listSkills, {}, { signal })).items,
  staleTime: 10 * everyMinuteMs,
});

export const profilesQuery = queryOptions({
  queryKey: ["work-profiles"],
  queryFn: async ({ signal }) => (await call(listWorkProfiles, {}, { signal })).items,
});

export const routingQuery = queryOptions({
  queryKey: ["routing"],
  queryFn: ({ signal }) => call(getRoutingSettings, {}, { signal }),
});

export const useSkills = () => useQuery(skillsQuery).data ?? [];
