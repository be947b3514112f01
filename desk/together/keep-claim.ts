import type { QueryClient } from "@tanstack/react-query";
import type { Claim, Conversation, Event } from "../../contract/conversations.ts";
import type { ListData } from "../conversations/list-cache.ts";
import { conversationQuery } from "../conversations/queries.ts";

/** Tells every list and the open matter who is answering; nothing has to be read for it. */
export function keepClaim(cache: QueryClient, id: string, next: (was: Claim | null) => Claim | null) {
  const changed = (conversation: Conversation): Conversation =>
    conversation.id === id ? { ...conversation, claim: next(conversation.claim) } : conversation;
  const { queryKey } = conversationQuery(id);
  cache.setQueryData(queryKey, (known) => known && changed(known));
  cache.setQueriesData<ListData>(
    { queryKey: ["conversations"] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) =>
          page.items.some((item) => item.id === id) ? { ...page, items: page.items.map(changed) } : page,
        ),
      },
  );
  // An answer that was on its way may be from before.
  if (cache.isFetching({ queryKey }) > 0) cache.invalidateQueries({ queryKey });
}

/** What an event says about who is answering; whether it said anything. */
export function followClaim(cache: QueryClient, { kind, conversationId: id, data }: Event): boolean {
  if (!id || (kind !== "conversation.claimed" && kind !== "conversation.claim_ended")) return false;
  const claim = kind === "conversation.claimed" ? (data.claim as Claim) : null;
  keepClaim(cache, id, (was) => claim ?? (was?.agent.id === data.agentId ? null : was));
  return true;
}
