import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listArticleSuggestions, listArticleUses } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { call } from "../../app/call.ts";

/** Articles that may answer a matter: by what its customer wrote, or by the words given. */
export const suggestionsQuery = (conversation: string, text: string, locale: Locale | undefined) =>
  queryOptions({
    queryKey: ["article-suggestions", conversation, text, locale ?? ""],
    queryFn: ({ signal }) =>
      call(
        listArticleSuggestions,
        { params: { id: conversation }, query: { ...(text && { text }), locale, limit: text ? 10 : 5 } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const usesQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["article-uses", conversation],
    queryFn: async ({ signal }) =>
      (await call(listArticleUses, { params: { id: conversation } }, { signal })).items,
  });
