import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  listMailArrivals,
  listMailRefusals,
  listRawMails,
  type RawMailState,
} from "../../../contract/mail-in.ts";
import { listMailboxes } from "../../../contract/mailboxes.ts";
import { call } from "../../app/call.ts";

/** How mailboxes are doing changes by itself; nobody says so when all is well. */
const lookEveryMs = 10_000;

export const mailboxesQuery = (inbox: string) =>
  queryOptions({
    queryKey: ["mailboxes", inbox],
    queryFn: async ({ signal }) => (await call(listMailboxes, { params: { id: inbox } }, { signal })).items,
    refetchInterval: lookEveryMs,
  });

export const arrivalsQuery = queryOptions({
  queryKey: ["mail-arrivals"],
  queryFn: async ({ signal }) => (await call(listMailArrivals, {}, { signal })).items,
  refetchInterval: lookEveryMs,
});

export const refusalsQuery = queryOptions({
  queryKey: ["mail-refusals"],
  queryFn: async ({ signal }) => (await call(listMailRefusals, {}, { signal })).items,
});

export const rawMailsQuery = (state: Exclude<RawMailState, "read">) =>
  infiniteQueryOptions({
    queryKey: ["raw-mails", state],
    queryFn: ({ pageParam, signal }) =>
      call(
        listRawMails,
        { query: { state, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
