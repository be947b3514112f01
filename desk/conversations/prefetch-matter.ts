import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../contract/conversations.ts";
import { customerQuery } from "../customers/queries.ts";
import { promisesOfQuery } from "../promises/queries.ts";
import { followingQuery } from "./following/queries.ts";
import { mergesQuery } from "./merging/merging.ts";
import { peopleQuery } from "./people/people.ts";
import { plannedOfQuery } from "./planned/queries.ts";
import { conversationQuery, eventsQuery, linksQuery, messagesQuery, triageQuery } from "./queries.ts";
import { repeatsQuery } from "./repeats/repeats.ts";

/**
 * Reads a conversation before it is opened, with all that stands above its words and would push them down if it came
 * later. What was read within the last minute is not read again.
 */
export function prefetchMatter(cache: QueryClient, { id, customer }: Conversation): void {
  void cache.prefetchQuery(conversationQuery(id));
  void cache.prefetchInfiniteQuery(messagesQuery(id));
  void cache.prefetchQuery(eventsQuery(id));
  void cache.prefetchQuery(customerQuery(customer.id));
  void cache.prefetchQuery(linksQuery(id));
  void cache.prefetchQuery(mergesQuery(id));
  void cache.prefetchQuery(repeatsQuery(id));
  void cache.prefetchQuery(triageQuery(id));
  void cache.prefetchQuery(peopleQuery(id));
  void cache.prefetchQuery(plannedOfQuery(id));
  void cache.prefetchQuery(promisesOfQuery(id));
  void cache.prefetchQuery(followingQuery(id));
}
