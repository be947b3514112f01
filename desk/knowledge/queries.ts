import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  type ArticleLine,
  getArticle,
  getArticleCounts,
  getArticleFigures,
  getArticlePreview,
  getArticleVersion,
  getTranslation,
  listArticleFlags,
  listArticleMatters,
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

/** All articles of a section in the order in which readers see them. */
export const articlesInOrderQuery = (section: string) =>
  queryOptions({
    queryKey: ["articles", "place", section],
    queryFn: async ({ signal }) => {
      const items: ArticleLine[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { section, sort: "place" as const, limit: 100, cursor: cursor ?? undefined };
        const page = await call(listArticles, { query }, { signal });
        // Of a category, what stands in it and not in a section of it.
        items.push(...page.items.filter((article) => article.section?.id === section));
        cursor = page.next;
      } while (cursor);
      return items;
    },
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

/** What became of an article in the last ninety days. */
export const figuresOfArticleQuery = (id: string) =>
  queryOptions({
    queryKey: ["article-figures", id],
    queryFn: ({ signal }) => call(getArticleFigures, { params: { id } }, { signal }),
  });

/** In which matters an article was used. */
export const mattersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["article-matters", id],
    queryFn: ({ pageParam, signal }) =>
      call(
        listArticleMatters,
        { params: { id }, query: { cursor: pageParam ?? undefined, limit: 5 } },
        { signal },
      ),
    ...paged,
  });
