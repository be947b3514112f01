import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type Article,
  deleteArticleArchival,
  deleteFlagSettlement,
  deleteVoteSettlement,
  patchArticle,
  postArticleArchival,
  postArticleReview,
  postFlagSettlement,
  postVoteSettlement,
} from "../../contract/knowledge.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { articleQuery } from "./queries.ts";

/** Puts an article where it is shown, and makes old what follows from it. */
export function keepArticle(cache: QueryClient, article: Article) {
  cache.setQueryData(articleQuery(article.id).queryKey, article);
  for (const key of ["articles", "article-counts", "article-sections"])
    cache.invalidateQueries({ queryKey: [key] });
}

/** Makes everything old that is known of one article: what it says, its versions, and the lists that it stands in. */
export const articleMoved = (cache: QueryClient, id: string) =>
  Promise.all(
    [["article", id], ["translation", id], ["article-versions", id], ["articles"], ["article-counts"]].map(
      (queryKey) => cache.invalidateQueries({ queryKey }),
    ),
  );

export type ArticleChange = Omit<BodyIn<typeof patchArticle>, "version">;

/** Changes where an article stands and whose it is; the screen follows at once and goes back if it fails. */
export function useChangeArticle(article: Article) {
  const cache = useQueryClient();
  const { queryKey } = articleQuery(article.id);
  return useMutation({
    mutationFn: (change: ArticleChange) =>
      call(patchArticle, { params: { id: article.id }, body: { ...change, version: article.version } }),
    onSuccess: (changed) => keepArticle(cache, changed),
    // Somebody else was quicker: what they wrote is shown beside the refusal.
    onError: () => cache.invalidateQueries({ queryKey }),
  });
}

export function useReviewed(id: string) {
  const cache = useQueryClient();
  const { t } = useTexts();
  return useMutation({
    mutationFn: () => call(postArticleReview, { params: { id } }),
    onSuccess: (article) => {
      keepArticle(cache, article);
      toast({ kind: "good", text: t("knowledge.reviewed") });
    },
  });
}

/** Takes an article out of use or back. */
export function useArchival(id: string) {
  const cache = useQueryClient();
  const { t } = useTexts();
  const restore = useMutation({
    mutationFn: () => call(deleteArticleArchival, { params: { id } }),
    onSuccess: () => articleMoved(cache, id),
  });
  const archive = useMutation({
    mutationFn: () => call(postArticleArchival, { params: { id } }),
    onSuccess: (article) => {
      keepArticle(cache, article);
      toast({ text: t("knowledge.archived"), undo: () => restore.mutate() });
    },
  });
  return { archive, restore };
}

/** Settles what a reader or a colleague said of an article, or opens it again. */
export function useSettling(of: "vote" | "flag") {
  const cache = useQueryClient();
  const { t } = useTexts();
  const refresh = () =>
    Promise.all(
      ["article-votes", "article-flags", "articles", "article", "article-counts"].map((key) =>
        cache.invalidateQueries({ queryKey: [key] }),
      ),
    );
  const reopen = useMutation({
    mutationFn: (id: string) =>
      call(of === "vote" ? deleteVoteSettlement : deleteFlagSettlement, { params: { id } }),
    onSuccess: refresh,
  });
  const settle = useMutation({
    mutationFn: async (id: string) => {
      await call(of === "vote" ? postVoteSettlement : postFlagSettlement, { params: { id } });
    },
    onSuccess: (_nothing, id) => {
      toast({ text: t("knowledge.settled"), undo: () => reopen.mutate(id) });
      return refresh();
    },
  });
  return { settle, reopen };
}
