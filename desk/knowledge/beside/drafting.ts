import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { postArticleDraft } from "../../../contract/knowledge.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";

/** Drafts an article from a matter and goes to it; what was taken out is told, so that the rest is looked at. */
export function useDraftFrom(conversation: string) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { t, number } = useTexts();
  return useMutation({
    mutationFn: () => call(postArticleDraft, { params: { id: conversation }, body: {} }),
    onSuccess: ({ id, sourceLocale, takenOut }) => {
      for (const key of ["articles", "article-counts", "article-uses"])
        cache.invalidateQueries({ queryKey: [key] });
      const { names, addresses, phones, numbers, greetings } = takenOut;
      toast({
        kind: "good",
        text: t("knowledge.drafted", { count: number(names + addresses + phones + numbers + greetings) }),
      });
      return navigate({
        to: "/knowledge/$articleId",
        params: { articleId: id },
        search: { language: sourceLocale },
      });
    },
    onError: (thrown) =>
      toast({ kind: "failed", text: readProblem(thrown).title ?? t("ui.problem.unreachable") }),
  });
}
