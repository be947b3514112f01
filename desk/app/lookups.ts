import { queryOptions, useQuery } from "@tanstack/react-query";
import { listAgents } from "../../contract/accounts.ts";
import { listInboxes } from "../../contract/inboxes.ts";
import { listIntents, listLines } from "../../contract/lines.ts";
import { listBrands, listTags, listTeams } from "../../contract/workspace.ts";
import { call } from "./call.ts";

/** What many screens choose from. Small, changes rarely, and the live stream says when it does. */
const lasting = { staleTime: 10 * 60_000 };

export const brandsQuery = queryOptions({
  queryKey: ["brands"],
  queryFn: async ({ signal }) => (await call(listBrands, {}, { signal })).items,
  ...lasting,
});
export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: async ({ signal }) => (await call(listTeams, {}, { signal })).items,
  ...lasting,
});
export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: async ({ signal }) => (await call(listTags, {}, { signal })).items,
  ...lasting,
});
export const agentsQuery = queryOptions({
  queryKey: ["agents"],
  queryFn: async ({ signal }) => (await call(listAgents, {}, { signal })).items,
  ...lasting,
});
export const inboxesQuery = queryOptions({
  queryKey: ["inboxes"],
  queryFn: async ({ signal }) => (await call(listInboxes, {}, { signal })).items,
  ...lasting,
});

export const linesQuery = queryOptions({
  queryKey: ["lines"],
  queryFn: async ({ signal }) => (await call(listLines, {}, { signal })).items,
  ...lasting,
});
export const intentsQuery = queryOptions({
  queryKey: ["intents"],
  queryFn: async ({ signal }) => (await call(listIntents, {}, { signal })).items,
  ...lasting,
});

export const useBrands = () => useQuery(brandsQuery).data ?? [];
export const useTeams = () => useQuery(teamsQuery).data ?? [];
export const useTags = () => useQuery(tagsQuery).data ?? [];
export const useAgents = () => useQuery(agentsQuery).data ?? [];
