import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ArticleLine,
  type ArticleSection,
  deleteArticleSection,
  putArticleOrder,
  putArticleSectionOrder,
} from "../../contract/knowledge.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { toast } from "../ui/toasts.ts";
import { articlesInOrderQuery, sectionsQuery } from "./queries.ts";
import { orderWith, reordered, sectionName } from "./section-tree.ts";

function useSaid() {
  const { t } = useTexts();
  return (thrown: unknown) =>
    toast({ kind: "failed", text: readProblem(thrown).title ?? t("ui.problem.unreachable") });
}

/** Moves and removes sections; the order is on the screen at once and goes back when it is refused. */
export function useArranging(brand: string | undefined) {
  const cache = useQueryClient();
  const { t, locale } = useTexts();
  const { queryKey } = sectionsQuery(brand);
  const refresh = () => cache.invalidateQueries({ queryKey: ["article-sections"] });
  const say = useSaid();
  const order = useMutation({
    // One after the other, as they were pressed.
    scope: { id: "section-order" },
    mutationFn: (sections: string[]) => call(putArticleSectionOrder, { body: { sections } }),
    onError: (thrown) => say(thrown),
    onSettled: refresh,
  });
  const removal = useMutation({
    mutationFn: (section: ArticleSection) => call(deleteArticleSection, { params: { id: section.id } }),
    onSuccess: (_nothing, section) => {
      toast({ text: t("knowledge.section.removed", { name: sectionName(section, locale) }) });
      return refresh();
    },
    onError: say,
  });
  return {
    /** The ids of those beside it in their new order; null when nothing moves. */
    move(sections: readonly ArticleSection[], id: string, to: string | -1 | 1): string[] | null {
      const ids = orderWith(sections, id, to);
      if (!ids) return null;
      void cache.cancelQueries({ queryKey });
      cache.setQueryData(queryKey, reordered(sections, ids));
      order.mutate(ids);
      return ids;
    },
    remove: (section: ArticleSection) => removal.mutate(section),
  };
}

/** The same with the articles of a section. */
export function useArticleOrder(section: string) {
  const cache = useQueryClient();
  const { queryKey } = articlesInOrderQuery(section);
  const say = useSaid();
  const order = useMutation({
    scope: { id: "article-order" },
    mutationFn: (articles: string[]) =>
      call(putArticleOrder, { params: { id: section }, body: { articles } }),
    onError: (thrown) => say(thrown),
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
  return (articles: readonly ArticleLine[]) => {
    void cache.cancelQueries({ queryKey });
    cache.setQueryData(queryKey, [...articles]);
    order.mutate(articles.map(({ id }) => id));
  };
}
