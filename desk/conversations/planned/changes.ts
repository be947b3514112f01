import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  deletePlannedReply,
  type PlannedReply,
  patchPlannedReply,
} from "../../../contract/planned-replies.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";
import { draftReturned, draftSaved } from "../draft.ts";
import { conversationQuery, messagesQuery } from "../queries.ts";
import { myPlansQuery, plannedOfQuery } from "./queries.ts";

export type Plan = Pick<PlannedReply, "id"> & { conversation: Pick<PlannedReply["conversation"], "id"> };

/** Reads anew what has to do with a plan; what left stands among the messages by then. */
export function planChanged(cache: QueryClient, conversationId: string) {
  cache.invalidateQueries({ queryKey: messagesQuery(conversationId).queryKey });
  cache.invalidateQueries({ queryKey: plannedOfQuery(conversationId).queryKey });
  cache.invalidateQueries({ queryKey: myPlansQuery.queryKey });
  cache.invalidateQueries({ queryKey: conversationQuery(conversationId).queryKey });
}

/** Takes a reply back before it leaves: its words are there to be written on. */
export function useTakeBack() {
  const cache = useQueryClient();
  const { t } = useTexts();
  return useMutation({
    mutationFn: async ({ id, conversation }: Plan) => {
      // What is being written goes below the words that come back, and must not come after them.
      await draftSaved(conversation.id);
      return call(deletePlannedReply, { params: { id: conversation.id, plan: id } });
    },
    onSuccess: (_, { conversation }) => {
      draftReturned(conversation.id);
      toast({ kind: "good", text: t("planned.takenBack") });
    },
    onError: (thrown) =>
      toast({ kind: "failed", text: readProblem(thrown).title ?? t("conversation.change.failed") }),
    onSettled: (_answer, _thrown, { conversation }) => planChanged(cache, conversation.id),
  });
}

type Amendment = { plan: Plan; to: BodyIn<typeof patchPlannedReply> };

/** Changes when a reply leaves (null is now), or what becomes of its conversation then. */
export function useAmendPlan() {
  const cache = useQueryClient();
  const { t } = useTexts();
  return useMutation({
    mutationFn: ({ plan, to }: Amendment) =>
      call(patchPlannedReply, { params: { id: plan.conversation.id, plan: plan.id }, body: to }),
    onError: (thrown) =>
      toast({ kind: "failed", text: readProblem(thrown).title ?? t("conversation.change.failed") }),
    onSettled: (_answer, _thrown, { plan }) => planChanged(cache, plan.conversation.id),
  });
}
