import { queryOptions, useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Conversation } from "../../../contract/conversations.ts";
import { deleteMerge, listMerges, postMerges } from "../../../contract/merging.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";
import { useReadAnew } from "../moving/read-anew.ts";

/** What is part of a conversation. */
export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: ["merges", id],
    queryFn: async ({ signal }) => (await call(listMerges, { params: { id } }, { signal })).items,
  });

function useFailed() {
  const { t } = useTexts();
  return (thrown: unknown) => {
    const { title, unreachable } = readProblem(thrown);
    const words = title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
    toast({ kind: "failed", text: `${t("conversation.change.failed")} ${words}` });
  };
}

/** Taking a conversation out of the one that it is part of. */
export function useUnmerging() {
  const { t } = useTexts();
  const readAnew = useReadAnew();
  const failed = useFailed();
  const navigate = useNavigate();
  const open = (id: string) =>
    navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId: id } });
  return useMutation({
    mutationFn: ({ id }: { id: string; number: number; from: string }) =>
      call(deleteMerge, { params: { id } }),
    onSuccess: (_, { id, number, from }) => {
      readAnew(id, from);
      toast({
        kind: "good",
        text: t("merge.undone", { number: `#${number}` }),
        action: { label: t("linked.open"), act: () => open(id) },
      });
    },
    onError: failed,
  });
}

/** Making several one; each can be taken out again. */
export function useMerging(onDone: () => void) {
  const { t } = useTexts();
  const readAnew = useReadAnew();
  const unmerging = useUnmerging();
  return useMutation({
    mutationFn: ({ into, from }: { into: Conversation; from: Conversation[] }) =>
      call(postMerges, { params: { id: into.id }, body: { from: from.map(({ id }) => id) } }),
    onSuccess: (_, { into, from }) => {
      readAnew(into.id, ...from.map(({ id }) => id));
      toast({
        kind: "good",
        text: t("merge.done", { n: from.length, number: `#${into.number}` }),
        undo: async () => {
          for (const { id, number } of from) await unmerging.mutateAsync({ id, number, from: into.id });
        },
      });
      onDone();
    },
  });
}
