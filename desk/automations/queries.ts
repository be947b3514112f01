import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  type DryRun,
  getDryRun,
  listAutomationRuns,
  listAutomations,
  listAutomationTemplates,
  listAutomationVersions,
  listConversationRuns,
  type RunOutcome,
} from "../../contract/automations.ts";
import { call } from "../app/call.ts";

export const automationsQuery = queryOptions({
  queryKey: ["automations"],
  queryFn: async ({ signal }) => (await call(listAutomations, {}, { signal })).items,
});

export const templatesQuery = queryOptions({
  queryKey: ["automation-templates"],
  queryFn: async ({ signal }) => (await call(listAutomationTemplates, {}, { signal })).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["automations", id, "versions"],
    queryFn: async ({ signal }) => (await call(listAutomationVersions, { params: { id } }, { signal })).items,
  });

/** When a rule was asked, newest first. */
export const runsQuery = (id: string, outcome: RunOutcome | null) =>
  infiniteQueryOptions({
    queryKey: ["automations", id, "runs", outcome],
    queryFn: ({ pageParam, signal }) =>
      call(
        listAutomationRuns,
        {
          params: { id },
          query: { outcome: outcome ?? undefined, cursor: pageParam ?? undefined, limit: 30 },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Which rules were asked in a conversation, newest first. */
export const conversationRunsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["automation-runs", id],
    queryFn: ({ pageParam, signal }) =>
      call(
        listConversationRuns,
        { params: { id }, query: { cursor: pageParam ?? undefined, limit: 20 } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

const lookAgainMs = 500;

/** A look at history, read again until it has ended. */
export const dryRunQuery = (begun: DryRun) =>
  queryOptions({
    queryKey: ["dry-runs", begun.id],
    queryFn: ({ signal }) => call(getDryRun, { params: { id: begun.id } }, { signal }),
    initialData: begun,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? lookAgainMs : false),
  });
