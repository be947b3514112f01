import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  getArticle,
  getArticleCounts,
  getArticlePreview,
  getArticleVersion,
  getTranslation,
  listArticleFlags,
  listArticleSections,
  listArticles,
  listArticleVersions,
  listArticleVotes,
} from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { QueryIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import type { ArticleFilters } from "./filters.ts";

const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next: string | null }) => page.next,
};

export const articlesQuery = (filters: ArticleFilters) =>
  infiniteQueryOptions({
    queryKey: ["articles", filters],
    queryFn: ({ pageParam, signal }) =>
      call(listArticles, { query: { ...filters, cursor: pageParam ?? undefined } }, { signal }),
    ...paged,
  });

export const articleCountsQuery = (asked: Pick<ArticleFilters, "brand" | "locale" | "owner">) =>
  queryOptions({
    queryKey: ["article-counts", asked],
    queryFn: ({ signal }) => call(getArticleCounts, { query: asked }, { signal }),
  });

export const sectionsQuery = (brand: string | undefined) =>
  queryOptions({
    queryKey: ["article-sections", brand ?? ""],
    queryFn: async ({ signal }) => (await call(listArticleSections, { query: { brand } }, { signal })).items,
  });

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ["article", id],
    queryFn: ({ signal }) => call(getArticle, { params: { id } }, { signal }),
  });

export const translationQuery = (id: string, locale: Locale) =>
  queryOptions({
    queryKey: ["translation", id, locale],
    queryFn: ({ signal }) => call(getTranslation, { params: { id, locale } }, { signal }),
  });

export const previewQuery = (id: string, locale: Locale, version?: number) =>
  queryOptions({
    queryKey: ["translation", id, locale, "preview", version ?? null],
    queryFn: ({ signal }) =>
      call(getArticlePreview, { params: { id, locale }, query: { version } }, { signal }),
  });

export const versionsQuery = (id: string, locale: Locale) =>
  infiniteQueryOptions({
    queryKey: ["article-versions", id, locale],
    queryFn: ({ pageParam, signal }) =>
      call(
        listArticleVersions,
        { params: { id, locale }, query: { cursor: pageParam ?? undefined, limit: 30 } },
        { signal },
      ),
    ...paged,
  });

/** A version never changes. */
export const versionQuery = (id: string, locale: Locale, version: number) =>
  queryOptions({
    queryKey: ["article-version", id, locale, version],
    queryFn: ({ signal }) => call(getArticleVersion, { params: { id, locale, version } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const votesQuery = (asked: Omit<QueryIn<typeof listArticleVotes>, "cursor">) =>
  infiniteQueryOptions({
    queryKey: ["article-votes", asked],
    queryFn: ({ pageParam, signal }) =>
      call(listArticleVotes, { query: { ...asked, cursor: pageParam ?? undefined } }, { signal }),
    ...paged,
  });

export const flagsQuery = (asked: Omit<QueryIn<typeof listArticleFlags>, "cursor">) =>
  infiniteQueryOptions({
    queryKey: ["article-flags", asked],
    queryFn: ({ pageParam, signal }) =>
      call(listArticleFlags, { query: { ...asked, cursor: pageParam ?? undefined } }, { signal }),
    ...paged,
  });
