import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Conversation } from "../../contract/conversations.ts";
import type { Line } from "../../contract/lines.ts";
import { useIntentName, useIntentsOf, useLinesOf } from "../app/lines.ts";
import { useSort } from "./changes.ts";
import type { ListData } from "./list-cache.ts";
import { nextToSort } from "./next-to-sort.ts";
import { listQuery, triageQuery } from "./queries.ts";

export interface Guess {
  intent: string;
  line: Line;
  name: string;
  /** From 0 to 1. */
  share: number;
}

/** What it may be, likeliest first, and saying which: whoever sorts the pile goes straight on to the next. */
export function useSorting(conversation: Conversation) {
  const { id, toSort } = conversation;
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { view } = useParams({ from: "/desk/inbox/$view" });
  const filters = useSearch({ from: "/desk/inbox/$view" });
  const { data: triage = null } = useQuery(triageQuery(id));
  const nameOf = useIntentName();
  const offered = new Set(useIntentsOf(useLinesOf(conversation.brand.id)).map(({ key }) => key));
  const { sort } = useSort(id);

  const guesses = (triage?.intents ?? [])
    .filter(({ intent }) => offered.has(intent))
    .map(({ intent, line, p }): Guess => ({ intent, line, name: nameOf(intent), share: p }));

  function choose(intent: string | undefined) {
    if (!intent) return;
    const list = cache.getQueryData<ListData>(listQuery("to-sort", filters).queryKey);
    sort.mutate(intent);
    if (!toSort || view !== "to-sort") return;
    const next = nextToSort(list?.pages.flatMap((page) => page.items) ?? [], id);
    if (next)
      navigate({
        to: "/inbox/$view/$conversationId",
        params: { view, conversationId: next },
        search: true,
        replace: true,
      });
    else navigate({ to: "/inbox/$view", params: { view }, search: true });
  }

  return { triage, guesses, choose };
}
