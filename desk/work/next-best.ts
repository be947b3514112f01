import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { View } from "../../contract/conversations.ts";
import { postNext } from "../../contract/routing.ts";
import { call } from "../app/call.ts";
import { useMay, useMe } from "../app/me.ts";
import { keepConversation } from "../conversations/list-cache.ts";
import { countsQuery } from "../conversations/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { toast } from "../ui/toasts.ts";

const mutationKey = ["next"];

/** Takes what comes first for this person, and opens it. A second press while the first is under way takes no second. */
export function useNextBest(): { may: boolean; isBusy: boolean; take: () => void } {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay("conversations.manage");
  const cache = useQueryClient();
  const navigate = useNavigate();
  const isBusy = useIsMutating({ mutationKey }) > 0;

  const taking = useMutation({
    mutationKey,
    mutationFn: () => call(postNext),
    onSuccess: ({ conversation }) => {
      if (!conversation) return void sayNothingWaits();
      keepConversation(cache, conversation, me.agent.id);
      cache.invalidateQueries(countsQuery);
      navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "mine", conversationId: conversation.id },
      });
    },
    onError: (thrown) => {
      const { title, unreachable } = readProblem(thrown);
      const why = title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
      toast({
        kind: "failed",
        text: `${t("next.failed")} ${why}`,
        action: { label: t("ui.tryAgain"), act: take },
      });
    },
  });
  async function sayNothingWaits() {
    const look = (view: View) => navigate({ to: "/inbox/$view", params: { view } });
    const unsorted = (await cache.ensureQueryData(countsQuery))["to-sort"];
    if (unsorted > 0)
      toast({
        text: t("next.unsorted", { count: unsorted }),
        action: { label: t("next.unsorted.look"), act: () => look("to-sort") },
      });
    else
      toast({
        text: t("next.none"),
        action: { label: t("next.none.look"), act: () => look("unassigned") },
      });
  }
  function take() {
    if (cache.isMutating({ mutationKey }) === 0) taking.mutate();
  }
  return { may, isBusy, take };
}
