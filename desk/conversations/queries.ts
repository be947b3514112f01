import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  getConversation,
  listConversations,
  listEvents,
  listMessages,
  listViews,
  type View,
} from "../../contract/conversations.ts";
import { listLinks } from "../../contract/handovers.ts";
import { getTriage } from "../../contract/triage.ts";
import { call } from "../app/call.ts";
import { asked, type Filters } from "./filters.ts";

/** How many conversations each view holds. */
export const countsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: async ({ signal }) => {
    const { counts, more } = await call(listViews, {}, { signal });
    return { ...counts, more };
  },
});

export const listQuery = (view: View, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ["conversations", view, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listConversations,
        { query: { view, ...asked(filters), cursor: pageParam ?? undefined } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => call(getConversation, { params: { id } }, { signal }),
  });

/** The newest page comes first; each next page is older. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["messages", id],
    queryFn: ({ pageParam, signal }) =>
      call(
        listMessages,
        { params: { id }, query: { cursor: pageParam ?? undefined, limit: 30 } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const eventsQuery = (id: string) =>
  queryOptions({
    queryKey: ["events", id],
    queryFn: async ({ signal }) => (await call(listEvents, { params: { id } }, { signal })).items,
  });

/** What else this customer came with. */
export const conversationsOfQuery = (customer: string) =>
  queryOptions({
    queryKey: ["conversations-of", customer],
    queryFn: async ({ signal }) =>
      (await call(listConversations, { query: { view: "all", customer, limit: 30 } }, { signal })).items,
  });

/** What a conversation was taken for when it arrived, and why. Null when a person began it. */
export const triageQuery = (id: string) =>
  queryOptions({
    queryKey: ["triage", id],
    queryFn: async ({ signal }) => (await call(getTriage, { params: { id } }, { signal })).triage,
  });

/** Its handovers, and the matters linked with it. */
export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: ["links", id],
    queryFn: ({ signal }) => call(listLinks, { params: { id } }, { signal }),
  });
