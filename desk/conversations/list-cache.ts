import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Conversation, listConversations, Sort, View } from "../../contract/conversations.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { belongs, type Filters } from "./filters.ts";
import { conversationQuery } from "./queries.ts";

type Page = ReplyOf<typeof listConversations>;
type Order = Sort;
export type ListData = InfiniteData<Page, string | null>;

/** Tells every list and the open matter what a conversation looks like now. */
export function keepConversation(cache: QueryClient, conversation: Conversation, myId: string) {
  const known = cache.getQueryData(conversationQuery(conversation.id).queryKey);
  // An answer that was overtaken on its way must not take the newer state back.
  if (known && known.version > conversation.version) return;
  cache.setQueryData(conversationQuery(conversation.id).queryKey, conversation);
  for (const [key, data] of cache.getQueriesData<ListData>({ queryKey: ["conversations"] })) {
    if (!data) continue;
    const [, view, filters] = key as [string, View, Filters];
    const fits = belongs(conversation, view, filters, myId);
    cache.setQueryData(
      key,
      placed(
        data,
        conversation,
        fits,
        filters.sort ?? (filters.text ? "relevance" : view === "due-soon" ? "due" : "newest"),
      ),
    );
  }
  cache.setQueriesData<Conversation[]>(
    { queryKey: ["conversations-of", conversation.customer.id] },
    (items) => items?.map((item) => (item.id === conversation.id ? conversation : item)),
  );
}

/**
 * The list with the conversation where it belongs now. One that would come after everything loaded so far is left to
 * the page it stands on; one of a list that was searched for by words only changes where it already stands.
 */
export function placed(
  data: ListData,
  conversation: Conversation,
  fits: boolean | "unknown",
  sort: Order,
): ListData {
  // Where it comes in a search is for the server to say.
  if (sort === "relevance" && fits)
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.map((item) => (item.id === conversation.id ? conversation : item)),
      })),
    };
  const stood = data.pages.some((page) => page.items.some((item) => item.id === conversation.id));
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== conversation.id),
  }));
  const belongsHere =
    fits === "unknown"
      ? stood
      : fits &&
        (sort !== "waiting" || conversation.waitingSince) &&
        (sort !== "due" || conversation.nextStep);
  if (!belongsHere) return stood ? { ...data, pages } : data;

  for (const page of pages) {
    const at = page.items.findIndex((item) => comesBefore(conversation, item, sort));
    if (at >= 0) {
      page.items.splice(at, 0, conversation);
      return { ...data, pages };
    }
  }
  const last = pages.at(-1);
  if (last && last.next === null) last.items.push(conversation);
  return { ...data, pages };
}

/** By what a list is in order: the smaller comes first, part by part, then by id. */
const places: Record<
  Exclude<Order, "newest" | "created" | "relevance">,
  (of: Conversation) => (string | number)[]
> = {
  waiting: ({ waitingSince }) => [waitingSince ?? ""],
  due: ({ nextStep }) => [nextStep?.at ?? ""],
  priority: ({ priority, nextStep }) => [urgencies.indexOf(priority), nextStep?.at ?? "~"],
  customer: ({ customer }) => [(customer.name || customer.email || "").toLowerCase()],
};
const urgencies = ["critical", "high", "normal", "low"];

function comesBefore(a: Conversation, b: Conversation, sort: Order): boolean {
  if (sort === "newest" || sort === "created" || sort === "relevance") {
    const at = sort === "created" ? "createdAt" : "lastMessageAt";
    return a[at] === b[at] ? a.id > b.id : a[at] > b[at];
  }
  const [one, other] = [places[sort](a), places[sort](b)];
  const differs = one.findIndex((part, at) => part !== other[at]);
  return differs < 0 ? a.id < b.id : one[differs]! < other[differs]!;
}
